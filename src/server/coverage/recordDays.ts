// Sums up every finished UTC day of every source in one entry each, also the days it was not heard, and catches up after downtime.
import { dayEntry, daysBetween, silentDay, startOfDay, utcDay } from '../../core/coverage/day.ts'
import { systemActor } from '../../core/kernel/actor.ts'
import type { OrganizationId, SourceId } from '../../core/kernel/ids.ts'
import { day as dayLength, type Instant, minute, toInstant } from '../../core/kernel/instant.ts'
import { inOrganization, type OrganizationTx } from '../../database/inOrganization.ts'
import { record } from '../ledger/record.ts'
import type { Services } from '../services.ts'
import { lastRecordedDays, loadCounts, markRecorded } from './dayStore.ts'
import { loadWatched, lockSources, type WatchedSource } from './watchStore.ts'

/** Deliveries of the last moments of a day may still be on their way into the database. */
const settle = 2 * minute
/** After long downtime there may be thousands of days: so many in one transaction. */
const daysAtOnce = 1000

function lastFinishedDay(source: WatchedSource, now: Instant): string {
  const end = toInstant(Math.min(now - settle, source.retiredAt === null ? Number.POSITIVE_INFINITY : source.retiredAt + dayLength))
  return utcDay(toInstant(startOfDay(utcDay(end)) - 1))
}

type Due = { source: WatchedSource; day: string }

function daysDue(sources: readonly WatchedSource[], recordedUpTo: ReadonlyMap<SourceId, string>, now: Instant): Due[] {
  return sources.flatMap((source) => {
    const recorded = recordedUpTo.get(source.sourceId)
    const first = recorded === undefined ? utcDay(source.createdAt) : utcDay(toInstant(startOfDay(recorded) + dayLength))
    return daysBetween(first, lastFinishedDay(source, now)).map((day) => ({ source, day }))
  })
}

/** In a transaction of the caller's; true where more days are due than it takes at once. */
export async function recordDaysIn(tx: OrganizationTx, now: Instant): Promise<boolean> {
  const sources = await loadWatched(tx, null)
  await lockSources(
    tx,
    sources.map(({ sourceId }) => sourceId),
  )
  const due = daysDue(sources, await lastRecordedDays(tx), now)
  const batch = due.slice(0, daysAtOnce)
  if (batch.length === 0) return false
  const days = batch.map(({ source, day }) => ({ sourceId: source.sourceId, day }))
  const counted = await loadCounts(tx, days)
  const entries = batch.map(({ source, day }, place) => {
    const found = counted[place]
    return dayEntry(source, day, found?.counts ?? silentDay, found?.heardBefore ?? null)
  })
  await markRecorded(tx, days, now)
  await record(tx, entries, now)
  return due.length > batch.length
}

/** Safe to run on several servers, and as often as one likes: a day is recorded once. */
export async function recordDays(services: Pick<Services, 'database'>, organizationId: OrganizationId, now: Instant): Promise<void> {
  const actor = systemActor('coverage')
  let more = true
  while (more) more = await inOrganization(services.database, organizationId, actor, (tx) => recordDaysIn(tx, now), { retry: true })
}
