// Tells open pages that an incident changed, and has what was recorded about it sealed at once: whoever wrote it is looking at it.
import type { IncidentId } from '../../core/kernel/ids.ts'
import type { Call } from '../http/route.ts'
import { nudgeSealing } from '../ledger/seal.job.ts'

export function announceIncident({ tx, services, afterCommit }: Pick<Call, 'tx' | 'services' | 'afterCommit'>, incidentId: IncidentId) {
  afterCommit(() => services.events.announce(tx.organizationId, { topic: 'incident', ids: [incidentId] }))
  afterCommit(() => nudgeSealing(services))
}
