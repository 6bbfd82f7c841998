// What an incident is called, what is noted about it, and who may see it.
import { requireReason } from '../alert/review.ts'
import type { Instant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { NewEntry, SlotValue } from '../ledger/entry.ts'
import { happenedAt } from './happened.ts'
import { requireOpen } from './lifecycle.ts'
import { type IncidentStanding, put, type Worker } from './standing.ts'

type Decided = { incident: IncidentStanding; entries: NewEntry[] }
type Happened = { happenedAt?: string | undefined }

export function decideChange(
  incident: IncidentStanding,
  by: Worker,
  request: Happened & { title: string; summary?: string | undefined; incidentType?: string | null | undefined },
  now: Instant,
): Decided {
  requireOpen(incident)
  const at = happenedAt(request.happenedAt, incident.declaredAt, now)
  const told = {
    title: request.title,
    summary: request.summary ?? incident.summary,
    incidentType: request.incidentType === undefined ? incident.incidentType : request.incidentType,
  }
  if (told.title === incident.title && told.summary === incident.summary && told.incidentType === incident.incidentType) {
    throw new Refusal('nothing_changed', 'That is what it says already.')
  }
  const detail = { title: told.title, summary: told.summary, incident_type: told.incidentType }
  return { incident: { ...incident, ...told }, entries: [put(incident, by, { kind: 'incident.changed', at, detail })] }
}

/** A note may be added whatever became of the incident. */
export function decideNote(incident: IncidentStanding, by: Worker, request: Happened & { text: string }, now: Instant): Decided {
  const at = happenedAt(request.happenedAt, incident.declaredAt, now)
  return { incident, entries: [put(incident, by, { kind: 'incident.noted', at, detail: { text: request.text } })] }
}

/** What was recorded before is closed to packages from now on, so what everybody sees of it is said once more. */
function shownOf({ number, isExercise, state, severity, severityCertainty }: IncidentStanding): SlotValue {
  return { number, is_exercise: isExercise, state, level: severity, certainty: severityCertainty }
}

/** Also of an incident that is over: what must not be seen is often found out late. Why it was made private is told to those who see it. */
export function decideRestrict(
  incident: IncidentStanding,
  by: Worker,
  request: Happened & { isPrivate: boolean; reason: string },
  now: Instant,
): Decided {
  const reason = requireReason(request.reason)
  if (request.isPrivate === incident.isPrivate) {
    throw new Refusal('nothing_changed', incident.isPrivate ? 'It is private already.' : 'It is not private.')
  }
  const at = happenedAt(request.happenedAt, incident.declaredAt, now)
  const after = { ...incident, isPrivate: request.isPrivate }
  const { title, summary, incidentType } = incident
  // Opened again, it is called by its name again: the entry that named it first stays closed.
  const named = request.isPrivate ? {} : { title, summary, incident_type: incidentType }
  const detail = { is_private: request.isPrivate, reason, ...named }
  return { incident: after, entries: [put(after, by, { kind: 'incident.restricted', at, detail, shown: shownOf(incident) })] }
}
