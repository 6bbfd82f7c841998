// document/vague-phrase: words that leave the decision to whoever was woken.
import { isConcrete } from '../../judge/overall.ts'
import type { Read } from '../../reading/readText.ts'
import { clauseFrom, spanOf, vagueFindings } from '../clause.ts'
import type { Rule, RuleFinding } from '../rule.ts'

const timed = new Set(['soon', 'at-once'])
const open = new Set(['discretion', 'procedure'])

export const vaguePhrase: Rule = {
  id: 'document/vague-phrase',
  element: 'document',
  level: 'note',
  title: 'Words that leave the decision to whoever was woken',
  explanation:
    '“As appropriate”, “in a timely manner”, “per procedure”: each hides a decision that somebody could have made in daylight. Make it, and write it down: a condition, a time, a link to the step.',
  bad: '# Response plan\n\nThe team is informed as appropriate.\n',
  good: '# Response plan\n\nThe team is informed in #incidents when more than 5 % of requests fail.\n',
  find({ text }): RuleFinding[] {
    const timing = vagueFindings(text.reads, timed, (read) => isConcrete(read) || read.durations.length > 0)
    return [
      ...considered(text.reads),
      ...vagueFindings(text.reads, open, ({ commands, paths }) => commands.length + paths.length > 0),
      ...timing,
    ]
  },
}

/** “Consider disabling it”: the decision is handed to whoever reads it at night. */
function considered(reads: readonly Read[]): RuleFinding[] {
  return reads.flatMap((read) => {
    const verb = read.verbs.find(({ lemma }) => lemma === 'consider')
    if (verb === undefined) return []
    const { quote, ...place } = spanOf(read, verb.start, Math.min(verb.end + 30, clauseFrom(read, verb.start).end - read.unit.offset))
    return [
      {
        ...place,
        message: `${quote}…: the engineer at 2 AM is asked to weigh it, and not told by what.`,
        suggestion: 'Say when it is done and when not: “if more than 5 % of requests fail, disable it; otherwise leave it on”.',
      },
    ]
  })
}
