// communication/hedged-deadline: a duty whose number is hedged, or left to the law.
import { isConcrete } from '../../judge/overall.ts'
import { vagueFindings } from '../clause.ts'
import type { Rule, RuleFinding } from '../rule.ts'

const families = new Set(['law', 'usually'])

export const hedgedDeadline: Rule = {
  id: 'communication/hedged-deadline',
  element: 'communication',
  level: 'warning',
  title: 'A deadline with a hedge, or left to “applicable law”',
  explanation:
    'Whoever is woken will not read the law. Name the duty, the number and what it is counted from; where it depends on the country, write a table.',
  bad: '## Notification\n\n- Report to the authorities as required by law.\n',
  good: '## Notification\n\n- Report to the supervisory authority within 72 hours of becoming aware.\n',
  find: ({ text }): RuleFinding[] => vagueFindings(text.reads, families, (read) => isConcrete(read)),
}
