// communication/hedged-deadline: a duty whose number is hedged, or left to the law.
import { isConcrete } from '../../judge/overall.ts'
import { vagueFindings } from '../clause.ts'
import type { Rule, RuleFinding } from '../rule.ts'

const laws = new Set(['law'])
const hedges = new Set(['usually'])

export const hedgedDeadline: Rule = {
  id: 'communication/hedged-deadline',
  element: 'communication',
  level: 'warning',
  title: 'A deadline with a hedge, or left to “applicable law”',
  explanation:
    'Whoever is woken will not read the law. Name the duty, the number and what it is counted from; where it depends on the country, write a table.',
  bad: '## Notification\n\n- Report to the authorities as required by law.\n',
  good: '## Notification\n\n- Report to the supervisory authority within 72 hours of becoming aware.\n',
  find: ({ text }): RuleFinding[] => [
    ...vagueFindings(text.reads, laws, isConcrete),
    // “Typically” hedges only where there is a number.
    ...vagueFindings(text.reads, hedges, (read) => read.durations.length === 0 || isConcrete(read)),
  ],
}
