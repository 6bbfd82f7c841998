// People as an incident names them: only those whose access has not ended.
import type { PersonId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { isActive } from '../../core/people/access.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

export async function activePerson(tx: OrganizationTx, personId: PersonId, now: Instant): Promise<{ personId: PersonId; name: string }> {
  const person = await tx.db
    .selectFrom('person')
    .select(['name', 'role', 'active_from as activeFrom', 'active_until as activeUntil'])
    .where('org_id', '=', tx.organizationId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  if (person === undefined || !isActive(person, now)) throw new Refusal('not_found', 'There is no such person, or their access has ended.')
  return { personId, name: person.name }
}

export async function timeZoneOf(tx: OrganizationTx): Promise<string> {
  const { timeZone } = await tx.db
    .selectFrom('organization')
    .select('time_zone as timeZone')
    .where('org_id', '=', tx.organizationId)
    .executeTakeFirstOrThrow()
  return timeZone
}
