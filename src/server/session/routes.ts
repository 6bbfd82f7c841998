// Signing in and out over HTTP.
import { sessionApi } from '../../contract/session.ts'
import type { Room } from '../http/room.ts'
import { openRoute, type Route, route } from '../http/route.ts'
import { changeName } from './changeName.ts'
import { changePassword } from './changePassword.ts'
import { signOut, signOutEverywhere } from './endSessions.ts'
import { signIn } from './signIn.ts'
import { followLink } from './signInLink.ts'
import { tidySessions } from './tidySessions.ts'
import { meView, sessionViews } from './views.ts'

const routes: Route[] = [
  openRoute(sessionApi.signIn, signIn),
  openRoute(sessionApi.followLink, followLink),
  route(sessionApi.me, ({ tx, by }) => meView(tx, by)),
  openRoute(sessionApi.signOut, signOut),
  route(sessionApi.list, async ({ tx, by, now, services }) => ({ items: await sessionViews(tx, by, now, services.config.sessionIdle) })),
  openRoute(sessionApi.signOutEverywhere, signOutEverywhere),
  openRoute(sessionApi.changePassword, changePassword),
  route(sessionApi.changeName, changeName),
]

export const sessionRoom: Room = {
  name: 'session',
  routes,
  start: (services) => {
    services.jobs.every('tidy sessions', 3600, () => tidySessions(services))
    return undefined
  },
}
