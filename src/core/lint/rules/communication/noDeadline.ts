// communication/no-deadline: a section about telling people without a single time.
import { startOf } from '../clause.ts'
import type { Rule, RuleFinding } from '../rule.ts'

export const noDeadline: Rule = {
  id: 'communication/no-deadline',
  element: 'communication',
  level: 'warning',
  title: 'Communication without a time',
  explanation:
    'Without a deadline or an interval the first update is sent when there is good news. Say by when the first one goes out, and how often the next.',
  bad: '## Communication\n\nThe communications lead posts on the status page and answers customers.\n',
  good: '## Communication\n\nThe communications lead posts on the status page within 30 minutes, then every hour, and answers customers.\n',
  find({ text, judged }): RuleFinding[] {
    const { parts, standing, units } = judged.judgements.communication
    const first = text.reads.find(({ index, headed, unit }) => units.has(index) && headed.has('communication') && unit.kind !== 'code')
    if (standing === 'absent' || parts.deadline === true || first === undefined) return []
    const { quote, ...place } = startOf(first)
    return [
      {
        ...{ ...place, ofWhole: true as const },
        message: `From ${quote} on nothing says by when, or how often, anybody is told.`,
        suggestion: 'For instance: “first update within 30 minutes of SEV1, then every hour, also when nothing is new”.',
      },
    ]
  },
}
