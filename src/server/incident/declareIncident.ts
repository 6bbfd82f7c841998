// Declares an incident, or splits one off another: its number, its policy, its alerts, its first clocks, in one transaction.
import type { BodyOf } from '../../contract/endpoint.ts'
import type { incidentApi } from '../../contract/incident.ts'
import { requireReason } from '../../core/alert/review.ts'
import { type Declared, decideDeclare, type Given } from '../../core/incident/decideDeclare.ts'
import { type LinkableAlert, requireFree, reviewsOfLinked } from '../../core/incident/decideLink.ts'
import { requireOwn, splitEntry } from '../../core/incident/decideMerge.ts'
import { decideAssign } from '../../core/incident/decideRole.ts'
import { happenedAt } from '../../core/incident/happened.ts'
import type { Worker } from '../../core/incident/standing.ts'
import type { IncidentId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { NewEntry } from '../../core/ledger/entry.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { record } from '../ledger/record.ts'
import type { Services } from '../services.ts'
import { lockIncident } from './incidentAccess.ts'
import { endLinks, insertIncident, insertReadings, insertRole, saveIncident, saveLinks, takeNumber } from './incidentStore.ts'
import { lockLinkable } from './linkedAlertStore.ts'
import { timeZoneOf } from './personStore.ts'
import { policyInForce } from './policyInForce.ts'
import { reviewLinked } from './reviewLinked.ts'

async function given(tx: OrganizationTx, services: Services, now: Instant): Promise<Given> {
  const number = await takeNumber(tx)
  return {
    incidentId: services.newId('incident'),
    number,
    policy: await policyInForce(tx, now),
    timeZone: await timeZoneOf(tx),
    newReadingId: () => services.newId('reading'),
  }
}

/** Whoever declares a private incident is on it: else nobody would see it. */
function firstRole({ incident }: Declared, by: Worker, now: Instant) {
  if (!incident.isPrivate || by.kind !== 'person') return undefined
  return decideAssign(incident, by, [], { personId: by.id, name: by.name }, { role: 'responder' }, now)
}

async function store(tx: OrganizationTx, by: Worker, declared: Declared, more: readonly NewEntry[], now: Instant): Promise<void> {
  const { incident, readings, alertIds, linkedAt, entries } = declared
  const role = firstRole(declared, by, now)
  await insertIncident(tx, incident)
  await insertReadings(tx, incident.incidentId, readings)
  await saveLinks(tx, incident.incidentId, alertIds, by.id, linkedAt)
  for (const begun of role?.begins ?? []) await insertRole(tx, incident.incidentId, begun)
  await record(tx, [...entries, ...(role?.entries ?? []), ...more], now)
}

export async function declareIncident(
  tx: OrganizationTx,
  services: Services,
  by: Worker,
  body: BodyOf<typeof incidentApi.declare>,
  now: Instant,
): Promise<Declared> {
  const known = await given(tx, services, now)
  const alerts = await lockLinkable(tx, body.alert_ids ?? [])
  requireFree(alerts)
  const request = {
    title: body.title,
    summary: body.summary,
    origin: body.origin,
    isExercise: body.is_exercise,
    isPrivate: body.is_private,
    incidentType: body.incident_type,
    beganAt: body.began_at,
    detectedAt: body.detected_at,
    awareAt: body.aware_at,
    happenedAt: body.happened_at,
  }
  const declared = decideDeclare(by, request, alerts, known, now)
  await store(tx, by, declared, [], now)
  await reviewLinked(tx, services, by, reviewsOfLinked(alerts, declared.incident.number), now)
  return declared
}

export async function splitIncident(
  tx: OrganizationTx,
  services: Services,
  by: Worker,
  incidentId: IncidentId,
  body: BodyOf<typeof incidentApi.split>,
  now: Instant,
): Promise<Declared> {
  const from = await lockIncident(tx, by, incidentId)
  const alerts: LinkableAlert[] = await lockLinkable(tx, body.alert_ids)
  requireOwn(from, alerts)
  const reason = requireReason(body.reason)
  const at = happenedAt(body.happened_at, from.declaredAt, now)
  const request = {
    title: body.title,
    origin: from.origin,
    isExercise: from.isExercise,
    isPrivate: from.isPrivate,
    happenedAt: body.happened_at,
  }
  const known = { ...(await given(tx, services, now)), splitFrom: { incidentId: from.incidentId, number: from.number } }
  const declared = decideDeclare(by, request, alerts, known, now)
  await endLinks(tx, from.incidentId, declared.alertIds, at)
  await saveIncident(tx, from, now)
  await store(tx, by, declared, [splitEntry(from, by, declared.incident, alerts, reason, at)], now)
  return declared
}
