// Somebody is on it: from here on whoever called may stop calling.
import { formatInstant, type Instant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { NewEntry } from '../ledger/entry.ts'
import { happenedAt } from './happened.ts'
import { requireOpen } from './lifecycle.ts'
import { type IncidentStanding, put, type Worker } from './standing.ts'
import { incidentNumber } from './words.ts'

export function decideAcknowledge(
  incident: IncidentStanding,
  by: Worker,
  request: { happenedAt?: string | undefined },
  now: Instant,
): { incident: IncidentStanding; entries: NewEntry[] } {
  requireOpen(incident)
  if (incident.acknowledgedAt !== null) {
    throw new Refusal(
      'nothing_changed',
      `${incidentNumber(incident.number)} was acknowledged at ${formatInstant(incident.acknowledgedAt)} already.`,
    )
  }
  const at = happenedAt(request.happenedAt, incident.declaredAt, now)
  return {
    incident: { ...incident, acknowledgedAt: at, acknowledgedBy: by.id },
    entries: [put(incident, by, { kind: 'incident.acknowledged', at })],
  }
}
