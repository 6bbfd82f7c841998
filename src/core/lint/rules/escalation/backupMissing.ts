// escalation/backup-missing: a way to reach somebody, and nobody after them.
import { startOf } from '../clause.ts'
import type { Rule, RuleFinding } from '../rule.ts'

export const backupMissing: Rule = {
  id: 'escalation/backup-missing',
  element: 'escalation',
  level: 'warning',
  title: 'Nobody stands in when nobody answers',
  explanation:
    'The first page is not answered in about one night of ten. Say how long to wait, and who is called then; they must not be the same person.',
  bad: '## Escalation\n\nPage the on-call engineer in PagerDuty and write in #incidents.\n',
  good: '## Escalation\n\nPage the on-call engineer in PagerDuty and write in #incidents. No answer after 15 minutes: page the secondary.\n',
  find({ text, judged }): RuleFinding[] {
    const { parts, units } = judged.judgements.escalation
    const first = text.reads.find(({ index, headed, unit }) => units.has(index) && headed.has('escalation') && unit.kind !== 'code')
    const reaches = parts.target === true || parts.mechanism === true || parts.channel === true
    if (!reaches || parts.backup === true || first === undefined) return []
    const { quote, ...place } = startOf(first)
    return [
      {
        ...{ ...place, ofWhole: true as const },
        message: `From ${quote} on it is said whom to reach, but not who is next when they do not answer, nor after how long.`,
        suggestion: 'For instance: “no answer within 15 minutes: page Security backup, then the head of engineering by phone”.',
      },
    ]
  },
}
