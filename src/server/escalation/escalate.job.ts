// Looks every few seconds for pages that nobody answered in time. When that is stands in their rows: there is no timer to lose.
import type { IncidentId, OrganizationId } from '../../core/kernel/ids.ts'
import { organizationIds } from '../../database/doors.ts'
import { inOrganization } from '../../database/inOrganization.ts'
import { lockIncident } from '../incident/incidentAccess.ts'
import { nudgeSealing } from '../ledger/seal.job.ts'
import type { Services } from '../services.ts'
import { escalate, escalating } from './escalate.ts'
import { hearPagers } from './hearPagers.ts'
import { incidentsToEscalate } from './pageStore.ts'

const tickSeconds = 5

async function escalateOne(services: Services, organizationId: OrganizationId, incidentId: IncidentId): Promise<boolean> {
  const gone = await inOrganization(
    services.database,
    organizationId,
    escalating,
    async (tx) => escalate(tx, services, await lockIncident(tx, escalating, incidentId), services.clock()),
    { retry: true },
  )
  return gone.ended.length + gone.made.length > 0
}

/** Whichever server comes first does it; the other waits for the incident's row and finds it done. Answers which incidents changed. */
export async function escalateDue(services: Services, organizationId: OrganizationId): Promise<IncidentId[]> {
  const now = services.clock()
  const due = await inOrganization(services.database, organizationId, escalating, (tx) => incidentsToEscalate(tx, now), { readOnly: true })
  const changed: IncidentId[] = []
  for (const incidentId of due) if (await escalateOne(services, organizationId, incidentId)) changed.push(incidentId)
  return changed
}

async function oneRound(services: Services, organizationId: OrganizationId): Promise<void> {
  const changed = [...(await hearPagers(services, organizationId)), ...(await escalateDue(services, organizationId))]
  if (changed.length === 0) return
  services.events.announce(organizationId, { topic: 'incident', ids: [...new Set(changed)].slice(0, 50) })
  await nudgeSealing(services)
}

/** One organization's trouble does not keep the others from their turn. */
async function everyRound(services: Services): Promise<void> {
  for (const organizationId of await organizationIds(services.database)) {
    try {
      await oneRound(services, organizationId)
    } catch (error) {
      services.log.error({ err: error, organization: organizationId }, 'Escalation of an organization failed; it is tried again')
    }
  }
}

export function startEscalation(services: Services): () => void {
  return services.jobs.every('escalation', tickSeconds, () => everyRound(services))
}
