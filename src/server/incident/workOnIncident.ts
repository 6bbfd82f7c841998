// What people say of an incident while they work on it: acknowledged, how severe, what it is called, a note, when a clock started.
import type { BodyOf } from '../../contract/endpoint.ts'
import type { incidentApi } from '../../contract/incident.ts'
import { decideAcknowledge } from '../../core/incident/decideAcknowledge.ts'
import { decideChange, decideNote, decideRestrict } from '../../core/incident/decideChange.ts'
import { decideReading } from '../../core/incident/decideReading.ts'
import { decideAssign } from '../../core/incident/decideRole.ts'
import { decideSeverity } from '../../core/incident/decideSeverity.ts'
import type { Worker } from '../../core/incident/standing.ts'
import type { IncidentId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { record } from '../ledger/record.ts'
import type { Services } from '../services.ts'
import { lockIncident } from './incidentAccess.ts'
import { insertReadings, insertRole, insertSeverity, readReadings, readRoles, readSeverities, saveIncident } from './incidentStore.ts'
import { timeZoneOf } from './personStore.ts'
import { pinnedPolicy } from './policyInForce.ts'

type Api = typeof incidentApi

export async function acknowledge(tx: OrganizationTx, by: Worker, id: IncidentId, body: BodyOf<Api['acknowledge']>, now: Instant) {
  const decided = decideAcknowledge(await lockIncident(tx, by, id), by, { happenedAt: body.happened_at }, now)
  await saveIncident(tx, decided.incident, now)
  await record(tx, decided.entries, now)
}

export async function setSeverity(tx: OrganizationTx, by: Worker, id: IncidentId, body: BodyOf<Api['severity']>, now: Instant) {
  const incident = await lockIncident(tx, by, id)
  const { policy } = await pinnedPolicy(tx, incident)
  const before = (await readSeverities(tx, id)).at(-1)
  const request = { answers: body.answers, override: body.override, happenedAt: body.happened_at }
  const { set, certainty, entries } = decideSeverity(incident, by, policy, request, before, now)
  await insertSeverity(tx, id, set)
  await saveIncident(tx, { ...incident, severity: set.level, severityCertainty: certainty }, now)
  await record(tx, entries, now)
}

export async function changeTitle(tx: OrganizationTx, by: Worker, id: IncidentId, body: BodyOf<Api['change']>, now: Instant) {
  const { title, summary, incident_type: incidentType, happened_at: happenedAt } = body
  const decided = decideChange(await lockIncident(tx, by, id), by, { title, summary, incidentType, happenedAt }, now)
  await saveIncident(tx, decided.incident, now)
  await record(tx, decided.entries, now)
}

export async function note(tx: OrganizationTx, by: Worker, id: IncidentId, body: BodyOf<Api['note']>, now: Instant) {
  const decided = decideNote(await lockIncident(tx, by, id), by, { text: body.text, happenedAt: body.happened_at }, now)
  await saveIncident(tx, decided.incident, now)
  await record(tx, decided.entries, now)
}

export async function readClock(
  tx: OrganizationTx,
  { newId }: Pick<Services, 'newId'>,
  by: Worker,
  id: IncidentId,
  body: BodyOf<Api['readClock']>,
  now: Instant,
) {
  const incident = await lockIncident(tx, by, id)
  const { clock, at, basis, corrects, happened_at: happenedAt } = body
  const request = { readingId: newId('reading'), clock, at, basis, corrects, happenedAt }
  const { reading, entries } = decideReading(incident, by, request, await readReadings(tx, id), await timeZoneOf(tx), now)
  await insertReadings(tx, id, [reading])
  await saveIncident(tx, incident, now)
  await record(tx, entries, now)
}

/** Whoever makes it private is put on it first, so that they go on seeing what they restricted. */
export async function restrict(tx: OrganizationTx, by: Worker, id: IncidentId, body: BodyOf<Api['restrict']>, now: Instant) {
  const before = await lockIncident(tx, by, id)
  const request = { isPrivate: body.is_private, reason: body.reason, happenedAt: body.happened_at }
  const { incident, entries } = decideRestrict(before, by, request, now)
  const held = await readRoles(tx, id)
  await saveIncident(tx, incident, now)
  if (!incident.isPrivate || by.kind !== 'person' || held.some(({ personId }) => personId === by.id)) {
    await record(tx, entries, now)
    return
  }
  const role = decideAssign({ ...incident, state: 'declared' }, by, held, { personId: by.id, name: by.name }, { role: 'responder' }, now)
  for (const begun of role.begins) await insertRole(tx, id, begun)
  await record(tx, [...entries, ...role.entries], now)
}
