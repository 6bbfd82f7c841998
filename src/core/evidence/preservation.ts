// What became of evidence that a runbook says to keep: still to be taken, captured, lost, or not needed? Decides what may be recorded.
import { requireReason } from '../alert/review.ts'
import type { EvidenceId, PreservationId } from '../kernel/ids.ts'
import { formatInstant, type Instant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { LossClock } from './lostAt.ts'

export type PreservationState =
  | { is: 'open' }
  /** `afterLoss`: it had been recorded as lost, and a copy was found. */
  | { is: 'captured'; evidenceId: EvidenceId; capturedAt: Instant; afterLoss: boolean }
  /** `since` is when it could no longer be had, `recordedAt` when somebody said so. A reason where the two clocks disagree. */
  | { is: 'lost'; since: Instant; recordedAt: Instant; reason: string | null }
  | { is: 'not_needed'; recordedAt: Instant; reason: string }

export type PreservationItem = { id: PreservationId; what: string; state: PreservationState }

export type Captured = Extract<PreservationState, { is: 'captured' }>
export type Lost = Extract<PreservationState, { is: 'lost' }>
export type NotNeeded = Extract<PreservationState, { is: 'not_needed' }>

/** `past`: nobody said what became of it, and by the clock it is gone. Derived, never stored: the start of the incident may be corrected. */
export type Standing = 'open' | 'past' | 'captured' | 'lost' | 'not_needed'

export function standingOf({ state }: PreservationItem, clock: LossClock, now: Instant): Standing {
  if (state.is !== 'open') return state.is
  return clock.known && clock.at <= now ? 'past' : 'open'
}

/** Also past its date and also after it was recorded as lost: a copy that turns up late is still evidence. */
export function decideCaptured(item: PreservationItem, evidenceId: EvidenceId, now: Instant): Captured {
  const { state, what } = item
  if (state.is === 'captured') {
    if (state.evidenceId === evidenceId) throw new Refusal('nothing_changed', `“${what}” is kept as this evidence already.`)
    throw new Refusal('already_captured', `“${what}” is kept as ${state.evidenceId} already; add further evidence to the incident instead.`)
  }
  return { is: 'captured', evidenceId, capturedAt: now, afterLoss: state.is === 'lost' }
}

/** Nobody has to keep what does not bear on the incident, but somebody has to say why. */
export function decideNotNeeded(item: PreservationItem, reason: string, now: Instant): NotNeeded {
  const { state, what } = item
  if (state.is === 'captured') throw new Refusal('already_captured', `“${what}” is kept as ${state.evidenceId} already.`)
  if (state.is === 'lost') throw new Refusal('already_lost', `“${what}” is recorded as lost since ${formatInstant(state.since)}.`)
  if (state.is === 'not_needed') throw new Refusal('nothing_changed', `“${what}” is recorded as not needed already.`)
  return { is: 'not_needed', recordedAt: now, reason: requireReason(reason) }
}

/** `since`: when it became unrecoverable; by the clock unless somebody knows better. */
export type LostRequest = { since?: Instant; reason?: string }

export function decideLost(item: PreservationItem, request: LostRequest, clock: LossClock, now: Instant): Lost {
  const { state, what } = item
  if (state.is === 'captured') {
    throw new Refusal('already_captured', `“${what}” is kept as ${state.evidenceId}: what is captured is not lost.`)
  }
  if (state.is === 'lost') {
    throw new Refusal('already_lost', `“${what}” is recorded as lost since ${formatInstant(state.since)}; add a correction instead.`)
  }
  const since = sinceOf(what, request, clock, now)
  const expected = clock.known && since >= clock.at
  const reason = request.reason === undefined || request.reason.trim() === '' ? null : requireReason(request.reason)
  if (!expected && reason === null) throw reasonNeeded(what, clock, now)
  return { is: 'lost', since, recordedAt: now, reason }
}

function sinceOf(what: string, { since }: LostRequest, clock: LossClock, now: Instant): Instant {
  if (since !== undefined) {
    if (since > now) {
      throw new Refusal('invalid_request', `“${what}” cannot be lost since ${formatInstant(since)}: that is still to come.`, {
        fields: [{ path: '/since', message: 'not later than now' }],
      })
    }
    return since
  }
  return clock.known && clock.at <= now ? clock.at : now
}

function reasonNeeded(what: string, clock: LossClock, now: Instant): Refusal {
  const fields = { fields: [{ path: '/reason', message: 'why it is lost' }] }
  if (!clock.known) return new Refusal('reason_needed', `No date is known for “${what}”: say how it was lost. ${clock.says}`, fields)
  const date = formatInstant(clock.at)
  return clock.at > now
    ? new Refusal('reason_needed', `“${what}” should still be there until ${date}: try to take it, or say why it is gone already.`, fields)
    : new Refusal('reason_needed', `“${what}” should have been there until ${date}: say why it was gone before.`, fields)
}
