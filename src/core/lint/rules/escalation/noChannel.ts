// escalation/no-channel: it is said to escalate, and not where people meet.
import { startOf } from '../clause.ts'
import type { Rule, RuleFinding } from '../rule.ts'

export const noChannel: Rule = {
  id: 'escalation/no-channel',
  element: 'escalation',
  level: 'note',
  title: 'No place where the people meet',
  explanation: 'Whoever joins an incident needs one place to read what is known. Name the channel, the call or the mailbox.',
  bad: '## Escalation\n\nThe on-call engineer is paged by PagerDuty; after 15 minutes the secondary is paged.\n',
  good: '## Escalation\n\nThe on-call engineer is paged by PagerDuty; after 15 minutes the secondary is paged. Work is talked about in #incidents.\n',
  find({ text, judged }): RuleFinding[] {
    const { parts, standing, units } = judged.judgements.escalation
    const first = text.reads.find(({ index, headed, unit }) => units.has(index) && headed.has('escalation') && unit.kind !== 'code')
    if (standing === 'absent' || parts.channel === true || first === undefined) return []
    const { quote, ...place } = startOf(first)
    return [
      {
        ...{ ...place, ofWhole: true as const },
        message: `From ${quote} on no channel, call or mailbox is named where whoever is woken finds the others.`,
        suggestion: 'For instance: “everybody joins #incident-security; the call is pinned there”.',
      },
    ]
  },
}
