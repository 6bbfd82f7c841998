// Reads what paging tools sent about alerts of open incidents, whether it came before the alert was linked or after, each once.
import { hearPager } from '../../core/escalation/hearPager.ts'
import type { IncidentId, OrganizationId, PersonId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { inOrganization, type OrganizationTx } from '../../database/inOrganization.ts'
import { type PagerEvent, pagerIntegrations, readPagerEvent } from '../../integrations/pagerEvents.ts'
import { decodeBody } from '../alert/decodeBody.ts'
import { lockIncident } from '../incident/incidentAccess.ts'
import type { Services } from '../services.ts'
import { escalating } from './escalate.ts'
import { markHeard, personNamed, type Unheard, unheard } from './hearingStore.ts'
import { keepPages } from './keepPages.ts'
import { pagesOf } from './pageStore.ts'

async function eventOf(services: Services, { integration, headers, body }: Unheard): Promise<PagerEvent | null> {
  const decoded = await decodeBody(body, headers['content-encoding'], services.config.deliveryMaxDecodedBytes)
  return decoded.ok ? readPagerEvent(integration, decoded.body) : null
}

async function tell(tx: OrganizationTx, services: Services, delivery: Unheard, event: PagerEvent | null): Promise<boolean> {
  const incident = await lockIncident(tx, escalating, delivery.incidentId)
  const now = services.clock()
  if (!(await markHeard(tx, delivery, now)) || event === null) return false
  const people = new Map<string, PersonId | null>()
  for (const name of event.people) people.set(name, await personNamed(tx, name))
  // A tool's clock may run ahead of ours: nothing has happened later than now.
  const happenedAt = Math.min(event.happenedAt ?? delivery.receivedAt, now) as Instant
  const told = hearPager(
    { ...event, happenedAt },
    {
      pages: await pagesOf(tx, delivery.incidentId),
      source: { id: delivery.sourceId, name: delivery.sourceName },
      personOf: (name) => people.get(name) ?? null,
      newId: () => services.newId('page'),
      now,
    },
  )
  await keepPages(tx, services, incident, told, now)
  return true
}

/** Answers which incidents changed. */
export async function hearPagers(services: Services, organizationId: OrganizationId): Promise<IncidentId[]> {
  const inside = <T>(work: (tx: OrganizationTx) => Promise<T>) =>
    inOrganization(services.database, organizationId, escalating, work, { retry: true })
  const changed: IncidentId[] = []
  for (const delivery of await inside((tx) => unheard(tx, pagerIntegrations))) {
    const event = await eventOf(services, delivery)
    if (await inside((tx) => tell(tx, services, delivery, event))) changed.push(delivery.incidentId)
  }
  return changed
}
