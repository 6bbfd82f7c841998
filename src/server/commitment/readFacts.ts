// Everything that a group of incidents is judged by, read in one place.
import type { Part, Parts } from '../../core/commitment/partsOf.ts'
import type { LevelSince } from '../../core/incident/promiseClocks.ts'
import type { IncidentId } from '../../core/kernel/ids.ts'
import type { ClockReading } from '../../core/obligation/clock.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { preservationOf, readBeginnings } from '../evidence/preservationStore.ts'
import { readLevels } from '../incident/clockViews.ts'
import { byIncident, readActionsOf, readDecisions, readPages, readReviews, readSentNotices, readUpdates } from './incidentFactViews.ts'

export type FactsRead = Awaited<ReturnType<typeof readFacts>>

const nothing = () => []

/** What none of the parts asks for is not read. */
export async function readFacts(tx: OrganizationTx, ids: readonly IncidentId[], parts: Parts) {
  const forThe = (...some: Part[]) => some.some((part) => parts.has(part))
  const beginnings = forThe('answers', 'updates', 'notices', 'evidence') ? await readBeginnings(tx, ids) : null
  const preserved = forThe('evidence') ? (await preservationOf(tx, ids)).map((row) => ({ ...row, incident_id: row.incidentId })) : []
  return {
    readings: (id: IncidentId): ClockReading[] => beginnings?.get(id)?.readings ?? [],
    levels: forThe('answers', 'updates') ? await readLevels(tx, ids) : new Map<IncidentId, LevelSince[]>(),
    updates: forThe('updates') ? await readUpdates(tx, ids) : nothing,
    pages: forThe('path') ? await readPages(tx, ids) : nothing,
    decisions: forThe('notices') ? await readDecisions(tx, ids) : nothing,
    notices: forThe('notices') ? await readSentNotices(tx, ids) : nothing,
    reviews: forThe('review') ? await readReviews(tx, ids) : nothing,
    actions: forThe('actions') ? await readActionsOf(tx, ids) : nothing,
    preserved: byIncident(preserved),
  }
}
