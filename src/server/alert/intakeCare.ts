// What the intake needs done by itself: tables that grow fast get statistics.
import { maintain } from '../../database/maintain.ts'
import type { Services } from '../services.ts'

/** Until a table has statistics the planner guesses, and a burst of deliveries is when it must not. */
const maintainSeconds = 10

/** Answers how to stop. */
export function startIntakeCare({ jobs, database, log }: Services): () => void {
  return jobs.every('care of tables', maintainSeconds, async () => {
    const cared = await maintain(database)
    if (cared.length > 0) log.debug({ tables: cared }, 'Tables were given statistics')
  })
}
