// review/no-trigger: a review, and no word on which incidents get one, or by when.
import { startOf } from '../clause.ts'
import type { Rule, RuleFinding } from '../rule.ts'

export const noTrigger: Rule = {
  id: 'review/no-trigger',
  element: 'review',
  level: 'warning',
  title: 'A review without trigger and deadline',
  explanation:
    'A review that is due after no particular incident and by no particular day is held after none. Say which severities require one, and within how many days.',
  bad: '# Response plan\n\n## Post-incident review\n\nThe team meets and talks about what happened.\n',
  good: '# Response plan\n\n## Post-incident review\n\nRequired for every SEV1 and SEV2 incident, held within 5 business days.\n',
  find({ text, judged }): RuleFinding[] {
    const { parts, standing, units } = judged.judgements.review
    const first = text.reads.find(({ index, headed, unit }) => units.has(index) && headed.has('review') && unit.kind !== 'code')
    if (
      standing !== 'generic' ||
      parts.trigger === true ||
      parts.deadline === true ||
      first === undefined ||
      judged.kind === 'pir-template'
    )
      return []
    const { quote, ...place } = startOf(first)
    return [
      {
        ...{ ...place, ofWhole: true as const },
        message: `From ${quote} on nothing says which incidents get a review, nor by when it is held.`,
        suggestion: 'For instance: “required at SEV1 and SEV2, held within 5 business days of closing”.',
      },
    ]
  },
}
