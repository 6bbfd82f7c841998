// The organization as it is shown.
import type { z } from 'zod'
import type { Organization } from '../../contract/organization.ts'
import { formatInstant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

export async function organizationView({ db }: OrganizationTx): Promise<z.output<typeof Organization>> {
  const row = await db.selectFrom('organization').selectAll().executeTakeFirst()
  if (!row) throw new Refusal('not_found', 'There is no such organization.')
  return {
    id: row.org_id,
    name: row.name,
    time_zone: row.time_zone,
    created_at: formatInstant(row.created_at),
    simulated_until: row.simulated_until === null ? null : formatInstant(row.simulated_until),
  }
}
