// When a checkpoint is sent to a destination, and when a failed attempt is tried again: from the rows alone, so that any server can go on.
import { day, type Instant, minute, second, toInstant } from '../kernel/instant.ts'
import type { AnchorKind } from './claims.ts'

export type AnchorState = 'pending' | 'anchored' | 'failed'

/** The latest attempt series at one destination. */
export type LastAnchor = { state: AnchorState; size: number; requestedAt: Instant }

export type AnchorDue = {
  kind: AnchorKind
  everySeconds: number
  last: LastAnchor | null
  /** Size of the latest checkpoint; null where there is none. */
  headSize: number | null
  /** Entries other than `anchor` since the size last sent: anchors alone would call for anchors without end. */
  news: boolean
}

/** A log in which nothing happens is still stamped this often: the stamp says "nothing more than this until now". */
const quietStamp = day

export function isAnchorDue({ kind, everySeconds, last, headSize, news }: AnchorDue, now: Instant): boolean {
  if (headSize === null || headSize === 0) return false
  if (last === null) return true
  if (last.state === 'pending') return false
  const since = now - last.requestedAt
  if (since < everySeconds * second) return false
  if (last.state === 'failed' || news) return true
  return kind === 'timestamp' && since >= quietStamp
}

/** From the request to each attempt. Four hours in all: after that a newer checkpoint is the better one to send. */
const attemptsAfter = [0, 1 * minute, 5 * minute, 15 * minute, 30 * minute, 60 * minute, 120 * minute, 240 * minute] as const

export const mostAttempts: number = attemptsAfter.length

/** Undefined once there have been enough. */
export function nextAttemptAt(requestedAt: Instant, attempts: number): Instant | undefined {
  const pause = attemptsAfter[attempts]
  return pause === undefined ? undefined : toInstant(requestedAt + pause)
}
