// What the receipt of documents counts.
import type { Findings } from './findings.ts'
import { tally } from './incidentReceipt.ts'

export function documentCounts({ documents, reading }: Findings) {
  const versions = documents.flatMap(({ answer }) => answer.versions)
  const gaps = documents.flatMap(({ answer }) => answer.gaps)
  const standings = documents.flatMap(({ asked }) => asked.flatMap((one) => one.standings))
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
      people_asked: standings.length,
      people_asked_by_state: tally(standings, ({ state }) => state),
      entries_from_before_the_opening_checkpoint: reading.documents.earlierCount,
    },
  }
}
