// Reads and writes what people make of alerts.
import { sql } from 'kysely'
import type { Disposition } from '../../core/alert/disposition.ts'
import type { Review, ReviewableAlert } from '../../core/alert/review.ts'
import type { AlertId, ReviewId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { timestamps } from '../../database/columnPlugin.ts'
import { planOnce } from '../../database/database.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

type Row = {
  alert_id: AlertId
  number: number
  received_at: Instant
  review_target_seconds: number
  first_reviewed_at: Instant | null
  review_id: ReviewId | null
}

type ReviewRow = {
  review_id: ReviewId
  disposition: Disposition
  reason: string
  reviewer_name: string
  reviewed_at: Instant
  leaf_hash: string
}

/** With the leaf hash of its entry, which waits in the inbox or is sealed: what a correction must name. */
async function loadReviews(tx: OrganizationTx, reviewIds: readonly ReviewId[]): Promise<Map<ReviewId, ReviewRow>> {
  if (reviewIds.length === 0) return new Map()
  const { rows } = await sql<ReviewRow>`
    select r.review_id, r.disposition, r.reason, r.reviewer_name, r.reviewed_at,
      encode(coalesce(
        (select e.leaf_hash from ledger_entry e where e.org_id = r.org_id and e.entry_id = r.entry_id),
        (select i.leaf_hash from ledger_inbox i where i.org_id = r.org_id and i.entry_id = r.entry_id)), 'base64') as leaf_hash
    from review r where r.org_id = ${tx.organizationId} and r.review_id = any(${[...reviewIds]})`.execute(tx.db)
  return new Map(rows.map((row) => [row.review_id, row]))
}

/** Held until the transaction ends, in the order of their ids, as the intake holds them. Those that do not exist are left out. */
export async function lockAlerts(tx: OrganizationTx, alertIds: readonly AlertId[]): Promise<Map<AlertId, ReviewableAlert>> {
  const { rows } = await sql<Row>`${sql.raw(planOnce)}
    select alert_id, number, received_at, review_target_seconds, first_reviewed_at, review_id from alert
    where org_id = ${tx.organizationId} and alert_id = any(${[...alertIds]})
    order by alert_id for no key update`.execute(tx.db)
  const reviews = await loadReviews(
    tx,
    rows.flatMap((row) => row.review_id ?? []),
  )
  return new Map(rows.map((row) => [row.alert_id, reviewable(row, row.review_id === null ? undefined : reviews.get(row.review_id))]))
}

function reviewable(row: Row, latest: ReviewRow | undefined): ReviewableAlert {
  return {
    alertId: row.alert_id,
    number: row.number,
    receivedAt: row.received_at,
    reviewTargetSeconds: row.review_target_seconds,
    firstReviewedAt: row.first_reviewed_at,
    latestReview: latest
      ? {
          reviewId: latest.review_id,
          disposition: latest.disposition,
          reason: latest.reason,
          reviewerName: latest.reviewer_name,
          reviewedAt: latest.reviewed_at,
          leafHash: latest.leaf_hash,
        }
      : null,
  }
}

export async function saveReviews(tx: OrganizationTx, reviews: readonly { review: Review; entryId: string }[]): Promise<void> {
  if (reviews.length === 0) return
  const of = reviews.map(({ review }) => review)
  await sql`${sql.raw(planOnce)}
    with made as (
      select * from unnest(
        ${of.map((review) => review.reviewId)}::text[], ${of.map((review) => review.alertId)}::text[],
        ${of.map((review) => review.disposition)}::text[], ${of.map((review) => review.reason)}::text[],
        ${of.map((review) => review.reviewer.id)}::text[], ${of.map((review) => review.reviewer.name)}::text[],
        ${timestamps(of.map((review) => review.reviewedAt))}, ${of.map((review) => review.corrects)}::text[],
        ${reviews.map(({ entryId }) => entryId)}::uuid[]
      ) as made (review_id, alert_id, disposition, reason, reviewer, reviewer_name, reviewed_at, corrects, entry_id)
    ), kept as (
      insert into review (org_id, review_id, alert_id, disposition, reason, reviewer, reviewer_name, reviewed_at, corrects, entry_id)
      select ${tx.organizationId}, review_id, alert_id, disposition, reason, reviewer, reviewer_name, reviewed_at, corrects, entry_id from made
    )
    update alert a set first_reviewed_at = coalesce(a.first_reviewed_at, m.reviewed_at), disposition = m.disposition, review_id = m.review_id
    from made m where a.org_id = ${tx.organizationId} and a.alert_id = m.alert_id`.execute(tx.db)
}
