// People, invitations and API tokens over HTTP.
import { invitationApi, personApi, tokenApi } from '../../contract/person.ts'
import type { Room } from '../http/room.ts'
import { openRoute, type Route, route } from '../http/route.ts'
import { acceptInvitation, lookUpInvitation } from './acceptInvitation.ts'
import { changeRole, endAccess } from './changeAccess.ts'
import { invite, withdraw } from './invite.ts'
import { createToken, revokeToken } from './tokens.ts'
import { invitationViews, personViews, tokenViews } from './views.ts'

const routes: Route[] = [
  route(personApi.list, async ({ tx, now }) => ({ items: await personViews(tx, now) })),
  route(personApi.changeRole, changeRole),
  route(personApi.endAccess, endAccess),
  route(invitationApi.list, async ({ tx, now }) => ({ items: await invitationViews(tx, now) })),
  route(invitationApi.invite, invite),
  route(invitationApi.withdraw, withdraw),
  openRoute(invitationApi.lookUp, lookUpInvitation),
  openRoute(invitationApi.accept, acceptInvitation),
  route(tokenApi.list, async ({ tx }) => ({ items: await tokenViews(tx) })),
  route(tokenApi.create, createToken),
  route(tokenApi.revoke, revokeToken),
]

export const personRoom: Room = { name: 'person', routes }
