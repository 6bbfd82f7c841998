// One alert as the wire knows it, from its row.
import type { z } from 'zod'
import type { Alert } from '../../contract/alert.ts'
import type { Disposition } from '../../core/alert/disposition.ts'
import { alertNumber } from '../../core/alert/review.ts'
import { reviewDueAt, timelinessOf } from '../../core/alert/timeliness.ts'
import type { AlertId, ReviewId, SourceId } from '../../core/kernel/ids.ts'
import { formatInstant, type Instant } from '../../core/kernel/instant.ts'

export type AlertLine = z.infer<typeof Alert>

export type AlertRow = {
  alert_id: AlertId
  number: number
  source_id: SourceId
  source_name: string
  integration: string
  fingerprint: string
  episode: number
  status: 'firing' | 'resolved'
  severity: string | null
  title: string
  link: string | null
  is_test: boolean
  occurred_at: Instant | null
  ended_at: Instant | null
  received_at: Instant
  resolved_at: Instant | null
  last_observed_at: Instant
  observations: number
  review_target_seconds: number
  first_reviewed_at: Instant | null
  /** Of the latest review; nulls where there is none. */
  review_id: ReviewId | null
  disposition: Disposition | null
  reason: string | null
  reviewer: string | null
  reviewer_name: string | null
  reviewed_at: Instant | null
  corrects: ReviewId | null
}

export type ReviewColumns = {
  review_id: ReviewId
  disposition: Disposition
  reason: string
  reviewer: string
  reviewer_name: string
  reviewed_at: Instant
  corrects: ReviewId | null
}

export function time(at: Instant): string
export function time(at: Instant | null): string | null
export function time(at: Instant | null): string | null {
  return at === null ? null : formatInstant(at)
}

export function reviewLine(row: ReviewColumns): NonNullable<AlertLine['review']> {
  return {
    id: row.review_id,
    disposition: row.disposition,
    reason: row.reason,
    reviewer: { id: row.reviewer, kind: row.reviewer.startsWith('tok_') ? 'token' : 'person', name: row.reviewer_name },
    reviewed_at: formatInstant(row.reviewed_at),
    corrects: row.corrects,
  }
}

function hasReview(row: AlertRow): row is AlertRow & ReviewColumns {
  return row.review_id !== null && row.reviewed_at !== null
}

export function alertLine(row: AlertRow, now: Instant): AlertLine {
  const promised = { receivedAt: row.received_at, reviewTargetSeconds: row.review_target_seconds, firstReviewedAt: row.first_reviewed_at }
  return {
    id: row.alert_id,
    number: alertNumber(row.number),
    source: { id: row.source_id, name: row.source_name, integration: row.integration as AlertLine['source']['integration'] },
    fingerprint: row.fingerprint,
    episode: row.episode,
    status: row.status,
    severity: row.severity,
    title: row.title,
    link: row.link,
    is_test: row.is_test,
    suggested_disposition: row.is_test ? 'test' : null,
    occurred_at: time(row.occurred_at),
    ended_at: time(row.ended_at),
    received_at: time(row.received_at),
    resolved_at: time(row.resolved_at),
    last_observed_at: time(row.last_observed_at),
    observations: row.observations,
    review_due_at: formatInstant(reviewDueAt(promised)),
    timeliness: timelinessOf(promised, now),
    review: hasReview(row) ? reviewLine(row) : null,
  }
}
