// Who is here, for deciding about documents: addresses, the time zone, and what else no document says itself.
import type { KnownPerson } from '../../core/document/approver.ts'
import type { PersonId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

/** Where the dates of the organization begin and end. */
export async function timeZoneOf({ db, organizationId }: OrganizationTx): Promise<string> {
  const row = await db.selectFrom('organization').select('time_zone').where('org_id', '=', organizationId).executeTakeFirstOrThrow()
  return row.time_zone
}

/** Those who are active at an instant. */
export async function directory({ db, organizationId }: OrganizationTx, at: Instant): Promise<KnownPerson[]> {
  return db
    .selectFrom('person')
    .select(['person_id as id', 'name', 'email'])
    .where('org_id', '=', organizationId)
    .where('active_from', '<=', at)
    .where((where) => where.or([where('active_until', 'is', null), where('active_until', '>', at)]))
    .execute()
}

export async function addressOf({ db, organizationId }: OrganizationTx, personId: PersonId): Promise<string | null> {
  const row = await db
    .selectFrom('person')
    .select('email')
    .where('org_id', '=', organizationId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row?.email ?? null
}
