// What an observation makes of what is known: a new alert, a repeat of it, its end, or the same condition come back.
import type { AlertId } from '../kernel/ids.ts'
import { hour, type Instant } from '../kernel/instant.ts'
import type { AlertStatus, Observation } from './observation.ts'

/** The latest episode of one (source, fingerprint), as far as it decides about the next observation. */
export type AlertState = {
  alertId: AlertId
  episode: number
  status: AlertStatus
  /** By the source's clock. */
  occurredAt: Instant | null
  endedAt: Instant | null
  /** Ours: when somebody first decided on it. */
  firstReviewedAt: Instant | null
}

/** `always`, `configured` or `never`: does the tool say when a condition is over? */
export type Closes = 'always' | 'configured' | 'never'

/**
 * `new`: never heard of before. `reopened`: the condition is back, a new alert and the next episode. `resolved`: the end of the alert.
 * `repeated`: says what is known. `late`: says something older than what is known; kept with the alert, changes nothing.
 */
export type Judgement = 'new' | 'reopened' | 'resolved' | 'repeated' | 'late'

export type Attached = {
  /** Place in the delivery. */
  position: number
  said: Observation
  judgement: Judgement
  /** The alert it belongs to, as it is after this observation. */
  alert: AlertState
}

/** Tools that could not reach us try again for a while; what comes later than this after an end is news. */
const longestRetry = hour

/** `at`: when the delivery arrived, by our clock. */
export function judge(known: AlertState | undefined, said: Observation, closes: Closes, at: Instant): Judgement {
  if (known === undefined) return 'new'
  if (known.status === 'firing') return said.status === 'firing' ? judgeFiringAgain(known, said, closes) : judgeEnd(known, said)
  return said.status === 'firing' ? judgeReturn(known, said, at) : judgeEndAgain(known, said)
}

/** Firing, and firing again: the same occurrence, unless somebody has decided on it and this is more than they can have known. */
function judgeFiringAgain(known: AlertState, said: Observation, closes: Closes): Judgement {
  if (known.firstReviewedAt === null) return 'repeated'
  if (closes === 'never') return 'reopened'
  const startedAfterReview = said.startedAt !== null && said.startedAt > known.firstReviewedAt
  const startedLater = said.startedAt !== null && known.occurredAt !== null && said.startedAt > known.occurredAt
  return startedAfterReview && startedLater ? 'reopened' : 'repeated'
}

/** An end that lies before the start of what is firing now belongs to something earlier: it must not close this one. */
function judgeEnd(known: AlertState, said: Observation): Judgement {
  return said.endedAt !== null && known.occurredAt !== null && said.endedAt < known.occurredAt ? 'late' : 'resolved'
}

/**
 * Firing after it ended: back again, unless it began no later than what we know to be over (delivered out of order). Some tools name the
 * first beginning for ever (Security Hub's `FirstObservedAt`): the very same start, long after the end, is no belated delivery.
 */
function judgeReturn(known: AlertState, said: Observation, at: Instant): Judgement {
  const start = known.occurredAt ?? known.endedAt
  if (said.startedAt === null || start === null || said.startedAt > start) return 'reopened'
  const overSince = known.endedAt ?? at
  return said.startedAt === start && at - overSince > longestRetry ? 'reopened' : 'late'
}

/** Ended, and ended again: a repeat, unless it began after the known end. Then we missed its firing, and it still counts. */
function judgeEndAgain(known: AlertState, said: Observation): Judgement {
  return said.startedAt !== null && known.endedAt !== null && said.startedAt > known.endedAt ? 'reopened' : 'repeated'
}

function opened(known: AlertState | undefined, said: Observation, newId: () => AlertId): AlertState {
  return {
    alertId: newId(),
    episode: (known?.episode ?? 0) + 1,
    status: said.status,
    occurredAt: said.startedAt,
    endedAt: said.status === 'resolved' ? said.endedAt : null,
    firstReviewedAt: null,
  }
}

function after(known: AlertState | undefined, said: Observation, judgement: Judgement, newId: () => AlertId): AlertState {
  if (known === undefined || judgement === 'new' || judgement === 'reopened') return opened(known, said, newId)
  return judgement === 'resolved' ? { ...known, status: 'resolved', endedAt: said.endedAt } : known
}

/**
 * Takes the observations of one delivery in their order. `latest` holds the latest episode by fingerprint, for the source of the
 * delivery; the answer's alerts are what it must hold for the next delivery.
 */
export function receive(
  latest: ReadonlyMap<string, AlertState>,
  observations: readonly Observation[],
  closes: Closes,
  at: Instant,
  newId: () => AlertId,
): Attached[] {
  const inDelivery = new Map<string, AlertState>()
  return observations.map((said, position) => {
    const known = inDelivery.get(said.fingerprint) ?? latest.get(said.fingerprint)
    const judgement = judge(known, said, closes, at)
    const alert = after(known, said, judgement, newId)
    inDelivery.set(said.fingerprint, alert)
    return { position, said, judgement, alert }
  })
}
