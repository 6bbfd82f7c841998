// May this person record what an alert turned out to be, and what goes on record when they do?
import type { PersonActor, TokenActor } from '../kernel/actor.ts'
import type { AlertId, ReviewId } from '../kernel/ids.ts'
import { formatInstant, type Instant, second } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { NewEntry, SlotValue } from '../ledger/entry.ts'
import type { Disposition } from './disposition.ts'
import { type Promised, timelinessOf } from './timeliness.ts'

export type Reviewer = PersonActor | TokenActor

/** The latest review of an alert. */
export type LatestReview = {
  reviewId: ReviewId
  disposition: Disposition
  reason: string
  reviewerName: string
  reviewedAt: Instant
  /** Leaf hash (base64) of the entry that recorded it. */
  leafHash: string
}

export type ReviewableAlert = Promised & { alertId: AlertId; number: number; latestReview: LatestReview | null }

export type ReviewRequest = { reviewId: ReviewId; disposition: Disposition; reason: string }

export type Review = {
  reviewId: ReviewId
  alertId: AlertId
  disposition: Disposition
  reason: string
  reviewer: Reviewer
  reviewedAt: Instant
  corrects: ReviewId | null
  /** Of the alert, as the first review decided it. */
  inTime: boolean
  entry: NewEntry
}

export function decideReview(alert: ReviewableAlert, by: Reviewer, request: ReviewRequest, now: Instant): Review {
  const reason = requireReason(request.reason)
  if (alert.latestReview !== null) throw alreadyReviewed(alert, alert.latestReview)
  return review({ ...alert, firstReviewedAt: now }, by, { ...request, reason }, now, null)
}

/** A correction is a review of its own that names the one before; whether the alert was looked at in time was decided by the first. */
export function decideCorrection(alert: ReviewableAlert, by: Reviewer, request: ReviewRequest, now: Instant): Review {
  const reason = requireReason(request.reason)
  const earlier = alert.latestReview
  if (earlier === null || alert.firstReviewedAt === null) {
    throw new Refusal('not_reviewed', `${alertNumber(alert.number)} has no review yet that could be corrected: review it instead.`)
  }
  if (earlier.disposition === request.disposition && earlier.reason === reason) {
    throw new Refusal('nothing_changed', 'This says exactly what the review already says: change the disposition or the reason.')
  }
  return review(alert, by, { ...request, reason }, now, earlier)
}

export function alertNumber(number: number): string {
  return `ALR-${number}`
}

function alreadyReviewed(alert: ReviewableAlert, latest: LatestReview): Refusal {
  const day = formatInstant(latest.reviewedAt).slice(0, 10)
  return new Refusal(
    'already_reviewed',
    `${alertNumber(alert.number)} was reviewed by ${latest.reviewerName} on ${day} as ${latest.disposition}; add a correction instead.`,
  )
}

/** A reason somebody else can follow holds words: dots, dashes or one key held down are none. */
export function requireReason(reason: string): string {
  const trimmed = reason.trim()
  const characters = trimmed.match(/[\p{Letter}\p{Number}]/gu) ?? []
  if (characters.length < 3 || new Set(characters).size < 2) {
    throw new Refusal('reason_needed', 'A reason is needed: say in a few words why, so that somebody else can follow it later.', {
      fields: [{ path: '/reason', message: 'at least three letters or digits' }],
    })
  }
  return trimmed
}

function review(alert: ReviewableAlert, by: Reviewer, request: ReviewRequest, now: Instant, corrects: LatestReview | null): Review {
  const first = alert.firstReviewedAt ?? now
  const inTime = timelinessOf({ ...alert, firstReviewedAt: first }, now) === 'in_time'
  const detail: SlotValue = {
    review: request.reviewId,
    disposition: request.disposition,
    reason: request.reason,
    reviewer_role: by.role,
    seconds_to_review: Math.max(0, Math.floor((first - alert.receivedAt) / second)),
    in_time: inTime,
    ...(corrects ? { corrects: corrects.reviewId } : {}),
  }
  return {
    reviewId: request.reviewId,
    alertId: alert.alertId,
    disposition: request.disposition,
    reason: request.reason,
    reviewer: by,
    reviewedAt: now,
    corrects: corrects?.reviewId ?? null,
    inTime,
    entry: {
      kind: 'alert.reviewed',
      act: by.id,
      obj: alert.alertId,
      at: now,
      ctl: ['CC7.2', 'CC7.3'],
      detail,
      personal: { name: by.name },
      ...(corrects ? { corrects: corrects.leafHash } : {}),
    },
  }
}
