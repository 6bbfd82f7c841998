// severity/time-target: levels without a time by which something has to happen.
import { levelsOf } from '../../judge/severity.ts'
import { startOf } from '../clause.ts'
import type { Rule, RuleFinding } from '../rule.ts'

export const timeTarget: Rule = {
  id: 'severity/time-target',
  element: 'severity',
  level: 'warning',
  title: 'Severity levels without a time',
  explanation:
    'A level that sets no time changes nothing: nobody knows when to acknowledge, when to update, or when to call the next person. Give each level a time to acknowledge and an interval for updates.',
  bad: '## Severity\n\n- **SEV1**: all users cannot sign in. Page the on-call engineer.\n- **SEV2**: one region fails. Tell the team lead.\n',
  good: '## Severity\n\n- **SEV1**: all users cannot sign in. Page the on-call engineer; acknowledge within 15 minutes.\n- **SEV2**: one region fails. Tell the team lead within 1 hour.\n',
  find({ text, judged }): RuleFinding[] {
    const { parts } = judged.judgements.severity
    const first = levelsOf(text)[0]?.reads[0]
    if (parts.levels !== true || parts.time === true || first === undefined) return []
    const { quote, ...place } = startOf(first)
    return [
      {
        ...{ ...place, ofWhole: true as const },
        message: `The levels from ${quote} on set no time, so nobody knows when an answer or an update is late.`,
        suggestion: 'For instance: “SEV1: acknowledge within 15 minutes, update every hour”.',
      },
    ]
  },
}
