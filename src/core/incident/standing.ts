// One incident as decisions take it, the name under which its number is known, and how whatever happens to it goes on record.
import type { PersonActor, TokenActor } from '../kernel/actor.ts'
import type { IncidentId, PersonId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/instant.ts'
import type { EntryKind, NewEntry, SlotValue } from '../ledger/entry.ts'
import { incidentEntry } from './incidentEntry.ts'
import type { IncidentOrigin, IncidentRole, IncidentState } from './words.ts'

export type IncidentStanding = {
  incidentId: IncidentId
  number: number
  title: string
  summary: string
  origin: IncidentOrigin
  state: IncidentState
  isExercise: boolean
  isPrivate: boolean
  incidentType: string | null
  declaredAt: Instant
  declaredBy: string
  acknowledgedAt: Instant | null
  acknowledgedBy: string | null
  triagedAt: Instant | null
  containedAt: Instant | null
  recoveredAt: Instant | null
  closedAt: Instant | null
  severity: string | null
  severityCertainty: 'exact' | 'at-least' | 'override' | null
  policyId: string
  policyVersion: Uint8Array
  mergedInto: IncidentId | null
  splitFrom: IncidentId | null
  changedAt: Instant
}

/** Somebody's role from an instant, and perhaps until one. */
export type RoleHeld = { role: IncidentRole; personId: PersonId; since: Instant; until: Instant | null }

export type Worker = PersonActor | TokenActor

/** What each kind is evidence for: evaluation, response, recovery. Kinds that are not named: response. */
const criteria: Partial<Record<EntryKind, readonly string[]>> = {
  'incident.declared': ['CC7.3', 'CC7.4'],
  'severity.set': ['CC7.3'],
  'incident.triaged': ['CC7.3'],
  'incident.dismissed': ['CC7.3'],
  'clock.read': ['CC7.3'],
  'incident.recovered': ['CC7.5'],
  'incident.closed': ['CC7.4', 'CC7.5'],
}

export type Happening = {
  kind: EntryKind
  at: Instant
  detail?: SlotValue
  /** What of it everybody sees, also where the incident is private. */
  shown?: SlotValue
  /** Names besides the actor's own. */
  personal?: SlotValue
  corrects?: string
}

export function put(
  incident: Pick<IncidentStanding, 'incidentId' | 'isPrivate'>,
  by: Pick<Worker, 'id' | 'name'>,
  happening: Happening,
): NewEntry {
  const { kind, at, detail = {}, shown, personal = {}, corrects } = happening
  return incidentEntry(incident, {
    kind,
    act: by.id,
    at,
    ctl: criteria[kind] ?? ['CC7.4'],
    detail,
    ...(shown === undefined ? {} : { shown }),
    personal: { ...personal, name: by.name },
    ...(corrects === undefined ? {} : { corrects }),
  })
}
