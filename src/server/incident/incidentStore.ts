// Reads and writes incidents and what hangs on them: alerts, readings of clocks, roles, severities.
import { sql } from 'kysely'
import type { DecidedReading } from '../../core/incident/decideReading.ts'
import type { SeveritySet } from '../../core/incident/decideSeverity.ts'
import type { IncidentStanding, RoleHeld } from '../../core/incident/standing.ts'
import type { AlertId, IncidentId, PersonId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { timestamp } from '../../database/columnPlugin.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

/** As the table has it, in the words of code. */
export type IncidentRow = IncidentStanding

export const incidentColumns = [
  'incident_id as incidentId',
  'number',
  'title',
  'summary',
  'origin',
  'state',
  'is_exercise as isExercise',
  'is_private as isPrivate',
  'incident_type as incidentType',
  'declared_at as declaredAt',
  'declared_by as declaredBy',
  'acknowledged_at as acknowledgedAt',
  'acknowledged_by as acknowledgedBy',
  'triaged_at as triagedAt',
  'contained_at as containedAt',
  'recovered_at as recoveredAt',
  'closed_at as closedAt',
  'severity',
  'severity_certainty as severityCertainty',
  'policy_id as policyId',
  'policy_version as policyVersion',
  'merged_into as mergedInto',
  'split_from as splitFrom',
  'changed_at as changedAt',
] as const

export async function readIncident(
  tx: OrganizationTx,
  incidentId: IncidentId,
  { lock }: { lock: boolean },
): Promise<IncidentRow | undefined> {
  const query = tx.db.selectFrom('incident').select(incidentColumns).where('org_id', '=', tx.organizationId)
  const one = query.where('incident_id', '=', incidentId)
  return (lock ? one.forNoKeyUpdate() : one).executeTakeFirst()
}

/** Everybody who has or had a role in it. */
export async function peopleOn(tx: OrganizationTx, incidentId: IncidentId): Promise<PersonId[]> {
  const rows = await tx.db
    .selectFrom('incident_role')
    .select('person_id')
    .distinct()
    .where('org_id', '=', tx.organizationId)
    .where('incident_id', '=', incidentId)
    .execute()
  return rows.map(({ person_id }) => person_id)
}

/** The next number, which nobody else gets: whoever asks meanwhile waits for this transaction. */
export async function takeNumber(tx: OrganizationTx): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    insert into counter (org_id, noun, next) values (${tx.organizationId}, 'incident', 2)
    on conflict (org_id, noun) do update set next = counter.next + 1
    returning next - 1 as number`.execute(tx.db)
  const [row] = rows
  if (row === undefined) throw new Error('the counter of incidents answered nothing')
  return row.number
}

function values(row: IncidentRow) {
  return {
    number: row.number,
    title: row.title,
    summary: row.summary,
    origin: row.origin,
    state: row.state,
    is_exercise: row.isExercise,
    is_private: row.isPrivate,
    incident_type: row.incidentType,
    declared_at: row.declaredAt,
    declared_by: row.declaredBy,
    acknowledged_at: row.acknowledgedAt,
    acknowledged_by: row.acknowledgedBy,
    triaged_at: row.triagedAt,
    contained_at: row.containedAt,
    recovered_at: row.recoveredAt,
    closed_at: row.closedAt,
    severity: row.severity,
    severity_certainty: row.severityCertainty,
    policy_id: row.policyId,
    policy_version: row.policyVersion,
    merged_into: row.mergedInto,
    split_from: row.splitFrom,
    changed_at: row.changedAt,
  }
}

export async function insertIncident(tx: OrganizationTx, row: IncidentRow): Promise<void> {
  await tx.db
    .insertInto('incident')
    .values({ org_id: tx.organizationId, incident_id: row.incidentId, ...values(row) })
    .execute()
}

export async function saveIncident(tx: OrganizationTx, row: IncidentRow, now: Instant): Promise<void> {
  await tx.db
    .updateTable('incident')
    .set({ ...values(row), changed_at: now })
    .where('org_id', '=', tx.organizationId)
    .where('incident_id', '=', row.incidentId)
    .execute()
}

/** One that was taken out before is linked anew. */
export async function saveLinks(
  tx: OrganizationTx,
  incidentId: IncidentId,
  alertIds: readonly AlertId[],
  linkedBy: string,
  at: Instant,
): Promise<void> {
  if (alertIds.length === 0) return
  await sql`
    insert into incident_alert (org_id, incident_id, alert_id, linked_at, linked_by)
    select ${tx.organizationId}, ${incidentId}, alert_id, ${timestamp(at)}, ${linkedBy} from unnest(${[...alertIds]}::text[]) as linked (alert_id)
    on conflict (org_id, incident_id, alert_id)
    do update set linked_at = excluded.linked_at, linked_by = excluded.linked_by, unlinked_at = null`.execute(tx.db)
}

export async function endLinks(tx: OrganizationTx, incidentId: IncidentId, alertIds: readonly AlertId[], at: Instant): Promise<void> {
  await tx.db
    .updateTable('incident_alert')
    .set({ unlinked_at: at })
    .where('org_id', '=', tx.organizationId)
    .where('incident_id', '=', incidentId)
    .where('alert_id', 'in', [...alertIds])
    .execute()
}

export async function readReadings(tx: OrganizationTx, incidentId: IncidentId): Promise<DecidedReading[]> {
  const rows = await tx.db
    .selectFrom('incident_clock')
    .selectAll()
    .where('org_id', '=', tx.organizationId)
    .where('incident_id', '=', incidentId)
    .orderBy('recorded_at')
    // Those of one moment in the order of what they speak of: it happened, was noticed, was known.
    .orderBy('at')
    .orderBy('clock', 'desc')
    .orderBy('reading_id')
    .execute()
  return rows.map((row) => ({
    readingId: row.reading_id,
    clock: row.clock as DecidedReading['clock'],
    at: row.at,
    timeZone: row.time_zone,
    basis: row.basis,
    by: { id: row.read_by, name: row.read_by_name },
    recordedAt: row.recorded_at,
    corrects: row.corrects,
  }))
}

export async function insertReadings(tx: OrganizationTx, incidentId: IncidentId, readings: readonly DecidedReading[]): Promise<void> {
  await tx.db
    .insertInto('incident_clock')
    .values(
      readings.map((reading) => ({
        org_id: tx.organizationId,
        reading_id: reading.readingId,
        incident_id: incidentId,
        clock: reading.clock,
        at: reading.at,
        time_zone: reading.timeZone,
        basis: reading.basis,
        read_by: reading.by.id,
        read_by_name: reading.by.name,
        recorded_at: reading.recordedAt,
        corrects: reading.corrects,
      })),
    )
    .execute()
}

export function readRoles(tx: OrganizationTx, incidentId: IncidentId): Promise<(RoleHeld & { note: string | null })[]> {
  return tx.db
    .selectFrom('incident_role')
    .select(['role', 'person_id as personId', 'since', 'until', 'note'])
    .where('org_id', '=', tx.organizationId)
    .where('incident_id', '=', incidentId)
    .orderBy('since')
    .orderBy('role')
    .execute()
}

export async function insertRole(tx: OrganizationTx, incidentId: IncidentId, held: RoleHeld & { note: string | null }): Promise<void> {
  const { role, personId, since, until, note } = held
  await tx.db
    .insertInto('incident_role')
    .values({ org_id: tx.organizationId, incident_id: incidentId, role, person_id: personId, since, until, note })
    .execute()
}

export async function endRole(tx: OrganizationTx, incidentId: IncidentId, { role, personId, until }: RoleHeld): Promise<void> {
  await tx.db
    .updateTable('incident_role')
    .set({ until })
    .where('org_id', '=', tx.organizationId)
    .where('incident_id', '=', incidentId)
    .where('role', '=', role)
    .where('person_id', '=', personId)
    .where('until', 'is', null)
    .execute()
}

/** In the order they were set. */
export async function readSeverities(tx: OrganizationTx, incidentId: IncidentId): Promise<SeveritySet[]> {
  const rows = await tx.db
    .selectFrom('incident_severity')
    .selectAll()
    .where('org_id', '=', tx.organizationId)
    .where('incident_id', '=', incidentId)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    position: row.position,
    setAt: row.set_at,
    answers: row.answers,
    computed: row.computed,
    certainty: row.certainty,
    because: row.because,
    level: row.level,
    overrideReason: row.override_reason,
    by: { id: row.set_by, name: row.set_by_name },
  }))
}

export async function insertSeverity(tx: OrganizationTx, incidentId: IncidentId, set: SeveritySet): Promise<void> {
  await tx.db
    .insertInto('incident_severity')
    .values({
      org_id: tx.organizationId,
      incident_id: incidentId,
      set_at: set.setAt,
      position: set.position,
      answers: set.answers,
      computed: set.computed,
      certainty: set.certainty,
      because: set.because,
      level: set.level,
      override_reason: set.overrideReason,
      set_by: set.by.id,
      set_by_name: set.by.name,
    })
    .execute()
}
