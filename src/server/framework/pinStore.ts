// By which policy version incidents are judged, and at which severity.
import type { IncidentId } from '../../core/kernel/ids.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

export type Pin = { incidentId: IncidentId; severity: string | null; policyId: string; policyVersion: Uint8Array }

export async function pinsOf(tx: OrganizationTx, ids: readonly IncidentId[]): Promise<Pin[]> {
  if (ids.length === 0) return []
  return tx.db
    .selectFrom('incident')
    .select(['incident_id as incidentId', 'severity', 'policy_id as policyId', 'policy_version as policyVersion'])
    .where('org_id', '=', tx.organizationId)
    .where('incident_id', 'in', ids)
    .execute()
}
