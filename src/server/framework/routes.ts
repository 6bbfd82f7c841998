// What may be asked about frameworks, criteria and populations.
import { frameworkApi } from '../../contract/framework.ts'
import { populationApi } from '../../contract/population.ts'
import type { Room } from '../http/room.ts'
import { route } from '../http/route.ts'
import { shippedFrameworks } from './frameworkCatalogue.ts'
import { showCriterion } from './showCriterion.ts'
import { listFrameworks, showFramework } from './showFrameworks.ts'
import { showPopulation } from './showPopulation.ts'

export const frameworkRoom: Room = {
  name: 'framework',
  routes: [
    route(frameworkApi.list, async () => listFrameworks()),
    route(frameworkApi.get, ({ tx, params, query, now }) => showFramework(tx, params.framework, query, now)),
    route(frameworkApi.criterion, ({ tx, params, query, now }) => showCriterion(tx, params, query, now)),
    route(populationApi.ofIncidents, (call) => showPopulation(call, call.params.population)),
    route(populationApi.notices, (call) => showPopulation(call, 'notices')),
    route(populationApi.gaps, (call) => showPopulation(call, 'gaps')),
    route(populationApi.evidence, (call) => showPopulation(call, 'evidence')),
  ],
  start: () => {
    shippedFrameworks()
    return undefined
  },
}
