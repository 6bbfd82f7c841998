// Clears away what has no use any more: sessions long over, counts of failed attempts, and answers nobody will ask for again.
import { systemActor } from '../../core/kernel/actor.ts'
import { day, hour, toInstant } from '../../core/kernel/instant.ts'
import { forgetAttemptsBefore, organizationIds } from '../../database/doors.ts'
import { inOrganization } from '../../database/inOrganization.ts'
import { deletePerformedBefore } from '../http/performedStore.ts'
import type { Services } from '../services.ts'
import { deleteSessionsBefore } from './store.ts'

/** Long enough for somebody to ask from where they were signed in last month. */
const keepSessions = 90 * day
/** The longest window of the throttle is an hour. */
const keepAttempts = 2 * hour
/** As the API promises (`Idempotency-Key`). */
const keepPerformed = 7 * day

export async function tidySessions({ database, clock }: Services): Promise<void> {
  const now = clock()
  await forgetAttemptsBefore(database, toInstant(now - keepAttempts))
  for (const organizationId of await organizationIds(database)) {
    await inOrganization(database, organizationId, systemActor('tidy sessions'), async (tx) => {
      await deleteSessionsBefore(tx, toInstant(now - keepSessions))
      await deletePerformedBefore(tx, toInstant(now - keepPerformed))
    })
  }
}
