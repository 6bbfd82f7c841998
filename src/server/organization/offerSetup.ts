// The one-time link that makes an organization: where there is none yet, or where the operator asks for another one.
import { day, toInstant } from '../../core/kernel/instant.ts'
import { createSetupLink, organizationCount, voidSetupLinks } from '../../database/doors.ts'
import { newSecret, secretHash } from '../http/secretToken.ts'
import type { Services } from '../services.ts'
import { linkTo } from '../session/links.ts'

const lifetime = day

/** Answers the address to open, or null where there is nothing to set up. A link printed earlier stops working. */
export async function offerSetup({ database, config, clock }: Services, options: { another: boolean }): Promise<string | null> {
  if (!options.another && (await organizationCount(database)) > 0) return null
  const secret = newSecret()
  const now = clock()
  await voidSetupLinks(database, now)
  await createSetupLink(database, secretHash(secret), now, toInstant(now + lifetime))
  return linkTo('setUp', config.publicUrl, secret)
}
