// Was an alert looked at in time? Judged by the promise in force when it was received, and once late, late for ever.
import { type Instant, second, toInstant } from '../kernel/instant.ts'

export const timelinesses = ['open', 'overdue', 'in_time', 'late'] as const
export type Timeliness = (typeof timelinesses)[number]

export type Promised = {
  receivedAt: Instant
  /** The target in force at receipt. */
  reviewTargetSeconds: number
  /** The first review decides; corrections come later and change nothing here. */
  firstReviewedAt: Instant | null
}

export function reviewDueAt(alert: Pick<Promised, 'receivedAt' | 'reviewTargetSeconds'>): Instant {
  return toInstant(alert.receivedAt + alert.reviewTargetSeconds * second)
}

export function timelinessOf(alert: Promised, now: Instant): Timeliness {
  const due = reviewDueAt(alert)
  if (alert.firstReviewedAt === null) return now > due ? 'overdue' : 'open'
  return alert.firstReviewedAt > due ? 'late' : 'in_time'
}
