// Who works here and who left, as rules of the linter need it.
import { formatInstant, type Instant } from '../../core/kernel/instant.ts'
import type { HousePerson } from '../../core/lint/house.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

export function dayOf(at: Instant): string {
  return formatInstant(at).slice(0, 10)
}

export async function directory({ db, organizationId }: OrganizationTx, now: Instant): Promise<HousePerson[]> {
  const people = await db
    .selectFrom('person')
    .select(['name', 'email', 'active_until as activeUntil'])
    .where('org_id', '=', organizationId)
    .execute()
  return people.map(({ name, email, activeUntil }) => ({
    ...{ name, email },
    leftOn: activeUntil !== null && activeUntil <= now ? dayOf(activeUntil) : null,
  }))
}
