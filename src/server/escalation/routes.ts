// What may be asked about rotations, escalation paths and pages, and what escalates by itself.
import { escalationPathApi } from '../../contract/escalationPath.ts'
import { pageApi } from '../../contract/page.ts'
import { rotationApi } from '../../contract/rotation.ts'
import { formatInstant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { Room } from '../http/room.ts'
import { route } from '../http/route.ts'
import { channelView, removeChannel, setChannel } from './changeChannel.ts'
import { addPath, changePath, verifyLevel } from './changePath.ts'
import { addRotation, changeRotation } from './changeRotation.ts'
import { type House, loadHouse } from './directoryViews.ts'
import { answerPage, failPage } from './endPage.ts'
import { startEscalation } from './escalate.job.ts'
import { givenTime } from './givenTime.ts'
import { incidentEscalation, pageViews } from './incidentEscalation.ts'
import { pageSomebody } from './pageSomebody.ts'
import { listChannels, listPaths, pathById } from './pathStore.ts'
import { defineSendPage } from './sendPage.job.ts'
import { pathView } from './showPath.ts'
import { onCallView, rotationView, shiftViews } from './showRotation.ts'

function oneRotation({ stored }: House, id: string) {
  const rotation = stored.find(({ rotationId }) => rotationId === id)
  if (rotation === undefined) throw new Refusal('not_found', 'There is no such rotation.')
  return rotation
}

export const escalationRoom: Room = {
  name: 'escalation',
  routes: [
    route(rotationApi.rotations, async ({ tx, now }) => {
      const house = await loadHouse(tx)
      return { items: house.stored.map((rotation) => rotationView(rotation, house, now)) }
    }),
    route(rotationApi.addRotation, addRotation),
    route(rotationApi.rotation, async ({ tx, params, now }) => {
      const house = await loadHouse(tx)
      return rotationView(oneRotation(house, params.rotationId), house, now)
    }),
    route(rotationApi.changeRotation, changeRotation),
    route(rotationApi.shifts, async ({ tx, params, query }) => {
      const house = await loadHouse(tx)
      return shiftViews(oneRotation(house, params.rotationId), house, givenTime(query.from, '/from'), givenTime(query.to, '/to'))
    }),
    route(rotationApi.onCall, async ({ tx, now }) => {
      const house = await loadHouse(tx)
      const items = house.stored.map((rotation) => ({
        rotation: { id: rotation.rotationId, name: rotation.name },
        on_call: onCallView(rotation, house, now),
      }))
      return { at: formatInstant(now), items }
    }),
    route(escalationPathApi.paths, async ({ tx, now }) => {
      const house = await loadHouse(tx)
      return { items: (await listPaths(tx)).map((path) => pathView(path, house, now)) }
    }),
    route(escalationPathApi.addPath, addPath),
    route(escalationPathApi.path, async ({ tx, params, now }) => pathView(await pathById(tx, params.pathId), await loadHouse(tx), now)),
    route(escalationPathApi.changePath, changePath),
    route(escalationPathApi.verifyLevel, verifyLevel),
    route(pageApi.channels, async ({ tx }) => ({ items: (await listChannels(tx)).map(channelView) })),
    route(pageApi.setChannel, setChannel),
    route(pageApi.removeChannel, removeChannel),
    route(pageApi.ofIncident, ({ tx, by, params, now }) => incidentEscalation(tx, by, params.incidentId, now)),
    route(pageApi.pages, ({ tx, by, params }) => pageViews(tx, by, params.incidentId)),
    route(pageApi.page, pageSomebody),
    route(pageApi.answer, answerPage),
    route(pageApi.fail, failPage),
  ],
  start: async (services) => {
    await defineSendPage(services)
    const stop = startEscalation(services)
    return async () => stop()
  },
}
