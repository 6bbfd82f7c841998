// When is a log lost, counted from the incident's first moment? Recomputed whenever that moment is corrected, never stored.
import { day, type Instant, isInstant } from '../kernel/instant.ts'
import type { RetentionEntry } from './retention.ts'

/** What the tenant said of its own log; it outranks every catalogue. */
export type TenantOverride =
  | { says: 'window'; window: number }
  /** One of the entry's plans, by its name. */
  | { says: 'plan'; plan: string }
  | { says: 'kept-forever' }
  | { says: 'switched-off' }

/**
 * `confirmed` by the tenant; `documented` by the vendor; `usual`: long known, or read in part; `doubtful`: sources disagree;
 * `at-latest`: sooner, where the log is busy.
 */
export type Certainty = 'confirmed' | 'documented' | 'usual' | 'doubtful' | 'at-latest'

export type NotKnown =
  | 'configured'
  | 'until-something-happens'
  | 'by-volume'
  | 'kept-forever'
  | 'never-recorded'
  | 'unpublished'
  | 'plan-not-known'
  | 'too-far'

/** `onlyIf` where the catalogue's answer rests on something that is off unless somebody turned it on. */
export type LossClock =
  | { known: true; at: Instant; certainty: Certainty; onlyIf: 'switched-on' | null }
  | { known: false; why: NotKnown; says: string }

export type RetainedLog = Pick<RetentionEntry, 'kept' | 'plans' | 'onByDefault' | 'confidence'>

const certaintyOf = { high: 'documented', medium: 'usual', low: 'doubtful' } as const satisfies Record<
  RetentionEntry['confidence'],
  Certainty
>

function notKnown(why: NotKnown, says: string): LossClock {
  return { known: false, why, says }
}

/** The record of the incident's first moment is the first to go: everything later lives longer. */
function after(beganAt: Instant, window: number, certainty: Certainty, onlyIf: 'switched-on' | null): LossClock {
  const at = beganAt + window
  if (!isInstant(at)) return notKnown('too-far', 'It is kept longer than dates go.')
  return { known: true, at, certainty, onlyIf }
}

function asTenantSays(log: RetainedLog, beganAt: Instant, override: TenantOverride): LossClock {
  switch (override.says) {
    case 'window':
      return after(beganAt, override.window, 'confirmed', null)
    case 'plan': {
      const plan = log.plans.find(({ plan: name }) => name === override.plan)
      if (!plan) return notKnown('plan-not-known', `Nothing is known of a plan called “${override.plan}”: ask how long the log is kept.`)
      return after(beganAt, plan.window, certaintyOf[log.confidence], null)
    }
    case 'kept-forever':
      return notKnown('kept-forever', 'It is said to be kept for ever.')
    case 'switched-off':
      return notKnown('never-recorded', 'It was switched off, so there is nothing to lose.')
  }
}

export function lostAt(log: RetainedLog, beganAt: Instant, override?: TenantOverride): LossClock {
  if (override) return asTenantSays(log, beganAt, override)
  const onlyIf = log.onByDefault ? null : 'switched-on'
  const { kept } = log
  switch (kept.how) {
    case 'time':
      return after(beganAt, kept.window, certaintyOf[log.confidence], onlyIf)
    case 'volume':
      if (kept.atMost !== null) return after(beganAt, kept.atMost, 'at-latest', onlyIf)
      return notKnown('by-volume', `It is overwritten: ${kept.says}.`)
    case 'configured':
      return notKnown('configured', `It is kept ${kept.says}.`)
    case 'until':
      return notKnown('until-something-happens', `It is kept until ${kept.says}.`)
    case 'always':
      return notKnown('kept-forever', kept.says === null ? 'It is kept for ever.' : `It is kept ${kept.says}.`)
    case 'not-kept':
      return notKnown('never-recorded', 'It is not recorded unless somebody switched it on before.')
    case 'unpublished':
      return notKnown('unpublished', 'How long it is kept is not published: ask.')
  }
}

/** Where no date is known, how soon to look: what is lost within minutes comes before any date. */
const guess = { minutes: Number.NEGATIVE_INFINITY, hours: day / 2, days: 3 * day } as const

function rank(clock: LossClock, urgency: RetentionEntry['urgency'], beganAt: Instant): number {
  if (clock.known) return clock.certainty === 'at-latest' && urgency !== null ? Math.min(clock.at, beganAt + guess[urgency]) : clock.at
  if (clock.why === 'never-recorded' || clock.why === 'kept-forever' || urgency === null) return Number.POSITIVE_INFINITY
  return beganAt + guess[urgency]
}

/** What is lost first comes first; what has no date, by how soon it usually goes; then by name, so that the order is one. */
export function orderByLoss<T extends { id: string; clock: LossClock; urgency: RetentionEntry['urgency'] }>(
  items: readonly T[],
  beganAt: Instant,
): T[] {
  const placeOf = (item: T) => rank(item.clock, item.urgency, beganAt)
  return [...items].sort((a, b) => {
    const [left, right] = [placeOf(a), placeOf(b)]
    if (left !== right) return left < right ? -1 : 1
    return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
  })
}
