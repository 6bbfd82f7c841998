// Everything that a group of incidents is judged by, read in one place.
import type { IncidentId } from '../../core/kernel/ids.ts'
import type { ClockReading } from '../../core/obligation/clock.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { preservationOf, readBeginnings } from '../evidence/preservationStore.ts'
import { readLevels } from '../incident/clockViews.ts'
import { byIncident, readActionsOf, readDecisions, readPages, readReviews, readSentNotices, readUpdates } from './incidentFactViews.ts'

export type FactsRead = Awaited<ReturnType<typeof readFacts>>

export async function readFacts(tx: OrganizationTx, ids: readonly IncidentId[]) {
  const beginnings = await readBeginnings(tx, ids)
  const preserved = (await preservationOf(tx, ids)).map((row) => ({ ...row, incident_id: row.incidentId }))
  return {
    readings: (id: IncidentId): ClockReading[] => beginnings.get(id)?.readings ?? [],
    levels: await readLevels(tx, ids),
    updates: await readUpdates(tx, ids),
    pages: await readPages(tx, ids),
    decisions: await readDecisions(tx, ids),
    notices: await readSentNotices(tx, ids),
    reviews: await readReviews(tx, ids),
    actions: await readActionsOf(tx, ids),
    preserved: byIncident(preserved),
  }
}
