// What a policy promises, as data: conformance is judged against it, clocks run on it, runbooks may not contradict it.
import type { Duration } from '../document/duration.ts'
import type { Plain } from '../document/located.ts'
import type { Position } from '../document/problem.ts'

/** A question a responder can answer at 2 AM. */
export type Fact = { name: string; ask: string; position: Position } & (
  | { kind: 'choice'; answers: readonly string[] }
  | { kind: 'number'; unit: 'percent' | 'count' }
)

export const comparisons = ['gte', 'gt', 'lte', 'lt', 'eq'] as const
export type Comparison = (typeof comparisons)[number]

/** What must be so for a level to hold. */
export type Criterion =
  | { kind: 'answer'; fact: string; answers: readonly string[] }
  | { kind: 'number'; fact: string; comparison: Comparison; value: number }
  | { kind: 'any'; of: readonly Criterion[] }
  | { kind: 'all'; of: readonly Criterion[] }

export const reviewRules = ['required', 'optional', 'not-needed'] as const
export type ReviewRule = (typeof reviewRules)[number]

export type NotifyDuty = {
  whom: string
  within: Duration
  /** The clock it counts from: `detection`, `awareness`, `confirmation`, … */
  from: string
  template: string | null
  position: Position
}

export type SeverityLevel = {
  level: string
  /** Null: always holds. Only the last level may be so. */
  when: Criterion | null
  acknowledgeWithin: Duration | null
  containWithin: Duration | null
  updateEvery: Duration | null
  escalation: string | null
  review: ReviewRule
  notify: readonly NotifyDuty[]
  position: Position
}

export type Acknowledgement = { by: readonly string[]; within: Duration | null; againEvery: Duration | null }

export type Policy = {
  id: string
  title: string
  owner: string | null
  approvers: readonly string[]
  review: { every: Duration | null; grace: Duration | null }
  acknowledge: Acknowledgement | null
  /** `soc2:CC7.3`. */
  appliesTo: readonly string[]
  facts: readonly Fact[]
  /** Worst first. */
  severities: readonly SeverityLevel[]
  alertReview: { within: Duration | null; periodic: { every: Duration; by: string } | null } | null
  postIncident: { reviewWithin: Duration | null; actionsDueWithin: Duration | null } | null
  training: { who: string; every: Duration | null; accepts: readonly string[] } | null
  preservation: { collectBeforeExpiryMargin: Duration | null } | null
  extra: Readonly<Record<string, Plain>>
}
