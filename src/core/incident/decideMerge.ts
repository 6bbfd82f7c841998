// Two incidents that are one: the one that is merged keeps its number and its thread, and its alerts go on in the other.
import { requireReason } from '../alert/review.ts'
import type { Instant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { NewEntry } from '../ledger/entry.ts'
import { type LinkableAlert, linkEntry } from './decideLink.ts'
import { happenedAt } from './happened.ts'
import { requireOpen } from './lifecycle.ts'
import { type IncidentStanding, put, type Worker } from './standing.ts'
import { incidentNumber } from './words.ts'

export type Merged = { from: IncidentStanding; moved: LinkableAlert[]; at: Instant; entries: NewEntry[] }

type Mergeable = Pick<IncidentStanding, 'incidentId' | 'isPrivate' | 'isExercise'>

/** Null: they can be one, as far as what they are goes. The page says the same before anybody presses. */
export function whyNotAlike(from: Mergeable, into: Mergeable): string | null {
  if (from.incidentId === into.incidentId) return 'An incident cannot be merged into itself.'
  if (from.isPrivate !== into.isPrivate)
    return 'One of them is private and the other is not: make them alike first, so that nothing is shown by accident.'
  return from.isExercise === into.isExercise ? null : 'One of them is an exercise and the other is not: they are counted apart.'
}

export function decideMerge(
  from: IncidentStanding,
  into: IncidentStanding,
  by: Worker,
  alerts: readonly LinkableAlert[],
  request: { reason: string; happenedAt?: string | undefined },
  now: Instant,
): Merged {
  requireOpen(from)
  requireOpen(into)
  const unlike = whyNotAlike(from, into)
  if (unlike !== null) throw new Refusal('state_not_possible', unlike)
  const reason = requireReason(request.reason)
  const at = happenedAt(request.happenedAt, from.declaredAt, now)
  const moved = alerts.filter(({ belongsTo }) => belongsTo?.incidentId === from.incidentId)
  return {
    from: { ...from, state: 'merged', mergedInto: into.incidentId, closedAt: at },
    moved,
    at,
    entries: [
      put(from, by, {
        kind: 'incident.merged',
        at,
        detail: { into: into.incidentId, into_number: into.number, from_state: from.state, reason },
      }),
      put(into, by, {
        kind: 'incident.merged',
        at,
        detail: { from: from.incidentId, from_number: from.number, from_title: from.title, reason },
      }),
      ...(moved.length === 0 ? [] : [linkEntry(into, by, moved, at, from)]),
    ],
  }
}

export function splitEntry(
  from: IncidentStanding,
  by: Worker,
  into: Pick<IncidentStanding, 'incidentId' | 'number'>,
  alerts: readonly LinkableAlert[],
  reason: string,
  at: Instant,
): NewEntry {
  const detail = {
    into: into.incidentId,
    into_number: into.number,
    alerts: alerts.map(({ alertId, number }) => ({ alert: alertId, number })),
    reason,
  }
  return put(from, by, { kind: 'incident.split', at, detail })
}

/** Only alerts that belong to it can be split off. */
export function requireOwn(from: IncidentStanding, alerts: readonly LinkableAlert[]): void {
  requireOpen(from)
  if (alerts.every(({ belongsTo }) => belongsTo?.incidentId === from.incidentId)) return
  throw new Refusal('invalid_request', `Only alerts of ${incidentNumber(from.number)} can be split off from it.`, {
    fields: [{ path: '/alert_ids', message: 'alerts linked to this incident' }],
  })
}
