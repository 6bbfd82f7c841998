// After something of an incident was recorded outside of a call's own transaction: open pages hear of it, and it is sealed at once.
import type { IncidentId, OrganizationId } from '../../core/kernel/ids.ts'
import { nudgeSealing } from '../ledger/seal.job.ts'
import type { Services } from '../services.ts'

export function tellOfIncident(services: Services, organizationId: OrganizationId, incidentId: IncidentId): void {
  services.events.announce(organizationId, { topic: 'incident', ids: [incidentId] })
  nudgeSealing(services).catch((error: unknown) => services.log.error({ err: error }, 'Sealing could not be nudged; it comes by itself'))
}
