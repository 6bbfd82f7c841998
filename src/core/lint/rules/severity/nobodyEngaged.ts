// severity/nobody-engaged: levels that do not say who is woken.
import { levelsOf } from '../../judge/severity.ts'
import { startOf } from '../clause.ts'
import type { Rule, RuleFinding } from '../rule.ts'

export const nobodyEngaged: Rule = {
  id: 'severity/nobody-engaged',
  element: 'severity',
  level: 'warning',
  title: 'Severity levels that engage nobody',
  explanation:
    'Choosing a level should decide who is called. Where it does not, the choice is paperwork, and the responder still has to find out whom to wake.',
  bad: '## Severity\n\n| Level | Criteria | Update |\n|---|---|---|\n| SEV1 | All users cannot sign in | every 30 minutes |\n| SEV2 | One region fails | every 2 hours |\n',
  good: '## Severity\n\n| Level | Criteria | Update | Page |\n|---|---|---|---|\n| SEV1 | All users cannot sign in | every 30 minutes | on-call engineer and commander |\n| SEV2 | One region fails | every 2 hours | on-call engineer |\n',
  find({ text, judged }): RuleFinding[] {
    const { parts } = judged.judgements.severity
    const first = levelsOf(text)[0]?.reads[0]
    if (parts.levels !== true || parts.engaged === true || first === undefined) return []
    const { quote, ...place } = startOf(first)
    return [
      {
        ...{ ...place, ofWhole: true as const },
        message: `The levels from ${quote} on do not say who is called for which.`,
        suggestion: 'For instance: “SEV1: page Security primary and the commander; SEV3: a message in #incident-security”.',
      },
    ]
  },
}
