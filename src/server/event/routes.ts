// Live updates over HTTP.
import { eventApi } from '../../contract/event.ts'
import type { Room } from '../http/room.ts'
import { openRoute, type Route } from '../http/route.ts'
import { endStaleStreams, streamEvents } from './streamEvents.ts'

const routes: Route[] = [openRoute(eventApi.stream, streamEvents)]

export const eventRoom: Room = {
  name: 'event',
  routes,
  start: (services) => {
    services.jobs.every('end stale live updates', 30, () => endStaleStreams(services))
    return undefined
  },
}
