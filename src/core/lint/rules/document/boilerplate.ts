// document/boilerplate: sentences that every company could print.
import { isConcrete } from '../../judge/overall.ts'
import { startOf, vagueFindings } from '../clause.ts'
import type { Rule, RuleFinding } from '../rule.ts'

const families = new Set(['claim'])

export const boilerplate: Rule = {
  id: 'document/boilerplate',
  element: 'document',
  level: 'note',
  title: 'Sentences that any company could print',
  explanation:
    'Replace the name of the company: if nothing else has to change, nobody can act on the text. A document in which hardly a line names a system, a tool, a channel or a person of yours is marked once, at its beginning.',
  bad: '# Incident response policy\n\nThe company will ensure a coordinated response.\n',
  good: '# Incident response policy\n\nThis policy covers the payments cluster and its PostgreSQL databases.\n',
  find({ text, judged }): RuleFinding[] {
    const claims = vagueFindings(text.reads, families, isConcrete)
    const [first] = text.reads
    if (claims.length > 0 || judged.overall !== 'compliance-formatted' || judged.measures.lines < 12 || first === undefined) return claims
    const { quote, ...place } = startOf(first)
    const share = Math.round(judged.measures.concrete * 100)
    return [
      {
        ...place,
        message: `From ${quote} on, ${share} % of the lines name a system, tool, channel or person of yours: with another company’s name on it nothing else would have to change.`,
        suggestion: 'Begin with one incident that you had: who was paged by what, which command stopped it, who was told.',
      },
    ]
  },
}
