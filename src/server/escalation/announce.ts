// Tells open pages what changed, once it is committed, and seals it at once: whoever did it is looking.
import type { IncidentId } from '../../core/kernel/ids.ts'
import type { Call } from '../http/route.ts'
import { nudgeSealing } from '../ledger/seal.job.ts'

type Announcing = Pick<Call, 'tx' | 'services' | 'afterCommit'>

export function announceEscalation({ tx, services, afterCommit }: Announcing, ids: readonly string[]): void {
  afterCommit(() => services.events.announce(tx.organizationId, { topic: 'escalation', ids: [...ids] }))
  afterCommit(() => nudgeSealing(services))
}

export function announceIncident({ tx, services, afterCommit }: Announcing, incidentId: IncidentId): void {
  afterCommit(() => services.events.announce(tx.organizationId, { topic: 'incident', ids: [incidentId] }))
  afterCommit(() => nudgeSealing(services))
}
