// What the intake needs done by itself: keys of repeats whose window is over are forgotten, and tables that grow fast get statistics.
import { systemActor } from '../../core/kernel/actor.ts'
import { organizationIds } from '../../database/doors.ts'
import { inOrganization } from '../../database/inOrganization.ts'
import { maintain } from '../../database/maintain.ts'
import type { Services } from '../services.ts'
import { forgetKeys } from './intakeStore.ts'

const forgetSeconds = 600
/** Until a table has statistics the planner guesses, and a burst of deliveries is when it must not. */
const maintainSeconds = 10

async function forgetAll({ database, clock, log }: Services): Promise<void> {
  const actor = systemActor('intake')
  for (const organizationId of await organizationIds(database)) {
    const forgotten = await inOrganization(database, organizationId, actor, (tx) => forgetKeys(tx, clock()))
    if (forgotten > 0) log.debug({ organization: organizationId, forgotten }, 'Keys of deliveries were forgotten')
  }
}

/** Answers how to stop. */
export function startIntakeCare(services: Services): () => void {
  const { jobs, database, log } = services
  const stops = [
    jobs.every('forgetting of delivery keys', forgetSeconds, () => forgetAll(services)),
    jobs.every('care of tables', maintainSeconds, async () => {
      const cared = await maintain(database)
      if (cared.length > 0) log.debug({ tables: cared }, 'Tables were given statistics')
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
