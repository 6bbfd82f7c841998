// Change one's own password: whoever knew the old one is signed out everywhere else.
import type { sessionApi } from '../../contract/session.ts'
import type { PersonActor } from '../../core/kernel/actor.ts'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { inOrganization } from '../../database/inOrganization.ts'
import type { OpenCall } from '../http/route.ts'
import type { Services } from '../services.ts'
import { hashPassword, passwordFits } from './password.ts'
import { endSessionsOf, lockPassword, savePassword, voidSignInLinksOf } from './store.ts'
import { passwordThrottle, throttled } from './throttle.ts'

const refusal = () => new Refusal('sign_in_failed', 'The current password is not right.')

/** Hashing takes long, so it happens outside the transaction; the lock then sees that nobody changed the password in between. */
async function replace(
  services: Services,
  organizationId: OrganizationId,
  by: PersonActor,
  from: string | null,
  password: string,
  now: OpenCall['now'],
) {
  const to = await hashPassword(password)
  await inOrganization(services.database, organizationId, by, async (tx) => {
    if ((await lockPassword(tx, by.id)) !== from) throw refusal()
    await savePassword(tx, by.id, to)
    await endSessionsOf(tx, by.id, now, by.sessionId)
    await voidSignInLinksOf(tx, by.id, now)
  })
}

export async function changePassword({
  services,
  by,
  organizationId,
  body,
  now,
}: OpenCall<typeof sessionApi.changePassword>): Promise<void> {
  if (by?.kind !== 'person' || !organizationId) throw new Refusal('not_permitted', 'Only a person has a password.')
  await throttled(services.database, passwordThrottle(by.id), now, async () => {
    const kept = await inOrganization(services.database, organizationId, by, (tx) => lockPassword(tx, by.id))
    if (kept === undefined) throw refusal()
    // Null: an operator took the password away and made a sign-in link instead; being signed in is all there is to show then.
    if (kept !== null && !(await passwordFits(body.current_password, kept))) throw refusal()
    await replace(services, organizationId, by, kept, body.new_password, now)
  })
}
