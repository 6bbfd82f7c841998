// What may be asked of incidents. Every act answers the incident as it stands then.
import { incidentApi } from '../../contract/incident.ts'
import { missingOf } from '../../core/incident/closing.ts'
import type { AlertId, IncidentId } from '../../core/kernel/ids.ts'
import type { Room } from '../http/room.ts'
import { type Call, openRoute, route } from '../http/route.ts'
import { nudgeSealing } from '../ledger/seal.job.ts'
import { assignRole, handOverRole, leaveRole } from './changeRoles.ts'
import { changeState, dismissIncident, mergeIncident } from './changeState.ts'
import { readClosingFacts } from './closingFacts.ts'
import { declareIncident, splitIncident } from './declareIncident.ts'
import { seeIncident } from './incidentAccess.ts'
import { incidentPage } from './incidentViews.ts'
import { linkAlerts, unlinkAlert } from './linkAlerts.ts'
import { getByNumber, getIncident } from './oneIncidentViews.ts'
import { printThreadHtml, printThreadPdf } from './printThread.ts'
import { showThread } from './showThread.ts'
import { acknowledge, changeTitle, note, readClock, restrict, setSeverity } from './workOnIncident.ts'

type Acting = Pick<Call, 'tx' | 'services' | 'by' | 'now' | 'afterCommit'>

/** Tells open pages, wakes the sequencer, and shows what has become of it. */
function answer(call: Acting, incidentId: IncidentId, also: { incidents?: IncidentId[]; alerts?: AlertId[] } = {}) {
  const { tx, services, by, now, afterCommit } = call
  afterCommit(() => services.events.announce(tx.organizationId, { topic: 'incident', ids: [incidentId, ...(also.incidents ?? [])] }))
  const { alerts = [] } = also
  if (alerts.length > 0) {
    afterCommit(() => services.events.announce(tx.organizationId, { topic: 'alert', ids: alerts.length > 50 ? [] : alerts }))
  }
  afterCommit(() => nudgeSealing(services))
  return getIncident(tx, by, incidentId, now)
}

const { list, get, byNumber, thread, closing, declare, changeState: state, readClock: clock } = incidentApi

export const incidentRoom: Room = {
  name: 'incident',
  routes: [
    route(list, ({ tx, by, query, now }) => incidentPage(tx, by, query, now)),
    route(get, ({ tx, by, params, now }) => getIncident(tx, by, params.incidentId, now)),
    route(byNumber, ({ tx, by, params, now }) => getByNumber(tx, by, params.number, now)),
    route(thread, ({ tx, by, params }) => showThread(tx, by, params.incidentId)),
    openRoute(incidentApi.threadHtml, printThreadHtml),
    openRoute(incidentApi.threadPdf, printThreadPdf),
    route(closing, async ({ tx, by, params, now }) => {
      const { open } = await seeIncident(tx, by, params.incidentId)
      return { missing: open ? missingOf(await readClosingFacts(tx, params.incidentId, now)) : [] }
    }),
    route(declare, async (call) => {
      const { incident, alertIds } = await declareIncident(call.tx, call.services, call.by, call.body, call.now)
      return answer(call, incident.incidentId, { alerts: alertIds })
    }),
    route(incidentApi.acknowledge, async (call) => {
      await acknowledge(call.tx, call.by, call.params.incidentId, call.body, call.now)
      return answer(call, call.params.incidentId)
    }),
    route(incidentApi.severity, async (call) => {
      await setSeverity(call.tx, call.by, call.params.incidentId, call.body, call.now)
      return answer(call, call.params.incidentId)
    }),
    route(incidentApi.assignRole, async (call) => {
      await assignRole(call.tx, call.by, call.params.incidentId, call.body, call.now)
      return answer(call, call.params.incidentId)
    }),
    route(incidentApi.handOverRole, async (call) => {
      await handOverRole(call.tx, call.by, call.params.incidentId, call.body, call.now)
      return answer(call, call.params.incidentId)
    }),
    route(incidentApi.leaveRole, async (call) => {
      await leaveRole(call.tx, call.by, call.params.incidentId, call.body, call.now)
      return answer(call, call.params.incidentId)
    }),
    route(clock, async (call) => {
      await readClock(call.tx, call.services, call.by, call.params.incidentId, call.body, call.now)
      return answer(call, call.params.incidentId)
    }),
    route(incidentApi.note, async (call) => {
      await note(call.tx, call.by, call.params.incidentId, call.body, call.now)
      return answer(call, call.params.incidentId)
    }),
    route(incidentApi.linkAlerts, async (call) => {
      const alerts = await linkAlerts(call.tx, call.services, call.by, call.params.incidentId, call.body, call.now)
      return answer(call, call.params.incidentId, { alerts })
    }),
    route(incidentApi.unlinkAlert, async (call) => {
      await unlinkAlert(call.tx, call.by, call.params.incidentId, call.body, call.now)
      return answer(call, call.params.incidentId)
    }),
    route(state, async (call) => {
      await changeState(call.tx, call.by, call.params.incidentId, call.body, call.now)
      return answer(call, call.params.incidentId)
    }),
    route(incidentApi.dismiss, async (call) => {
      const alerts = await dismissIncident(call.tx, call.services, call.by, call.params.incidentId, call.body, call.now)
      return answer(call, call.params.incidentId, { alerts })
    }),
    route(incidentApi.merge, async (call) => {
      await mergeIncident(call.tx, call.by, call.params.incidentId, call.body, call.now)
      return answer(call, call.body.into, { incidents: [call.params.incidentId] })
    }),
    route(incidentApi.split, async (call) => {
      const { incident } = await splitIncident(call.tx, call.services, call.by, call.params.incidentId, call.body, call.now)
      return answer(call, incident.incidentId, { incidents: [call.params.incidentId] })
    }),
    route(incidentApi.restrict, async (call) => {
      await restrict(call.tx, call.by, call.params.incidentId, call.body, call.now)
      return answer(call, call.params.incidentId)
    }),
    route(incidentApi.change, async (call) => {
      await changeTitle(call.tx, call.by, call.params.incidentId, call.body, call.now)
      return answer(call, call.params.incidentId)
    }),
  ],
}
