// Does the policy require a review of this incident, and by when? As was decided; without a decision, as the rule says.
import { afterDuration } from '../kernel/deadline.ts'
import type { Instant } from '../kernel/instant.ts'
import { countable } from '../policy/countable.ts'
import type { Policy, ReviewRule } from '../policy/policy.ts'
import { clocksOf, reviewRequirement } from '../policy/promises.ts'

export type Requirement = {
  readonly byRule: ReviewRule
  readonly basis: string
  /** As was decided; without a decision, as the rule says. */
  readonly required: boolean
  readonly dueAt: Instant | null
  readonly overdue: boolean
}

export type RequirementFacts = {
  readonly severity: string | null
  readonly closedAt: Instant | null
  readonly decided: { readonly required: boolean } | null
  readonly approvedAt: Instant | null
  readonly timeZone: string
}

export function requirementOf(
  policy: Pick<Policy, 'title' | 'severities' | 'postIncident'>,
  facts: RequirementFacts,
  now: Instant,
): Requirement {
  const { severity, closedAt, decided, approvedAt } = facts
  const byRule = severity === null ? 'optional' : reviewRequirement(policy, severity)
  const required = decided?.required ?? byRule === 'required'
  const within = severity === null ? null : (clocksOf(policy, severity)?.reviewWithin ?? null)
  const dueAt = required && closedAt !== null && within !== null ? afterDuration(closedAt, countable(within), facts.timeZone) : null
  return {
    byRule,
    basis: basisOf(policy.title, severity, byRule),
    required,
    dueAt,
    overdue: dueAt !== null && approvedAt === null && now > dueAt,
  }
}

const ruleWords: Record<ReviewRule, string> = {
  required: 'requires a review',
  optional: 'leaves a review open',
  'not-needed': 'asks for no review',
}

function basisOf(title: string, severity: string | null, byRule: ReviewRule): string {
  if (severity === null) return 'No severity is set yet: what the policy requires follows from it.'
  return `${title} ${ruleWords[byRule]} at ${severity}.`
}
