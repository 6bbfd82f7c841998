// Whether a proposed obligation is taken on: not to notify is decided with the same care as to notify, by name and with a reason.
import { requireReason } from '../alert/review.ts'
import type { PersonActor, TokenActor } from '../kernel/actor.ts'
import { formatInstant, type Instant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Filing } from './clock.ts'
import { filingsOf } from './clock.ts'

export const obligationAnswers = ['accept', 'decline', 'ask-counsel'] as const
export type ObligationAnswer = (typeof obligationAnswers)[number]

export type ObligationDecision = {
  readonly rule: string
  readonly answer: ObligationAnswer
  /** Null only where an obligation is accepted at once. */
  readonly reason: string | null
  readonly decidedBy: PersonActor | TokenActor
  readonly decidedAt: Instant
  /** The decision that this one replaces; it stays on record. */
  readonly corrects: { readonly answer: ObligationAnswer; readonly decidedAt: Instant } | null
}

export type ObligationRequest = { readonly rule: string; readonly answer: ObligationAnswer; readonly reason: string | null }

/** A change of mind needs a reason whichever way it goes. */
export function decideObligation(
  latest: ObligationDecision | null,
  filings: readonly Filing[],
  request: ObligationRequest,
  by: PersonActor | TokenActor,
  now: Instant,
): ObligationDecision {
  const needed = request.answer !== 'accept' || latest !== null
  const reason = needed || request.reason?.trim() ? requireReason(request.reason ?? '') : null
  if (latest !== null && latest.answer === request.answer && latest.reason === reason) {
    throw new Refusal(
      'nothing_changed',
      `${by.name}, this is what was decided on ${date(latest.decidedAt)} already: change the answer or the reason.`,
    )
  }
  const filing = filingsOf({ readings: [], filings }, [request.rule])[0]
  if (filing !== undefined && request.answer !== 'accept') {
    throw new Refusal(
      'already_exists',
      `The notice was sent on ${date(filing.at)} by ${filing.by}: it cannot be declined any more. Send a correction instead.`,
    )
  }
  const corrects = latest && { answer: latest.answer, decidedAt: latest.decidedAt }
  return { rule: request.rule, answer: request.answer, reason, decidedBy: by, decidedAt: now, corrects }
}

function date(at: Instant): string {
  return formatInstant(at).slice(0, 10)
}
