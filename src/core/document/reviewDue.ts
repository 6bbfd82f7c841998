// When was a document last looked at, when is it due, and when was it overdue? The cadence is the one in force at the look, for ever.
import type { Instant } from '../kernel/instant.ts'
import type { Source } from './act.ts'
import { everInForce, inForceAt } from './inForce.ts'
import { type Due, later, withGrace } from './later.ts'
import type { Life } from './life.ts'

export type Look = {
  what: 'review' | 'version'
  at: Instant
  by: string
  reason: string | null
  version: string
  every: string | null
  grace: string | null
  /** Null: no cadence was promised. */
  due: Due | null
  /** When its grace is over. */
  overdue: Due | null
  source: Source
}

type Found = Omit<Look, 'every' | 'grace' | 'due' | 'overdue'> & { zone: string }

/** In order. What came with the software is no look, but it begins the time until the first one. */
export function looksOf(life: Life): Look[] {
  const effects = everInForce(life)
  const [first] = [...effects].sort((left, right) => left.effect.from - right.effect.from)
  const versions: Found[] = effects
    .filter((one) => one.effect.basis !== 'shipped' || one === first)
    .map(({ version, effect }) => ({
      ...{ what: 'version' as const, at: effect.from, by: effect.by, reason: null, version, zone: effect.zone, source: effect.source },
    }))
  const reviews: Found[] = life.reviews
    .filter(({ takenBack }) => takenBack === null)
    .map(({ at, by, reason, version, zone, source }) => ({ what: 'review', at, by, reason, version, zone, source }))
  return [...versions, ...reviews].sort((left, right) => left.at - right.at).map((found) => withDue(life, found))
}

function withDue(life: Life, { zone, ...look }: Found): Look {
  const terms = inForceAt(life, look.at)?.terms
  const [every, grace] = [terms?.reviewEvery ?? null, terms?.reviewGrace ?? null]
  if (every === null) return { ...look, every, grace, due: null, overdue: null }
  const due = later(look.at, every, zone)
  return { ...look, every, grace, due, overdue: withGrace(due, grace, zone) }
}

export type Standing<L = Look> = { state: 'not-promised' | 'current' | 'due' | 'overdue'; look: L | null }

export function standingAt(looks: readonly Look[], at: Instant): Standing {
  return standingOf(lookAt(looks, at), at)
}

/** `look`: the last one. */
export function standingOf<L extends Pick<Look, 'due' | 'overdue'>>(look: L | null, at: Instant): Standing<L> {
  if (look === null || look.due === null || look.overdue === null) return { state: 'not-promised', look }
  if (at < look.due.over) return { state: 'current', look }
  return { state: at < look.overdue.over ? 'due' : 'overdue', look }
}

/** The last look before or at an instant. */
export function lookAt(looks: readonly Look[], at: Instant): Look | null {
  let last: Look | null = null
  for (const look of looks) if (look.at <= at) last = look
  return last
}
