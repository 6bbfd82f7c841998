// May an incident move on, or open again? One step at a time, and not while something is missing, unless somebody answers for it.
import { requireReason } from '../alert/review.ts'
import type { PersonId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { NewEntry } from '../ledger/entry.ts'
import { type ClosingFact, type Missing, missingFor } from './closing.ts'
import { happenedAt } from './happened.ts'
import { type ForwardState, reopenedState, requireStep } from './lifecycle.ts'
import { type IncidentStanding, put, type Worker } from './standing.ts'
import { incidentNumber } from './words.ts'

export type StateRequest = {
  to: ForwardState | 'reopened'
  reason?: string | undefined
  override?: { reason: string; secondPerson?: { personId: PersonId; name: string } | undefined } | undefined
  happenedAt?: string | undefined
}

export type StateChange = { incident: IncidentStanding; entries: NewEntry[] }

export function decideState(
  incident: IncidentStanding,
  by: Worker,
  request: StateRequest,
  facts: readonly ClosingFact[],
  now: Instant,
): StateChange {
  const at = happenedAt(request.happenedAt, incident.declaredAt, now)
  return request.to === 'reopened' ? reopen(incident, by, request, at) : moveOn(incident, by, { ...request, to: request.to }, facts, at)
}

function moveOn(
  incident: IncidentStanding,
  by: Worker,
  request: StateRequest & { to: ForwardState },
  facts: readonly ClosingFact[],
  at: Instant,
): StateChange {
  const { to, override } = request
  requireStep(incident, to)
  if (to === 'triaged' && incident.severity === null) {
    throw new Refusal(
      'state_not_possible',
      `${incidentNumber(incident.number)} has no severity yet: answer the questions that decide it first.`,
    )
  }
  const missing = missingFor(to, facts)
  const overridden = missing.length === 0 ? undefined : answeredFor(by, to, missing, override)
  const reason = request.reason === undefined ? null : requireReason(request.reason)
  const detail = {
    from: incident.state,
    reason,
    missing: missing.map(({ code, said }) => ({ code, said })),
    override: overridden ? { reason: overridden.reason, second_person: overridden.secondPerson?.personId ?? null } : null,
  }
  const personal = overridden?.secondPerson ? { second_person_name: overridden.secondPerson.name } : {}
  return {
    incident: reached(incident, to, at),
    entries: [put(incident, by, { kind: `incident.${to}`, at, detail, personal })],
  }
}

function answeredFor(
  by: Worker,
  to: ForwardState,
  missing: readonly Missing[],
  override: StateRequest['override'],
): NonNullable<StateRequest['override']> {
  if (override === undefined) {
    throw new Refusal('not_complete', `It cannot be called ${to} yet. ${missing.map(({ said }) => said).join(' ')}`, {
      fields: missing.map(({ code, said }) => ({ path: `/${code}`, message: said })),
    })
  }
  const reason = requireReason(override.reason)
  const { secondPerson } = override
  if (to === 'closed' && (secondPerson === undefined || secondPerson.personId === by.id)) {
    throw new Refusal('second_person_needed', 'To close with something missing, name somebody else who agreed to it.', {
      fields: [{ path: '/override/second_person_id', message: 'somebody else' }],
    })
  }
  return { reason, secondPerson }
}

/** Containing counts from the first time: opening again does not undo it. */
export function reached(incident: IncidentStanding, to: ForwardState, at: Instant): IncidentStanding {
  return {
    ...incident,
    state: to,
    triagedAt: to === 'triaged' ? (incident.triagedAt ?? at) : incident.triagedAt,
    containedAt: to === 'contained' ? (incident.containedAt ?? at) : incident.containedAt,
    recoveredAt: to === 'recovered' ? at : incident.recoveredAt,
    closedAt: to === 'closed' ? at : incident.closedAt,
  }
}

function reopen(incident: IncidentStanding, by: Worker, request: StateRequest, at: Instant): StateChange {
  const state = reopenedState(incident)
  const reason = requireReason(request.reason ?? '')
  return {
    incident: { ...incident, state, recoveredAt: null, closedAt: null },
    entries: [put(incident, by, { kind: 'incident.reopened', at, detail: { from: incident.state, reason } })],
  }
}
