// Everything that a group of incidents is judged by, read in one place.
import type { Part, Parts } from '../../core/commitment/partsOf.ts'
import type { LevelSince } from '../../core/incident/promiseClocks.ts'
import type { IncidentId } from '../../core/kernel/ids.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { preservationOf } from '../evidence/preservationStore.ts'
import { readLevels } from '../incident/clockViews.ts'
import {
  byIncident,
  readActionsOf,
  readDecisions,
  readPages,
  readReadings,
  readReviews,
  readSentNotices,
  readUpdates,
} from './incidentFactViews.ts'

export type FactsRead = Awaited<ReturnType<typeof readFacts>>

const nothing = () => []

/** What none of the parts asks for is not read; what is goes to the database at once. */
export async function readFacts(tx: OrganizationTx, ids: readonly IncidentId[], parts: Parts) {
  const forThe = (...some: Part[]) => some.some((part) => parts.has(part))
  const [readings, preserved, levels, updates, pages, decisions, notices, reviews, actions] = await Promise.all([
    forThe('answers', 'updates', 'notices', 'evidence') ? readReadings(tx, ids) : nothing,
    forThe('evidence') ? preservationOf(tx, ids) : [],
    forThe('answers', 'updates') ? readLevels(tx, ids) : new Map<IncidentId, LevelSince[]>(),
    forThe('updates') ? readUpdates(tx, ids) : nothing,
    forThe('path') ? readPages(tx, ids) : nothing,
    forThe('notices') ? readDecisions(tx, ids) : nothing,
    forThe('notices') ? readSentNotices(tx, ids) : nothing,
    forThe('review') ? readReviews(tx, ids) : nothing,
    forThe('actions') ? readActionsOf(tx, ids) : nothing,
  ])
  const kept = byIncident(preserved.map((row) => ({ ...row, incident_id: row.incidentId })))
  return { readings, levels, updates, pages, decisions, notices, reviews, actions, preserved: kept }
}
