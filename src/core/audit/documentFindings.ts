// What somebody should ask about the documents of a period.
import { unknownIn } from '../document/coverageWords.ts'
import { daysBetween } from '../document/currency.ts'
import { type Difference, explained, open } from './population.ts'
import type { AuditedDocument, DocumentPopulation } from './populations/documents.ts'

type Known = Pick<DocumentPopulation, 'silent' | 'earlierCount'>

export function documentDifferences(documents: readonly AuditedDocument[], { silent, earlierCount }: Known): Difference[] {
  const policies = documents.filter(({ history }) => history.kind === 'policy')
  const lapsed = policies.filter(({ answer }) => !answer.current)
  const names = lapsed.map(
    ({ title, answer }) => `“${title}” for ${answer.gaps.reduce((total, gap) => total + daysBetween(gap), 0).toFixed(1)} days`,
  )
  const unapproved = policies.filter(({ answer }) => answer.versions.some(({ isApproved }) => !isApproved))
  const overdue = documents.flatMap(({ asked }) => asked.flatMap(({ standings }) => standings.filter(({ state }) => state === 'overdue')))
  const unknown = [...new Set(documents.flatMap(({ answer }) => unknownIn(answer)))]
  const all = [
    open('Policies that were not current throughout', lapsed.length, `${names.join(', ')}. Listed in P8-gaps.csv.`),
    open(
      'Policies in force without approval',
      unapproved.length,
      `${unapproved.map(({ title }) => `“${title}”`).join(', ')}. Listed in P8-versions.csv.`,
    ),
    open(
      'People who were overdue to acknowledge a document',
      overdue.length,
      'When a version was replaced, or the period ended. Listed in P8-asked.csv.',
    ),
    open(
      'Names whom documents ask to acknowledge, and nobody knows who that is',
      unknown.length,
      `${unknown.map((name) => `“${name}”`).join(', ')}: neither a role nor a person, so whoever they were is not among those asked.`,
    ),
    open('Entries that documents rest on whose detail was erased', silent, 'They say nothing here; their commitments remain.'),
    explained(
      'Entries that documents rest on from before the opening checkpoint',
      earlierCount,
      'Each is shown to lie under it. That there were no others rests on what the entry says that asked for the package.',
    ),
  ]
  return all.filter(({ count }) => count > 0)
}
