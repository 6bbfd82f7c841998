// The organization and its set-up over HTTP.
import { organizationApi } from '../../contract/organization.ts'
import type { Room } from '../http/room.ts'
import { openRoute, type Route, route } from '../http/route.ts'
import { changeOrganization } from './changeOrganization.ts'
import { lookUpSetup, setUp } from './setUp.ts'
import { organizationView } from './views.ts'

const routes: Route[] = [
  route(organizationApi.get, ({ tx }) => organizationView(tx)),
  route(organizationApi.change, changeOrganization),
  openRoute(organizationApi.setupState, lookUpSetup),
  openRoute(organizationApi.setUp, setUp),
]

export const organizationRoom: Room = { name: 'organization', routes }
