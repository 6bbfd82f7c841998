// How does a step of a run stand, by what people said about it? Marks are never changed: a correction is one more.
import type { Instant } from '../kernel/instant.ts'
import type { Step } from './runbook.ts'

export const stepStates = ['open', 'done', 'skipped', 'stuck'] as const
export type StepState = (typeof stepStates)[number]

export type StepPerson = { kind: 'person' | 'token'; id: string; name: string }

/** One thing somebody said about one step. */
export type StepMark = {
  markId: string
  stepId: string
  state: StepState
  by: StepPerson
  at: Instant
  /** Why it was skipped or corrected, or what was missing. */
  reason: string | null
  note: string | null
  /** The mark that this one takes back. */
  corrects: string | null
}

export type StepStanding = {
  state: StepState
  /** The latest mark; null where nobody said anything yet. */
  last: StepMark | null
  /** Done by one, where a second person must say so too. */
  awaitingSecond: StepMark | null
}

export function needsSecondPerson({ needs }: { needs: readonly Pick<Step['needs'][number], 'kind'>[] }): boolean {
  return needs.some(({ kind }) => kind === 'second-person')
}

/** `marks`: those of this step, in the order they were made. */
export function standingOf(step: Pick<Step, 'needs'>, marks: readonly StepMark[]): StepStanding {
  let standing: StepStanding = { state: 'open', last: null, awaitingSecond: null }
  for (const mark of marks) standing = after(step, standing, mark)
  return standing
}

function after(step: Pick<Step, 'needs'>, before: StepStanding, mark: StepMark): StepStanding {
  if (mark.state !== 'done' || !needsSecondPerson(step)) return { state: mark.state, last: mark, awaitingSecond: null }
  const second = before.awaitingSecond !== null && before.awaitingSecond.by.id !== mark.by.id
  return { state: second ? 'done' : 'open', last: mark, awaitingSecond: second ? null : mark }
}
