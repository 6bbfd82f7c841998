// Not an incident after all: it keeps its number and its place, and its alerts are told what they were.
import { requireReason } from '../alert/review.ts'
import type { Instant } from '../kernel/instant.ts'
import type { NewEntry } from '../ledger/entry.ts'
import { happenedAt } from './happened.ts'
import { requireDismissable } from './lifecycle.ts'
import { type IncidentStanding, put, type Worker } from './standing.ts'
import { type Dismissal, incidentNumber } from './words.ts'

export type DismissRequest = { reason: string; disposition: Dismissal; happenedAt?: string | undefined }

export function decideDismiss(
  incident: IncidentStanding,
  by: Worker,
  request: DismissRequest,
  now: Instant,
): { incident: IncidentStanding; reviewReason: string; entries: NewEntry[] } {
  requireDismissable(incident)
  const reason = requireReason(request.reason)
  const at = happenedAt(request.happenedAt, incident.declaredAt, now)
  const number = incidentNumber(incident.number)
  return {
    incident: { ...incident, state: 'not_an_incident', closedAt: at },
    // Reviews are read by more people than a private incident is.
    reviewReason: incident.isPrivate ? `${number} was no incident.` : `${number} was no incident: ${reason}`.slice(0, 2000),
    entries: [
      put(incident, by, { kind: 'incident.dismissed', at, detail: { reason, disposition: request.disposition, from: incident.state } }),
    ],
  }
}
