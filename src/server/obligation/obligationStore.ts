// Reads and writes what was answered and decided about whom to tell, the status updates, and that an incident changed.
import type { IncidentId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { ClockId, ClockReading } from '../../core/obligation/clock.ts'
import type { ObligationDecision } from '../../core/obligation/decideObligation.ts'
import type { WrittenAnswers } from '../../core/obligation/interviewAnswers.ts'
import type { Update } from '../../core/obligation/obligationEntries.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { JsonObject } from '../../database/tables.generated.ts'
import type { SignedIn } from '../http/route.ts'

export type StoredInterview = { position: number; answers: WrittenAnswers; at: Instant; by: string; byName: string }

export async function latestInterview({ db, organizationId }: OrganizationTx, incidentId: IncidentId): Promise<StoredInterview | null> {
  const row = await db
    .selectFrom('obligation_interview')
    .selectAll()
    .where('org_id', '=', organizationId)
    .where('incident_id', '=', incidentId)
    .orderBy('position', 'desc')
    .executeTakeFirst()
  if (row === undefined) return null
  const { position, answers, answered_at: at, answered_by: by, answered_by_name: byName } = row
  return { position, answers: answers as unknown as WrittenAnswers, at, by, byName }
}

export async function insertInterview(
  { db, organizationId }: OrganizationTx,
  incidentId: IncidentId,
  position: number,
  answers: WrittenAnswers,
  by: SignedIn,
  at: Instant,
): Promise<void> {
  await db
    .insertInto('obligation_interview')
    .values({
      org_id: organizationId,
      incident_id: incidentId,
      position,
      answers: answers as unknown as JsonObject,
      answered_at: at,
      answered_by: by.id,
      answered_by_name: by.name,
    })
    .execute()
}

export type StoredDecision = Pick<ObligationDecision, 'rule' | 'answer' | 'reason' | 'decidedAt'> & { by: string; byName: string }

/** Oldest first. */
export async function decisionsOf({ db, organizationId }: OrganizationTx, incidentId: IncidentId): Promise<StoredDecision[]> {
  const rows = await db
    .selectFrom('obligation_decision')
    .selectAll()
    .where('org_id', '=', organizationId)
    .where('incident_id', '=', incidentId)
    .orderBy('position')
    .execute()
  return rows.map(({ rule, answer, reason, decided_at: decidedAt, decided_by: by, decided_by_name: byName }) => ({
    rule,
    answer,
    reason,
    decidedAt,
    by,
    byName,
  }))
}

export async function insertDecision(
  { db, organizationId }: OrganizationTx,
  incidentId: IncidentId,
  position: number,
  { rule, answer, reason, decidedBy, decidedAt }: ObligationDecision,
): Promise<void> {
  await db
    .insertInto('obligation_decision')
    .values({
      org_id: organizationId,
      incident_id: incidentId,
      position,
      rule,
      answer,
      reason,
      decided_at: decidedAt,
      decided_by: decidedBy.id,
      decided_by_name: decidedBy.name,
    })
    .execute()
}

/** All, corrected ones too: which stand is decided where they are counted. */
export async function readingsOf({ db, organizationId }: OrganizationTx, incidentId: IncidentId): Promise<ClockReading[]> {
  const rows = await db
    .selectFrom('incident_clock')
    .selectAll()
    .where('org_id', '=', organizationId)
    .where('incident_id', '=', incidentId)
    .orderBy('recorded_at')
    .orderBy('reading_id')
    .execute()
  return rows.map((row) => ({
    id: row.reading_id,
    clock: row.clock as ClockId,
    at: row.at,
    zone: row.time_zone,
    by: row.read_by_name,
    basis: row.basis,
    recordedAt: row.recorded_at,
    corrects: row.corrects,
  }))
}

export type StoredUpdate = Update & { at: Instant; by: string; byName: string }

export async function updatesOf({ db, organizationId }: OrganizationTx, incidentId: IncidentId): Promise<StoredUpdate[]> {
  const rows = await db
    .selectFrom('status_update')
    .selectAll()
    .where('org_id', '=', organizationId)
    .where('incident_id', '=', incidentId)
    .orderBy('sent_at')
    .orderBy('update_id')
    .execute()
  return rows.map((row) => ({
    updateId: row.update_id,
    text: row.text,
    audience: row.audience,
    nextDueAt: row.next_due_at,
    at: row.sent_at,
    by: row.sent_by,
    byName: row.sent_by_name,
  }))
}

/** When each of these incidents was last told of, where it was at all. */
export async function lastUpdatesOf(
  { db, organizationId }: OrganizationTx,
  incidentIds: readonly IncidentId[],
): Promise<ReadonlyMap<IncidentId, Instant>> {
  const rows = await db
    .selectFrom('status_update')
    .select(['incident_id', 'sent_at'])
    .where('org_id', '=', organizationId)
    .where('incident_id', 'in', incidentIds)
    .orderBy('sent_at')
    .execute()
  return new Map(rows.map((row) => [row.incident_id, row.sent_at]))
}

export async function insertUpdate(
  { db, organizationId }: OrganizationTx,
  incidentId: IncidentId,
  { updateId, text, audience, nextDueAt }: Update,
  by: SignedIn,
  at: Instant,
): Promise<void> {
  await db
    .insertInto('status_update')
    .values({
      org_id: organizationId,
      update_id: updateId,
      incident_id: incidentId,
      text,
      audience,
      sent_at: at,
      sent_by: by.id,
      sent_by_name: by.name,
      next_due_at: nextDueAt,
    })
    .execute()
}

/** For lists: something about it was recorded. */
export async function touchIncident({ db, organizationId }: OrganizationTx, incidentId: IncidentId, now: Instant): Promise<void> {
  await db
    .updateTable('incident')
    .set({ changed_at: now })
    .where('org_id', '=', organizationId)
    .where('incident_id', '=', incidentId)
    .execute()
}
