// Reads and writes reviews after incidents, and whether one is held.
import type { IncidentId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { Impact, PostIncidentReview, ReviewDecision } from '../../core/postIncident/review.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { JsonObject } from '../../database/tables.generated.ts'

export async function readReview({ db, organizationId }: OrganizationTx, incidentId: IncidentId): Promise<PostIncidentReview | null> {
  const row = await db
    .selectFrom('post_incident_review')
    .selectAll()
    .where('org_id', '=', organizationId)
    .where('incident_id', '=', incidentId)
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    reviewId: row.post_incident_review_id,
    summary: row.summary,
    impact: row.impact as unknown as Impact,
    causes: row.causes,
    wentWell: row.what_went_well,
    wasLucky: row.what_was_lucky,
    timelineNotes: row.timeline_notes,
    writers: row.writers,
    writtenAt: row.written_at,
    approved:
      row.approved_at === null || row.approved_by === null
        ? null
        : { at: row.approved_at, by: row.approved_by, byName: row.approved_by_name ?? row.approved_by },
  }
}

export async function saveReview(
  { db, organizationId }: OrganizationTx,
  incidentId: IncidentId,
  review: PostIncidentReview,
): Promise<void> {
  const columns = {
    summary: review.summary,
    impact: review.impact as unknown as JsonObject,
    causes: review.causes,
    what_went_well: review.wentWell,
    what_was_lucky: review.wasLucky,
    timeline_notes: review.timelineNotes,
    writers: review.writers,
    written_at: review.writtenAt,
    approved_at: review.approved?.at ?? null,
    approved_by: review.approved?.by ?? null,
    approved_by_name: review.approved?.byName ?? null,
  }
  const { numUpdatedRows } = await db
    .updateTable('post_incident_review')
    .set(columns)
    .where('org_id', '=', organizationId)
    .where('post_incident_review_id', '=', review.reviewId)
    .executeTakeFirst()
  if (numUpdatedRows > 0n) return
  await db
    .insertInto('post_incident_review')
    .values({ org_id: organizationId, post_incident_review_id: review.reviewId, incident_id: incidentId, ...columns })
    .execute()
}

export type StoredReviewDecision = { position: number; required: boolean; reason: string | null; at: Instant; by: string; byName: string }

export async function latestReviewDecision(
  { db, organizationId }: OrganizationTx,
  incidentId: IncidentId,
): Promise<StoredReviewDecision | null> {
  const row = await db
    .selectFrom('review_decision')
    .selectAll()
    .where('org_id', '=', organizationId)
    .where('incident_id', '=', incidentId)
    .orderBy('position', 'desc')
    .executeTakeFirst()
  if (row === undefined) return null
  const { position, required, reason, decided_at: at, decided_by: by, decided_by_name: byName } = row
  return { position, required, reason, at, by, byName }
}

export async function insertReviewDecision(
  { db, organizationId }: OrganizationTx,
  incidentId: IncidentId,
  position: number,
  { required, byRule, reason, at, by }: ReviewDecision,
): Promise<void> {
  await db
    .insertInto('review_decision')
    .values({
      org_id: organizationId,
      incident_id: incidentId,
      position,
      required,
      by_rule: byRule,
      reason,
      decided_at: at,
      decided_by: by.id,
      decided_by_name: by.name,
    })
    .execute()
}
