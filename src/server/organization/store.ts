// The organization's own row, and the set-up link that makes it.
import { sql } from 'kysely'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { timestamp } from '../../database/columnPlugin.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

export type OrganizationStanding = { name: string; timeZone: string }

export async function insertOrganization(
  { db, organizationId }: OrganizationTx,
  { name, timeZone }: OrganizationStanding,
  now: Instant,
  simulatedUntil: Instant | null = null,
): Promise<OrganizationId> {
  await db
    .insertInto('organization')
    .values({ org_id: organizationId, name, time_zone: timeZone, created_at: now, simulated_until: simulatedUntil })
    .execute()
  return organizationId
}

/** In the transaction that makes the organization: the link is spent if and only if that succeeds. True for exactly one caller. */
export async function spendSetupLink({ db }: OrganizationTx, tokenHash: Uint8Array, now: Instant): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`select door.use_setup_link(${tokenHash}, ${timestamp(now)}) as used`.execute(db)
  return rows[0]?.used === true
}

export async function lockOrganization({ db }: OrganizationTx): Promise<OrganizationStanding | undefined> {
  const row = await db.selectFrom('organization').select(['name', 'time_zone']).forUpdate().executeTakeFirst()
  return row && { name: row.name, timeZone: row.time_zone }
}

export async function saveOrganization({ db, organizationId }: OrganizationTx, { name, timeZone }: OrganizationStanding): Promise<void> {
  await db.updateTable('organization').set({ name, time_zone: timeZone }).where('org_id', '=', organizationId).execute()
}

/** The demo's: entries recorded before this instant carry simulated times. */
export async function saveSimulatedUntil({ db, organizationId }: OrganizationTx, until: Instant): Promise<void> {
  await db.updateTable('organization').set({ simulated_until: until }).where('org_id', '=', organizationId).execute()
}
