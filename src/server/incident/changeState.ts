// Moves an incident on, opens it again, finds it to be none, or merges it into another.
import type { BodyOf } from '../../contract/endpoint.ts'
import type { incidentApi } from '../../contract/incident.ts'
import { decideDismiss } from '../../core/incident/decideDismiss.ts'
import { requireFree } from '../../core/incident/decideLink.ts'
import { decideMerge } from '../../core/incident/decideMerge.ts'
import { decideState } from '../../core/incident/decideState.ts'
import type { Worker } from '../../core/incident/standing.ts'
import type { AlertId, IncidentId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { record } from '../ledger/record.ts'
import type { Services } from '../services.ts'
import { readClosingFacts } from './closingFacts.ts'
import { lockIncident } from './incidentAccess.ts'
import { type IncidentRow, saveIncident, saveLinks } from './incidentStore.ts'
import { linkedAlertIds, lockLinkable } from './linkedAlertStore.ts'
import { activePerson } from './personStore.ts'
import { correctAll } from './reviewLinked.ts'

type Api = typeof incidentApi

export async function changeState(tx: OrganizationTx, by: Worker, id: IncidentId, body: BodyOf<Api['changeState']>, now: Instant) {
  const incident = await lockIncident(tx, by, id)
  const { to, reason, override, happened_at: happenedAt } = body
  if (to === 'reopened') requireFree(await lockLinkable(tx, await linkedAlertIds(tx, id)), id)
  const facts = to === 'recovered' || to === 'closed' ? await readClosingFacts(tx, id, now) : []
  const second = override?.second_person_id
  const secondPerson = second === undefined ? undefined : await activePerson(tx, second, now)
  const answered = override && { reason: override.reason, secondPerson }
  const decided = decideState(incident, by, { to, reason, override: answered, happenedAt }, facts, now)
  await saveIncident(tx, decided.incident, now)
  await record(tx, decided.entries, now)
}

/** Answers the alerts whose reviews were corrected: those that said it was an incident, and are part of no other. */
export async function dismissIncident(
  tx: OrganizationTx,
  services: Services,
  by: Worker,
  id: IncidentId,
  body: BodyOf<Api['dismiss']>,
  now: Instant,
): Promise<AlertId[]> {
  const incident = await lockIncident(tx, by, id)
  const alerts = await lockLinkable(tx, await linkedAlertIds(tx, id))
  const request = { reason: body.reason, disposition: body.disposition, happenedAt: body.happened_at }
  const { incident: dismissed, reviewReason, entries } = decideDismiss(incident, by, request, now)
  await saveIncident(tx, dismissed, now)
  await record(tx, entries, now)
  const mistaken = alerts.filter(({ disposition, belongsTo }) => disposition === 'incident' && belongsTo?.incidentId === id)
  const alertIds = mistaken.map(({ alertId }) => alertId)
  await correctAll(tx, services, by, alertIds, { disposition: body.disposition, reason: reviewReason }, now)
  return alertIds
}

/** In the order of their ids, whichever is merged into which: two who merge them both ways at once do not wait for each other for ever. */
async function lockBoth(tx: OrganizationTx, by: Worker, one: IncidentId, other: IncidentId): Promise<Map<IncidentId, IncidentRow>> {
  const rows = new Map<IncidentId, IncidentRow>()
  for (const id of [one, other].sort()) rows.set(id, await lockIncident(tx, by, id))
  return rows
}

export async function mergeIncident(tx: OrganizationTx, by: Worker, id: IncidentId, body: BodyOf<Api['merge']>, now: Instant) {
  const rows = await lockBoth(tx, by, id, body.into)
  const [from, into] = [rows.get(id), rows.get(body.into)]
  if (from === undefined || into === undefined) throw new Refusal('not_found', 'There is no such incident.')
  const alerts = await lockLinkable(tx, await linkedAlertIds(tx, id))
  const request = { reason: body.reason, happenedAt: body.happened_at }
  const decided = decideMerge(from, into, by, alerts, request, now)
  await saveIncident(tx, decided.from, now)
  await saveIncident(tx, into, now)
  const moved = decided.moved.map(({ alertId }) => alertId)
  await saveLinks(tx, into.incidentId, moved, by.id, decided.at)
  await record(tx, decided.entries, now)
}
