// What may be asked about what is learned: the review after an incident, and its corrective actions.
import { actionApi, postIncidentApi } from '../../contract/postIncident.ts'
import type { Room } from '../http/room.ts'
import { type Call, route } from '../http/route.ts'
import { announceIncident } from '../obligation/announce.ts'
import { seeOpenIncident } from '../obligation/seeOpen.ts'
import { type Acting, actionsOfIncident, allActions, changeOneAction, checkOneAction, closeOneAction, openOneAction } from './actions.ts'
import { shippedLexicon } from './causeLexicon.ts'
import { keepFromClosing } from './closing.ts'
import { approveOneReview, decideReview, showPostIncident, writeOneReview } from './reviews.ts'

type OfIncident = Pick<Call, 'tx' | 'by' | 'now' | 'services' | 'afterCommit'> & { params: { incidentId: Acting['incidentId'] } }

/** What was done is announced once it is committed. */
function acting(call: OfIncident): Acting {
  announceIncident(call, call.params.incidentId)
  return { tx: call.tx, by: call.by, incidentId: call.params.incidentId, now: call.now }
}

const reviewRoutes = [
  route(postIncidentApi.get, async ({ tx, by, params, now }) =>
    showPostIncident(tx, await seeOpenIncident(tx, by, params.incidentId), now),
  ),
  route(postIncidentApi.decide, (call) => decideReview(acting(call), call.body)),
  route(postIncidentApi.write, (call) => writeOneReview(acting(call), call.services.newId('postIncidentReview'), call.body)),
  route(postIncidentApi.approve, (call) => approveOneReview(acting(call), call.body)),
]

const actionRoutes = [
  route(actionApi.all, async ({ tx, by, query, now }) => ({ items: await allActions(tx, by, query, now) })),
  route(actionApi.list, async ({ tx, by, params, now }) => {
    const { incidentId } = await seeOpenIncident(tx, by, params.incidentId)
    return { items: await actionsOfIncident(tx, incidentId, now) }
  }),
  route(actionApi.open, (call) => openOneAction(acting(call), call.services.newId('action'), call.body)),
  route(actionApi.change, (call) => changeOneAction(acting(call), call.params.actionId, call.body)),
  route(actionApi.close, (call) => closeOneAction(acting(call), call.params.actionId, call.body)),
  route(actionApi.check, (call) => checkOneAction(acting(call), call.params.actionId, call.body)),
]

export const postIncidentRoom: Room = {
  name: 'postIncident',
  routes: [...reviewRoutes, ...actionRoutes],
  start: () => {
    shippedLexicon()
    keepFromClosing()
    return undefined
  },
}
