// Which incidents need no review afterwards, because the policy that they are judged by asks for none at their severity.
import type { IncidentId } from '../../core/kernel/ids.ts'
import { reviewRequirement } from '../../core/policy/promises.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { pinnedPolicy } from '../incident/policyInForce.ts'
import { pinsOf } from './pinStore.ts'

export async function needNoReview(tx: OrganizationTx, ids: readonly IncidentId[]): Promise<Set<IncidentId>> {
  const none = new Set<IncidentId>()
  for (const { incidentId, severity, ...pin } of await pinsOf(tx, ids)) {
    if (severity === null) continue
    const { policy } = await pinnedPolicy(tx, pin)
    if (reviewRequirement(policy, severity) === 'not-needed') none.add(incidentId)
  }
  return none
}
