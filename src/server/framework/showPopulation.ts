// One population of a period: how many, how they stand, and each of them.
import type { QueryOf, ReplyOf } from '../../contract/endpoint.ts'
import type { populationApi } from '../../contract/population.ts'
import { lookedAt } from '../../core/framework/period.ts'
import type { Actor } from '../../core/kernel/actor.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { organizationView } from '../organization/views.ts'
import { periodShape } from './frameworkShapes.ts'
import { countPopulations } from './populationCountViews.ts'
import { listItems } from './populationItemViews.ts'
import type { ListedPopulation } from './populationRowsViews.ts'

type Asking = { tx: OrganizationTx; by: Actor; now: Instant; query: QueryOf<typeof populationApi.notices> }

export async function showPopulation(
  { tx, by, now, query }: Asking,
  population: ListedPopulation,
): Promise<ReplyOf<typeof populationApi.notices>> {
  const { time_zone: timeZone } = await organizationView(tx)
  const period = lookedAt(query, timeZone, now)
  const span = { ...period, now }
  const [counted] = await countPopulations(tx, [population], span)
  return {
    period: periodShape(period),
    total: counted?.total ?? 0,
    figures: counted?.figures ?? [],
    items: await listItems(tx, by, population, span),
  }
}
