// What stands at the head of a paper besides what it is about.
import type { Instant } from '../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

export function organizationOnPaper(tx: OrganizationTx): Promise<{ name: string; simulatedUntil: Instant | null }> {
  return tx.db
    .selectFrom('organization')
    .select(['name', 'simulated_until as simulatedUntil'])
    .where('org_id', '=', tx.organizationId)
    .executeTakeFirstOrThrow()
}
