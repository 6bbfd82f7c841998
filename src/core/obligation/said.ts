// What a rule says about time, in one line: “72 hours from awareness; without undue delay”.
import { type ClockId, clockMeanings } from './clock.ts'
import { limitWords } from './limit.ts'
import type { Deadline, Rule } from './rule.ts'

export function saidOf({ deadline, words, noLaterThan }: Pick<Rule, 'deadline' | 'words' | 'noLaterThan'>): string {
  const parts = [deadlineWords(deadline), words, noLaterThan && `not later than ${stageName(noLaterThan)}`]
  return parts.filter(Boolean).join('; ')
}

function deadlineWords(deadline: Deadline): string {
  switch (deadline.kind) {
    case 'promptly':
      return deadline.clock === null ? 'no number' : `no number, from ${clockName(deadline.clock)}`
    case 'on-request':
      return 'when the authority asks'
    case 'as-agreed':
      return 'as the clause says'
    case 'limit': {
      const { start, cap } = deadline
      const from = start.kind === 'clock' ? clockName(start.clock) : `filing ${start.rules.map(stageName).join(' or ')}`
      const outer = cap === null ? '' : `, at most ${limitWords(cap.limit)} from ${clockName(cap.clock)}`
      return `${limitWords(deadline.limit)} from ${from}${outer}`
    }
  }
}

export function clockName(clock: ClockId): string {
  return clock.replaceAll('_', ' ')
}

/** “The clock starts when …” */
export function clockSentence(clock: ClockId): string {
  return `The clock starts when ${clockMeanings[clock]}.`
}

function stageName(rule: string): string {
  return `the ${(rule.split('.')[1] ?? rule).replaceAll('-', ' ')}`
}
