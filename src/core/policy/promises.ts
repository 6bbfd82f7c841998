// What does a policy promise for an incident of one severity: which clocks run, who must be told, and is a review required?
import type { Duration } from '../document/duration.ts'
import type { NotifyDuty, Policy, ReviewRule } from './policy.ts'

/** Counted from: acknowledge and contain from detection, update from the last update, reviews and actions from closing. Null: not promised. */
export type Clocks = {
  acknowledgeWithin: Duration | null
  containWithin: Duration | null
  updateEvery: Duration | null
  reviewWithin: Duration | null
  actionsDueWithin: Duration | null
  escalation: string | null
  notify: readonly NotifyDuty[]
}

/** Undefined where the policy has no such severity: nothing is promised, which differs from a promise without a time. */
export function clocksOf(policy: Pick<Policy, 'severities' | 'postIncident'>, severity: string): Clocks | undefined {
  const level = policy.severities.find((one) => one.level === severity)
  if (level === undefined) return undefined
  const reviewed = level.review !== 'not-needed'
  return {
    acknowledgeWithin: level.acknowledgeWithin,
    containWithin: level.containWithin,
    updateEvery: level.updateEvery,
    reviewWithin: reviewed ? (policy.postIncident?.reviewWithin ?? null) : null,
    actionsDueWithin: reviewed ? (policy.postIncident?.actionsDueWithin ?? null) : null,
    escalation: level.escalation,
    notify: level.notify,
  }
}

/** A severity the policy does not know may be reviewed, and nobody promised it. */
export function reviewRequirement(policy: Pick<Policy, 'severities'>, severity: string): ReviewRule {
  return policy.severities.find(({ level }) => level === severity)?.review ?? 'optional'
}
