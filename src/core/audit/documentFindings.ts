// What somebody should ask about the documents of a period.
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
  const all = [
    open('Policies that were not current throughout', lapsed.length, `${names.join(', ')}. Listed in P8-gaps.csv.`),
    open(
      'Policies in force without approval',
      unapproved.length,
      `${unapproved.map(({ title }) => `“${title}”`).join(', ')}. Listed in P8-versions.csv.`,
    ),
    open('Entries about documents whose detail was erased', silent, 'They say nothing here; their commitments remain.'),
    explained(
      'Entries about documents from before the opening checkpoint',
      earlierCount,
      'Each is shown to lie under it. That there were no others rests on what the entry says that asked for the package.',
    ),
  ]
  return all.filter(({ count }) => count > 0)
}
