// evidence/no-retention-window: evidence that expires, and no word on when.
import { startOf } from '../clause.ts'
import type { Rule, RuleFinding } from '../rule.ts'

export const noRetentionWindow: Rule = {
  id: 'evidence/no-retention-window',
  element: 'evidence',
  level: 'note',
  title: 'Evidence without its window',
  explanation:
    'Logs delete themselves: some after 90 days, some after seven. Say until when each artefact can still be had, or it is missed by the one who thinks there is time.',
  bad: '## Evidence\n\n- Export the findings from GuardDuty.\n- Export the events from CloudTrail.\n',
  good: '## Evidence\n\n- Export the findings from GuardDuty; they are kept for 90 days.\n- Export the events from CloudTrail; keep them before 90 days are over.\n',
  find({ text, judged }): RuleFinding[] {
    const { parts, standing, units } = judged.judgements.evidence
    const first = text.reads.find(({ index, headed, unit }) => units.has(index) && headed.has('evidence') && unit.kind !== 'code')
    if (standing === 'absent' || parts.retention === true || first === undefined) return []
    const { quote, ...place } = startOf(first)
    return [
      {
        ...{ ...place, ofWhole: true as const },
        message: `From ${quote} on nothing says until when the evidence can still be had.`,
        suggestion: 'For instance: “CloudTrail event history: 90 days after the event; GitHub Git events: 7 days”.',
      },
    ]
  },
}
