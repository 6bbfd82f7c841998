// When is the next status update due? By the cadence that the policy promises for the severity, for as long as harm is still possible.
import { afterDuration } from '../kernel/deadline.ts'
import type { Instant } from '../kernel/instant.ts'
import { countable } from '../policy/countable.ts'
import type { Policy } from '../policy/policy.ts'
import { clocksOf } from '../policy/promises.ts'

/** The promise ends with recovery: from there the review speaks. */
const toldDuring: readonly string[] = ['declared', 'triaged', 'contained']

export type UpdateCadence = { readonly every: string | null; readonly nextDueAt: Instant | null; readonly overdue: boolean }

export type UpdateFacts = {
  readonly state: string
  readonly severity: string | null
  readonly declaredAt: Instant
  readonly lastUpdateAt: Instant | null
  readonly timeZone: string
}

export function updateCadence(policy: Pick<Policy, 'severities' | 'postIncident'>, facts: UpdateFacts, now: Instant): UpdateCadence {
  const every = facts.severity === null ? null : (clocksOf(policy, facts.severity)?.updateEvery ?? null)
  if (every === null || !toldDuring.includes(facts.state)) return { every: every?.iso ?? null, nextDueAt: null, overdue: false }
  const nextDueAt = afterDuration(facts.lastUpdateAt ?? facts.declaredAt, countable(every), facts.timeZone)
  return { every: every.iso, nextDueAt, overdue: now > nextDueAt }
}
