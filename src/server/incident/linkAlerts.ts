// Links alerts to an incident, and takes one out.
import type { BodyOf } from '../../contract/endpoint.ts'
import type { incidentApi } from '../../contract/incident.ts'
import { decideLink, decideUnlink, reviewsOfLinked } from '../../core/incident/decideLink.ts'
import type { Worker } from '../../core/incident/standing.ts'
import type { AlertId, IncidentId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { record } from '../ledger/record.ts'
import type { Services } from '../services.ts'
import { lockIncident } from './incidentAccess.ts'
import { endLinks, saveIncident, saveLinks } from './incidentStore.ts'
import { lockLinkable } from './linkedAlertStore.ts'
import { reviewLinked } from './reviewLinked.ts'

type Api = typeof incidentApi

/** Answers the alerts that were linked. */
export async function linkAlerts(
  tx: OrganizationTx,
  services: Services,
  by: Worker,
  id: IncidentId,
  body: BodyOf<Api['linkAlerts']>,
  now: Instant,
): Promise<AlertId[]> {
  const incident = await lockIncident(tx, by, id)
  const alerts = await lockLinkable(tx, body.alert_ids)
  const { linked, at, entries } = decideLink(incident, by, alerts, { happenedAt: body.happened_at }, now)
  const alertIds = linked.map(({ alertId }) => alertId)
  await saveLinks(tx, id, alertIds, by.id, at)
  await saveIncident(tx, incident, now)
  await record(tx, entries, now)
  await reviewLinked(tx, services, by, reviewsOfLinked(linked, incident.number), now)
  return alertIds
}

/** Its review stays as it is: what the alert was instead is for whoever knows to correct. */
export async function unlinkAlert(tx: OrganizationTx, by: Worker, id: IncidentId, body: BodyOf<Api['unlinkAlert']>, now: Instant) {
  const incident = await lockIncident(tx, by, id)
  const [alert] = await lockLinkable(tx, [body.alert_id])
  if (alert === undefined) throw new Refusal('not_found', 'There is no such alert.')
  const { at, entries } = decideUnlink(incident, by, alert, { reason: body.reason, happenedAt: body.happened_at }, now)
  await endLinks(tx, id, [body.alert_id], at)
  await saveIncident(tx, incident, now)
  await record(tx, entries, now)
}
