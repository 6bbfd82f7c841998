// May this person mark a step of a run so, and what is the mark?
import { requireReason } from '../alert/review.ts'
import { formatInstant, type Instant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Requirement, Step } from './runbook.ts'
import { needsSecondPerson, type StepMark, type StepPerson, type StepStanding, type StepState, standingOf } from './stepStanding.ts'

/** `roles`: the ones held in this incident (`commander`, `scribe`, …), not those of the product. */
export type StepActor = StepPerson & { roles: readonly string[] }

export type StepRequest = { markId: string; state: StepState; reason?: string; note?: string }

/** `marks`: what was said about this step in this run so far, in order. */
export function decideStep(
  step: Pick<Step, 'id' | 'text' | 'needs'>,
  marks: readonly StepMark[],
  by: StepActor,
  request: StepRequest,
  now: Instant,
): StepMark {
  const standing = standingOf(step, marks)
  refuseUnchanged(standing, request)
  const corrects = takesBack(standing, request.state) ? standing.last : null
  const reason = reasonFor(standing, request, corrects !== null)
  if (request.state === 'done' || request.state === 'skipped') refuseWithoutRole(step, by)
  if (request.state === 'done') refuseSamePerson(step, standing, by)
  const note = request.note?.trim() ?? ''
  return {
    markId: request.markId,
    stepId: step.id,
    state: request.state,
    by: { kind: by.kind, id: by.id, name: by.name },
    at: now,
    reason,
    note: note === '' ? null : note,
    corrects: corrects?.markId ?? null,
  }
}

/** From done or skipped to anything else, and back to open from anywhere. Going on from stuck takes nothing back: it was true. */
function takesBack(standing: StepStanding, wanted: StepState): boolean {
  return standing.state === 'done' || standing.state === 'skipped' || wanted === 'open'
}

function refuseUnchanged({ state, last, awaitingSecond }: StepStanding, request: StepRequest): void {
  if (request.state !== state || (awaitingSecond !== null && request.state === 'open')) return
  // Stuck again on something else is worth knowing.
  if (state === 'stuck' && request.reason?.trim() !== last?.reason) return
  const who = last === null ? '' : ` by ${last.by.name} at ${formatInstant(last.at).slice(11, 16)} UTC`
  throw new Refusal('nothing_changed', `This step is ${state} already${last === null ? '' : `, marked so${who}`}.`)
}

/** A step that is done needs no words; leaving it out, taking it back, and not getting on do. */
function reasonFor(standing: StepStanding, request: StepRequest, correction: boolean): string | null {
  if (correction || request.state === 'skipped' || request.state === 'stuck') return requireReason(request.reason ?? '')
  const given = request.reason?.trim() ?? ''
  return given === '' || standing.state === 'done' ? null : given
}

/** Skipping needs the role as well, or anybody could step around it. Saying that one is stuck never does. */
function refuseWithoutRole({ needs, text }: Pick<Step, 'needs' | 'text'>, by: StepActor): void {
  const wanted = needs
    .filter((need): need is Requirement & { kind: 'role' } => need.kind === 'role')
    .find(({ role }) => !by.roles.includes(role))
  if (wanted === undefined) return
  throw new Refusal('role_needed', `“${short(text)}” is for the ${wanted.role} of this incident. Take that role, or ask whoever holds it.`)
}

function refuseSamePerson(step: Pick<Step, 'needs'>, { awaitingSecond }: StepStanding, by: StepActor): void {
  if (!needsSecondPerson(step)) return
  if (by.kind === 'token')
    throw new Refusal('second_person_needed', 'This step needs two people; an API token is nobody. Sign in and mark it yourself.')
  if (awaitingSecond === null || awaitingSecond.by.id !== by.id) return
  throw new Refusal('second_person_needed', `${by.name} said so already. Somebody else must look and say it too.`)
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
