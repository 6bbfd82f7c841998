// Whom a printed list of contacts names, and whose it is.

import type { PersonId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { PersonToReach } from '../../core/policy/printedContacts.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

export async function organizationName({ db, organizationId }: OrganizationTx): Promise<string> {
  const row = await db.selectFrom('organization').select('name').where('org_id', '=', organizationId).executeTakeFirstOrThrow()
  return row.name
}

/** Everybody with access now who works on incidents; `numbers`: by which they are named elsewhere. */
export async function peopleToReach(
  { db, organizationId }: OrganizationTx,
  numbers: ReadonlyMap<PersonId, string>,
  now: Instant,
): Promise<PersonToReach[]> {
  const people = await db
    .selectFrom('person')
    .select(['person_id as personId', 'name', 'role', 'email'])
    .where('org_id', '=', organizationId)
    .where('role', 'in', ['responder', 'compliance', 'admin'])
    .where('active_from', '<=', now)
    .where((is) => is.or([is('active_until', 'is', null), is('active_until', '>', now)]))
    .orderBy('name')
    .orderBy('email')
    .execute()
  return people.map(({ personId, ...person }) => ({ ...person, telephone: numbers.get(personId) ?? null }))
}
