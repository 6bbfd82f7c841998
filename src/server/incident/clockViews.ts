// The promises that run for incidents, many at once: each judged by the policy version that it was declared under.
import { sql } from 'kysely'
import { type LevelSince, type PromiseClock, promiseClocks } from '../../core/incident/promiseClocks.ts'
import type { IncidentId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { IncidentRow } from './incidentStore.ts'
import { readLastUpdates } from './lastUpdates.ts'
import { timeZoneOf } from './personStore.ts'
import { pinnedPolicy } from './policyInForce.ts'

/** The earliest reading of the clock `detection` that nobody corrected. */
async function detections(tx: OrganizationTx, ids: readonly IncidentId[]): Promise<Map<IncidentId, Instant>> {
  const { rows } = await sql<{ incident_id: IncidentId; at: Instant }>`
    select c.incident_id, min(c.at) as at from incident_clock c
    where c.org_id = ${tx.organizationId} and c.incident_id = any(${[...ids]}) and c.clock = 'detection'
      and not exists (select from incident_clock n where n.org_id = c.org_id and n.corrects = c.reading_id)
    group by c.incident_id`.execute(tx.db)
  return new Map(rows.map(({ incident_id, at }) => [incident_id, at]))
}

/** Which severity each had since when, the first one first. */
export async function readLevels(tx: OrganizationTx, ids: readonly IncidentId[]): Promise<Map<IncidentId, LevelSince[]>> {
  const { rows } = await sql<{ incident_id: IncidentId; level: string; set_at: Instant }>`
    select incident_id, level, set_at from incident_severity
    where org_id = ${tx.organizationId} and incident_id = any(${[...ids]}) and level is not null
    order by incident_id, position`.execute(tx.db)
  const all = new Map<IncidentId, LevelSince[]>()
  for (const { incident_id: id, level, set_at: since } of rows) all.set(id, [...(all.get(id) ?? []), { level, since }])
  return all
}

export async function clocksOf(tx: OrganizationTx, rows: readonly IncidentRow[], now: Instant): Promise<Map<IncidentId, PromiseClock[]>> {
  if (rows.length === 0) return new Map()
  const ids = rows.map(({ incidentId }) => incidentId)
  const [detected, history, updates, timeZone] = await Promise.all([
    detections(tx, ids),
    readLevels(tx, ids),
    readLastUpdates(tx, ids),
    timeZoneOf(tx),
  ])
  const clocks = new Map<IncidentId, PromiseClock[]>()
  for (const row of rows) {
    const { policy } = await pinnedPolicy(tx, row)
    const milestones = {
      declaredAt: row.declaredAt,
      detectedAt: detected.get(row.incidentId) ?? null,
      acknowledgedAt: row.acknowledgedAt,
      containedAt: row.containedAt,
      lastUpdateAt: updates.get(row.incidentId) ?? null,
      overAt: row.recoveredAt ?? row.closedAt,
    }
    clocks.set(row.incidentId, promiseClocks(policy, history.get(row.incidentId) ?? [], milestones, timeZone, now))
  }
  return clocks
}
