// Which organizations have work for the ledger: asked through doors, because no organization is known yet.
import type { OrganizationId } from '../../core/kernel/ids.ts'
import type { Database } from '../../database/connect.ts'

export async function organizationsWithInbox(database: Database): Promise<OrganizationId[]> {
  const { rows } = await database.execute<{ id: OrganizationId }>(
    'select organizations_with_inbox as id from door.organizations_with_inbox()',
  )
  return rows.map(({ id }) => id)
}

export async function everyOrganization(database: Database): Promise<OrganizationId[]> {
  const { rows } = await database.execute<{ id: OrganizationId }>('select organization_ids as id from door.organization_ids()')
  return rows.map(({ id }) => id)
}

export async function organizationsWithDestinations(database: Database): Promise<OrganizationId[]> {
  const { rows } = await database.execute<{ id: OrganizationId }>(
    'select organizations_with_destinations as id from door.organizations_with_destinations()',
  )
  return rows.map(({ id }) => id)
}
