// The policy that an incident is judged by: the version in force when it was declared.
import { Refusal } from '../../core/kernel/refusal.ts'
import { parsePolicy } from '../../core/policy/parsePolicy.ts'
import type { Policy } from '../../core/policy/policy.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { IncidentRow } from '../incident/incidentAccess.ts'

export async function policyOf(
  { db, organizationId }: OrganizationTx,
  { policyId, policyVersion }: Pick<IncidentRow, 'policyId' | 'policyVersion'>,
): Promise<Policy> {
  const row = await db
    .selectFrom('document_version')
    .select('markdown')
    .where('org_id', '=', organizationId)
    .where('kind', '=', 'policy')
    .where('document_id', '=', policyId)
    .where('version', '=', policyVersion)
    .executeTakeFirst()
  if (row === undefined) throw new Refusal('not_found', 'The policy version that this incident is judged by is not kept here.')
  return parsePolicy(row.markdown).policy
}
