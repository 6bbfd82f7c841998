// Gives every organization the shipped documents it does not have yet: those of a new version of the software, and organizations from before.
import { systemActor } from '../../core/kernel/actor.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { organizationIds } from '../../database/doors.ts'
import { inOrganization, type OrganizationTx } from '../../database/inOrganization.ts'
import { publishShippedPolicy } from '../document/shippedPolicies.ts'
import { publishShippedRunbooks } from '../document/shippedRunbooks.ts'
import type { Services } from '../services.ts'

export async function publishToAll({ database, clock, log }: Services): Promise<undefined> {
  for (const organizationId of await organizationIds(database)) {
    try {
      await inOrganization(database, organizationId, systemActor('documents'), (tx) => publishAll(tx, clock()), { retry: true })
    } catch (error) {
      // The server is of use without them, and the next start tries again.
      log.error({ err: error, organization: organizationId }, 'The shipped documents could not be published')
    }
  }
}

async function publishAll(tx: OrganizationTx, now: Instant): Promise<void> {
  await publishShippedPolicy(tx, now)
  await publishShippedRunbooks(tx, now)
}
