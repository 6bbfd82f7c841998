// Was evidence taken by as long before its log ends as the policy promises?
import type { Duration } from '../document/duration.ts'
import type { LossClock } from '../evidence/lostAt.ts'
import { type PreservationItem, standingOf } from '../evidence/preservation.ts'
import { day, type Instant, isInstant, toInstant } from '../kernel/instant.ts'
import { type Judged, judged, judgedByTime } from './outcome.ts'

const commitment = 'evidence/margin'

/** Of a margin in months the longest ones are meant: the earlier instant is the one that can be defended. */
function lengthOf({ months, days, milliseconds }: Duration): number {
  return (months * 31 + days) * day + milliseconds
}

/** `beganAt`: the incident’s first moment, which the log’s window is counted from. */
export function evidenceKept(margin: Duration, item: PreservationItem, clock: LossClock, beganAt: Instant, now: Instant): Judged {
  const { state } = item
  if (state.is === 'not_needed') return judged(commitment, 'unjudged', {}, 'It was recorded as not needed; the reason is with it.')
  const early = clock.known ? clock.at - lengthOf(margin) : Number.NEGATIVE_INFINITY
  // Of a log that lives no longer than the margin nothing could be taken so early: there is no instant to be late for.
  const dueAt = isInstant(early) && early > beganAt ? toInstant(early) : null
  const doneAt = state.is === 'captured' ? state.capturedAt : null
  const times = { countedFrom: beganAt, dueAt, doneAt }
  const standing = standingOf(item, clock, now)
  if (standing === 'lost') return judged(commitment, 'broken', times, 'It was recorded as lost.')
  if (state.is === 'captured' && state.afterLoss) return judged(commitment, 'broken', times, 'It had been lost, and a copy turned up.')
  if (standing === 'past') return judged(commitment, 'broken', times, 'Its log has ended, and nobody said what became of it.')
  if (!clock.known) return judged(commitment, 'unjudged', times, `No date is known by which it would be lost. ${clock.says}`)
  if (dueAt === null) return judged(commitment, 'unjudged', times, 'Its log lives no longer than that: it could not be taken so early.')
  return judgedByTime(commitment, times, now)
}
