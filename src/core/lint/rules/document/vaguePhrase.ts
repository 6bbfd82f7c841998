// document/vague-phrase: words that leave the decision to whoever was woken.
import { isConcrete } from '../../judge/overall.ts'
import { vagueFindings } from '../clause.ts'
import type { Rule, RuleFinding } from '../rule.ts'

const timed = new Set(['soon', 'at-once'])
const open = new Set(['discretion', 'procedure'])

export const vaguePhrase: Rule = {
  id: 'document/vague-phrase',
  element: 'document',
  level: 'note',
  title: 'Words that leave the decision to whoever was woken',
  explanation: '“As appropriate”, “in a timely manner”, “per procedure”: each hides a decision that somebody could have made in daylight. Make it, and write it down: a condition, a time, a link to the step.',
  bad: '# Response plan\n\nThe team is informed as appropriate.\n',
  good: '# Response plan\n\nThe team is informed in #incidents when more than 5 % of requests fail.\n',
  find({ text }): RuleFinding[] {
    const timing = vagueFindings(text.reads, timed, (read) => isConcrete(read) || read.durations.length > 0)
    return [...vagueFindings(text.reads, open, ({ commands, paths }) => commands.length + paths.length > 0), ...timing]
  },
}
