// severity/observable-criteria: a level whose criteria two people would answer differently.
import { isObservable, levelsOf } from '../../judge/severity.ts'
import { sentenceOf, vagueFindings } from '../clause.ts'
import type { Rule, RuleFinding } from '../rule.ts'

const families = new Set(['size'])

export const observableCriteria: Rule = {
  id: 'severity/observable-criteria',
  element: 'severity',
  level: 'warning',
  title: 'A severity criterion that nobody can observe',
  explanation:
    'Severity decides who is woken and which clocks run. “Significant impact” is answered differently by two people on the same night, and an auditor cannot check either. Write what can be seen or counted: an event, a share of users, a number of records, a kind of data, a duration.',
  bad: '## Severity\n\n- **SEV1**: critical impact on the business. Page the on-call engineer within 15 minutes.\n- **SEV2**: more than 5 % of sign-ins fail. Page the on-call engineer within 1 hour.\n',
  good: '## Severity\n\n- **SEV1**: more than 50 % of sign-ins fail, or customer data was read. Page the on-call engineer within 15 minutes.\n- **SEV2**: more than 5 % of sign-ins fail for 10 minutes. Page the on-call engineer within 1 hour.\n',
  find({ text }): RuleFinding[] {
    const vague = vagueFindings(text.reads, families, ({ amounts }) => amounts.length > 0)
    const levels = levelsOf(text)
    if (levels.length < 2) return vague
    // The last of several is for everything else.
    const judged = levels.length > 2 ? levels.slice(0, -1) : levels
    const unseen = judged.flatMap((level) => {
      const [first] = level.reads
      if (first === undefined || isObservable(level) || level.reads.some(({ vague: [phrase] }) => phrase?.value.id === 'size')) return []
      const { quote, ...place } = sentenceOf(first)
      return [
        {
          ...place,
          message: `${quote} gives ${level.name} no criterion that somebody can see or count, so two people on call will choose two levels.`,
          suggestion:
            'Say instead: something to count, like “more than 10 % of sign-ins fail for 5 minutes” or “one customer’s data was read”.',
        },
      ]
    })
    return [...vague, ...unseen]
  },
}
