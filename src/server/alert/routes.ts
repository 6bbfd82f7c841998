// What may be asked about alerts and deliveries, and where monitoring systems report.
import { alertApi } from '../../contract/alert.ts'
import { deliveryApi } from '../../contract/source.ts'
import { dispositionMeanings, dispositions } from '../../core/alert/disposition.ts'
import type { AlertId } from '../../core/kernel/ids.ts'
import { inOrganization } from '../../database/inOrganization.ts'
import { readCursor } from '../http/cursor.ts'
import type { Room } from '../http/room.ts'
import { type Call, type OpenCall, openRoute, route } from '../http/route.ts'
import { nudgeSealing } from '../ledger/seal.job.ts'
import type { Services } from '../services.ts'
import { readFilter } from './alertFilter.ts'
import { readPlace, writePlace } from './alertOrder.ts'
import { alertPage, countAlerts, severitiesOf } from './alertViews.ts'
import { defineConfirmSubscription } from './confirmSubscription.job.ts'
import { alertsOfDelivery, keptDelivery, listDeliveries } from './deliveryViews.ts'
import { exportAlerts } from './exportAlerts.ts'
import { plugHooks } from './hookRoutes.ts'
import { startIntakeCare } from './intakeCare.ts'
import { interpreterOf } from './interpretDelivery.ts'
import { getAlert, getAlertLine } from './oneAlertViews.ts'
import { reinterpretDelivery } from './reinterpretDelivery.ts'
import { correctReview, reviewAlert, reviewMany } from './reviewAlert.ts'
import { showDelivery } from './showDelivery.ts'

type Reviewing = Pick<Call, 'tx' | 'services' | 'afterCommit'>

/** Whoever reviewed is looking at the entry's state: it is sealed at once instead of at the next tick. */
function announce({ tx, services, afterCommit }: Reviewing, alertIds: readonly AlertId[]) {
  afterCommit(() => services.events.announce(tx.organizationId, { topic: 'alert', ids: alertIds.length > 50 ? [] : [...alertIds] }))
  afterCommit(() => nudgeSealing(services))
}

function signedIn({ by, organizationId }: Pick<OpenCall, 'by' | 'organizationId'>) {
  if (by === null || organizationId === null) throw new Error('an endpoint that needs a permission was reached without a sign-in')
  return { by, organizationId }
}

const alertRoutes = [
  route(alertApi.list, async ({ tx, query: { cursor, limit, sort, ...query }, now }) => {
    const page = await alertPage(tx, { ...readFilter(query), order: sort }, readPlace(sort, cursor), limit, now)
    return { items: page.lines, next_cursor: page.next && writePlace(sort, page.next) }
  }),
  route(alertApi.count, ({ tx, query, now }) => countAlerts(tx, readFilter(query), now)),
  route(alertApi.severities, async ({ tx }) => ({ items: await severitiesOf(tx) })),
  openRoute(alertApi.exportCsv, async (call) => {
    call.reply.header('content-disposition', 'attachment; filename="alerts.csv"')
    const { sort, ...query } = call.query
    return exportAlerts({ services: call.services, ...signedIn(call), list: { ...readFilter(query), order: sort }, now: call.now })
  }),
  route(alertApi.get, ({ tx, by, params, now }) => getAlert(tx, by, params.alertId, now)),
  route(alertApi.review, async (call) => {
    const { tx, services, by, params, body, now } = call
    await reviewAlert(tx, services, by, params.alertId, body, now)
    announce(call, [params.alertId])
    return getAlertLine(tx, params.alertId, now)
  }),
  route(alertApi.correctReview, async (call) => {
    const { tx, services, by, params, body, now } = call
    await correctReview(tx, services, by, params.alertId, body, now)
    announce(call, [params.alertId])
    return getAlertLine(tx, params.alertId, now)
  }),
  route(alertApi.reviewMany, async (call) => {
    const { tx, services, by, body, now } = call
    const outcome = await reviewMany(tx, services, by, body.alert_ids, { disposition: body.disposition, reason: body.reason }, now)
    if (outcome.reviewed.length > 0) announce(call, outcome.reviewed)
    return outcome
  }),
  route(alertApi.dispositions, async () => ({
    items: dispositions.map((id) => {
      const { label, definition, notAnIncident } = dispositionMeanings[id]
      return { id, label, definition, not_an_incident: notAnIncident }
    }),
  })),
]

const deliveryRoutes = [
  route(deliveryApi.list, ({ tx, query }) => listDeliveries(tx, query, readCursor(query.cursor))),
  openRoute(deliveryApi.get, async (call) => {
    const { by, organizationId } = signedIn(call)
    const { kept, alerts } = await inOrganization(
      call.services.database,
      organizationId,
      by,
      async (tx) => ({ kept: await keptDelivery(tx, call.params.deliveryId), alerts: await alertsOfDelivery(tx, call.params.deliveryId) }),
      { readOnly: true },
    )
    return { ...kept.line, ...(await showDelivery(kept)), alerts }
  }),
  openRoute(deliveryApi.reinterpret, async (call) => {
    const { services, params, now } = call
    const { by, organizationId } = signedIn(call)
    const line = await reinterpretDelivery(services, interpreterOf(services), organizationId, by, params.deliveryId, now)
    services.events.announce(organizationId, { topic: 'delivery', ids: [params.deliveryId] })
    services.events.announce(organizationId, { topic: 'alert', ids: [] })
    return line
  }),
]

export const alertRoom: Room = {
  name: 'alert',
  routes: [...alertRoutes, ...deliveryRoutes],
  plug: plugHooks,
  start: async (services: Services) => {
    await defineConfirmSubscription(services)
    const stopCare = startIntakeCare(services)
    return async () => stopCare()
  },
}
