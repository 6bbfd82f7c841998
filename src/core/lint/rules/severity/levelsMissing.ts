// severity/levels-missing: severity is spoken of, and no two levels are written down.
import { startOf } from '../clause.ts'
import type { Rule, RuleFinding } from '../rule.ts'

export const levelsMissing: Rule = {
  id: 'severity/levels-missing',
  element: 'severity',
  level: 'warning',
  title: 'Severity without levels',
  explanation:
    'The text asks for a severity and names no levels to choose from, nor where they stand. Write at least two, each with criteria, a time and who is engaged; or link to the policy that has them.',
  bad: '## Severity\n\nAssess how severe the incident is before you go on.\n',
  good: '## Severity\n\n- SEV1: all users cannot sign in. Page the on-call engineer within 15 minutes.\n- SEV2: one region fails. Page the on-call engineer within 1 hour.\n',
  find({ text, judged }): RuleFinding[] {
    const { standing, parts } = judged.judgements.severity
    const first = text.reads.find((read) => read.headed.has('severity') && read.tokens.length >= 3)
    if (standing !== 'generic' || parts.levels === true || first === undefined) return []
    const { quote, ...place } = startOf(first)
    return [
      {
        ...{ ...place, ofWhole: true as const },
        message: `${quote} asks for a severity, and no two levels are written down to choose from.`,
        suggestion: 'For instance: “SEV1: more than half of sign-ins fail, or customer data was read; page within 15 minutes. SEV2: …”',
      },
    ]
  },
}
