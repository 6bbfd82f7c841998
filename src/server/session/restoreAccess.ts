// For somebody who lost their password: an operator takes it away and gets a link that signs the person in once, to set a new one.
import { systemActor } from '../../core/kernel/actor.ts'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import { hour, type Instant, toInstant } from '../../core/kernel/instant.ts'
import { isActive } from '../../core/people/access.ts'
import { personEntry } from '../../core/people/peopleEntries.ts'
import type { Database } from '../../database/connect.ts'
import { signInCandidates } from '../../database/doors.ts'
import { inOrganization } from '../../database/inOrganization.ts'
import { record } from '../ledger/record.ts'
import { makeSignInLink } from './signInLink.ts'
import { endSessionsOf, lockStanding, savePassword, voidSignInLinksOf } from './store.ts'

const operator = systemActor('the operator of this server')

export type Restored = { organizationId: OrganizationId; organizationName: string; name: string; link: string; expiresAt: Instant }

/** In every organization where the address has access; none where it has none. On record as a change of the person. */
export async function restoreAccess(database: Database, email: string, publicUrl: string, now: Instant): Promise<Restored[]> {
  const restored: Restored[] = []
  for (const { orgId, organizationName, personId, name } of await signInCandidates(database, email)) {
    const expiresAt = toInstant(now + hour)
    const link = await inOrganization(database, orgId, operator, async (tx) => {
      const person = await lockStanding(tx, personId)
      if (!person || !isActive(person, now)) return null
      await savePassword(tx, personId, null)
      await endSessionsOf(tx, personId, now)
      await voidSignInLinksOf(tx, personId, now)
      await record(tx, [personEntry('person.changed', operator, person, now)], now)
      return makeSignInLink(tx, { personId, singleUse: true, now, expiresAt, publicUrl })
    })
    if (link !== null) restored.push({ organizationId: orgId, organizationName, name, link, expiresAt })
  }
  return restored
}
