// What is to be kept of an incident before it is lost, and what became of it.
import { sql } from 'kysely'
import type { ListedItem, Settled } from '../../core/evidence/listPreservation.ts'
import { settledAt } from '../../core/evidence/listPreservation.ts'
import type { PreservationItem, PreservationState } from '../../core/evidence/preservation.ts'
import type { Actor } from '../../core/kernel/actor.ts'
import type { IncidentId, PreservationId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { ClockId, ClockReading } from '../../core/obligation/clock.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

const columns = [
  ...(['preservation_id as preservationId', 'incident_id as incidentId', 'evidence', 'retention_id as retentionId'] as const),
  ...(['keep_for as keepFor', 'kept_where as where', 'how', 'listed_at as listedAt', 'listed_by as listedBy'] as const),
  ...(['listed_by_name as listedByName', 'state', 'evidence_id as evidenceId', 'after_loss as afterLoss', 'reason'] as const),
  ...(['lost_since as lostSince', 'settled_at as settledAt', 'settled_by as settledBy', 'settled_by_name as settledByName'] as const),
] as const

function rows(tx: OrganizationTx) {
  return tx.db.selectFrom('preservation_item').select(columns).where('org_id', '=', tx.organizationId)
}

export type PreservationRow = NonNullable<Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirst']>>>

export function readPreservation(tx: OrganizationTx, incidentId: IncidentId): Promise<PreservationRow[]> {
  return rows(tx).where('incident_id', '=', incidentId).orderBy('preservation_id').execute()
}

/** As one parameter, however many they are. */
function isOneOf(ids: readonly IncidentId[]) {
  return sql<boolean>`incident_id = any(${[...ids]}::text[])`
}

/** Of many incidents at once. */
export async function preservationOf(tx: OrganizationTx, ids: readonly IncidentId[]): Promise<PreservationRow[]> {
  return ids.length === 0 ? [] : rows(tx).where(isOneOf(ids)).orderBy('preservation_id').execute()
}

export function readPreservationItem(
  tx: OrganizationTx,
  incidentId: IncidentId,
  preservationId: PreservationId,
): Promise<PreservationRow | undefined> {
  return rows(tx).where('incident_id', '=', incidentId).where('preservation_id', '=', preservationId).executeTakeFirst()
}

/** Of every incident that is worked on: for reminders. */
export function readOpenPreservation(tx: OrganizationTx): Promise<PreservationRow[]> {
  return rows(tx).where('state', '=', 'open').execute()
}

function stateOf({ state, evidenceId, settledAt: at, afterLoss, lostSince, reason }: PreservationRow): PreservationState {
  if (at === null) return { is: 'open' }
  if (state === 'captured' && evidenceId !== null) return { is: 'captured', evidenceId, capturedAt: at, afterLoss }
  if (state === 'lost') return { is: 'lost', since: lostSince ?? at, recordedAt: at, reason }
  return state === 'not_needed' ? { is: 'not_needed', recordedAt: at, reason: reason ?? '' } : { is: 'open' }
}

export function itemOf(row: PreservationRow): PreservationItem {
  return { id: row.preservationId, what: row.evidence, state: stateOf(row) }
}

export async function insertPreservation(tx: OrganizationTx, incidentId: IncidentId, items: readonly ListedItem[]): Promise<void> {
  if (items.length === 0) return
  const values = items.map((item) => ({
    ...{ org_id: tx.organizationId, preservation_id: item.preservationId, incident_id: incidentId, evidence: item.evidence },
    ...{ retention_id: item.retentionId, keep_for: item.keepFor, kept_where: item.where, how: item.how },
    ...{ listed_at: item.listedAt, listed_by: item.listedBy, listed_by_name: item.listedByName, state: 'open' as const },
  }))
  await tx.db.insertInto('preservation_item').values(values).execute()
}

export async function saveSettled(tx: OrganizationTx, preservationId: PreservationId, by: Actor, state: Settled): Promise<void> {
  const captured = state.is === 'captured' ? state : null
  const lost = state.is === 'lost' ? state : null
  await tx.db
    .updateTable('preservation_item')
    .set({
      ...{ state: state.is, evidence_id: captured?.evidenceId ?? null, after_loss: captured?.afterLoss ?? false },
      ...{ lost_since: lost?.since ?? null, reason: captured === null && 'reason' in state ? state.reason : null },
      ...{ settled_at: settledAt(state), settled_by: by.id, settled_by_name: by.name },
    })
    .where('org_id', '=', tx.organizationId)
    .where('preservation_id', '=', preservationId)
    .execute()
}

export type IncidentBeginning = { declaredAt: Instant; readings: ClockReading[] }

/** What the first moment of each of these incidents follows from. */
export async function readBeginnings(tx: OrganizationTx, ids: readonly IncidentId[]): Promise<Map<IncidentId, IncidentBeginning>> {
  const beginnings = new Map<IncidentId, IncidentBeginning>()
  if (ids.length === 0) return beginnings
  const incidents = await tx.db
    .selectFrom('incident')
    .select(['incident_id as incidentId', 'declared_at as declaredAt'])
    .where('org_id', '=', tx.organizationId)
    .where(isOneOf(ids))
    .execute()
  for (const { incidentId, declaredAt } of incidents) beginnings.set(incidentId, { declaredAt, readings: [] })
  const readings = await tx.db
    .selectFrom('incident_clock')
    .select(['incident_id as incidentId', 'reading_id as id', 'clock', 'at', 'time_zone as zone', 'basis', 'read_by as by'])
    .select(['recorded_at as recordedAt', 'corrects'])
    .where('org_id', '=', tx.organizationId)
    .where(isOneOf(ids))
    .execute()
  for (const { incidentId, clock, ...reading } of readings) {
    beginnings.get(incidentId)?.readings.push({ ...reading, clock: clock as ClockId })
  }
  return beginnings
}
