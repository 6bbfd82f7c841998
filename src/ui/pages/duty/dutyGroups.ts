// Where a duty stands in the page: to be decided, to be told, told, declined; or waiting for a fact that nobody knows yet.
import type { ObligationAnswer } from '../../../core/obligation/decideObligation.ts'
import type { Duty } from './dutyShape.ts'

export type DutyGroup = 'to-decide' | 'to-tell' | 'may-apply' | 'told' | 'declined'

/** What was decided here and is not recorded yet counts before what the server knows. */
export function answerOfDuty({ decision }: Pick<Duty, 'decision'>, pending: ObligationAnswer | null): ObligationAnswer | null {
  return pending ?? decision?.answer ?? null
}

export function groupOf(
  duty: Pick<Duty, 'sent' | 'decision' | 'verdict' | 'unknown' | 'due'>,
  pending: ObligationAnswer | null,
): DutyGroup {
  const answer = answerOfDuty(duty, pending)
  if (duty.sent !== null) return 'told'
  if (answer === 'accept') return 'to-tell'
  if (answer === 'decline') return 'declined'
  if (answer === 'ask-counsel' || duty.verdict === 'applies') return 'to-decide'
  const isInForce = duty.due.kind !== 'no-firm-date' || duty.due.why !== 'not_in_force'
  return duty.unknown.length === 0 && isInForce ? 'to-decide' : 'may-apply'
}

export type Grouped = Readonly<Record<DutyGroup, readonly Duty[]>>

/** Each in the server's order: the most urgent first. */
export function grouped(duties: readonly Duty[], pendingOf: (rule: string) => ObligationAnswer | null): Grouped {
  const groups: Record<DutyGroup, Duty[]> = { 'to-decide': [], 'to-tell': [], 'may-apply': [], told: [], declined: [] }
  for (const duty of duties) groups[groupOf(duty, pendingOf(duty.rule))].push(duty)
  return groups
}
