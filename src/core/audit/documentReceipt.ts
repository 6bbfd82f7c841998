// What the receipt of documents counts, and what about them somebody should ask.
import { daysBetween } from '../document/currency.ts'
import type { Counted, Findings } from './findings.ts'
import { tally } from './incidentReceipt.ts'
import { type Difference, explained, open } from './population.ts'

export function documentCounts({ documents, reading }: Findings) {
  const versions = documents.flatMap(({ answer }) => answer.versions)
  const gaps = documents.flatMap(({ answer }) => answer.gaps)
  return {
    counts: {
      documents: documents.length,
      by_kind: tally(documents, ({ history }) => history.kind),
      current_throughout: documents.filter(({ answer }) => answer.current).length,
      versions_in_force: versions.length,
      by_basis: tally(versions, ({ version }) => version.effect.basis),
      gaps: gaps.length,
      gaps_by_cause: tally(gaps, ({ cause }) => cause),
      acknowledgements: documents.reduce((total, { acknowledged }) => total + acknowledged.length, 0),
      entries_from_before_the_opening_checkpoint: reading.documents.earlierCount,
    },
  }
}

export function documentDifferences({ documents, reading }: Counted): Difference[] {
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
    open('Entries about documents whose detail was erased', reading.documents.silent, 'They say nothing here; their commitments remain.'),
    explained(
      'Entries about documents from before the opening checkpoint',
      reading.documents.earlierCount,
      'Each is shown to lie under it. That there were no others rests on what the entry says that asked for the package.',
    ),
  ]
  return all.filter(({ count }) => count > 0)
}
