// review/action-without-owner: improvements that nobody owns.
import { startOf, vagueFindings } from '../clause.ts'
import type { Rule, RuleFinding } from '../rule.ts'

const families = new Set(['lessons'])

export const actionWithoutOwner: Rule = {
  id: 'review/action-without-owner',
  element: 'review',
  level: 'warning',
  title: 'Improvements that nobody owns',
  explanation:
    'Lessons are learned when something is changed. Each action needs one owner and a date, in a place where somebody looks: a ticket, an issue, a list that is read every week.',
  bad: '## Post-incident review\n\n- Conduct a lessons learned session.\n',
  good: '## Post-incident review\n\n- Within 5 days: timeline, root cause and impact; each action has one owner and a due date, as a Jira issue.\n',
  find({ text, judged }): RuleFinding[] {
    const { parts, standing, units } = judged.judgements.review
    const vague = vagueFindings(text.reads, families, (read) => /\bowners?\b/.test(read.plain) || read.durations.length > 0)
    const first = text.reads.find(
      ({ index, headed, unit }) => units.has(index) && headed.has('review') && unit.kind !== 'code' && unit.text.trim().length > 10,
    )
    if (vague.length > 0 || standing !== 'generic' || parts.actions === true || first === undefined) return vague
    const { quote, ...place } = startOf(first)
    return [
      {
        ...place,
        message: `From ${quote} on no action has an owner and a date, so nothing will have changed at the next incident.`,
        suggestion: 'For instance: “| Action | Owner | Due | Issue |”, with one name and one date in each row.',
      },
    ]
  },
}
