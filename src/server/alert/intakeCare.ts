// What the intake needs done by itself: tables that grow fast get statistics, and the embedded database is kept tidy.
import { firstStatistics, maintain } from '../../database/maintain.ts'
import type { Services } from '../services.ts'

/** Until a table has statistics the planner guesses, and a burst of deliveries is when it must not: in ten seconds they are tens of thousands. */
const firstStatisticsSeconds = 2
const maintainSeconds = 10

/** Answers how to stop. */
export function startIntakeCare({ jobs, database, log }: Services): () => void {
  const care = async (tend: typeof maintain) => {
    const cared = await tend(database)
    if (cared.length > 0) log.debug({ tables: cared }, 'Tables were given statistics')
  }
  const stops = [jobs.every('first statistics', firstStatisticsSeconds, () => care(firstStatistics))]
  // A PostgreSQL server has autovacuum for the rest.
  if (database.engine === 'pglite') stops.push(jobs.every('care of tables', maintainSeconds, () => care(maintain)))
  return () => {
    for (const stop of stops) stop()
  }
}
