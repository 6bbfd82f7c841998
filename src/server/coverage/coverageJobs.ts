// What runs by itself for coverage: gaps are looked for every few seconds, finished days summed up within minutes.
import { utcDay } from '../../core/coverage/day.ts'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import { organizationIds } from '../../database/doors.ts'
import type { Services } from '../services.ts'
import { recordDays } from './recordDays.ts'
import { sweepGaps } from './sweepGaps.ts'

const sweepSeconds = 15
const daysSeconds = 60

/** One server at a time does this; two would do no harm. One organization's trouble does not keep the others from their turn. */
async function forEveryOrganization(
  services: Services,
  name: string,
  work: (organizationId: OrganizationId) => Promise<void>,
): Promise<void> {
  const lock = await services.database.tryLock(name)
  if (lock === null) return
  try {
    for (const organizationId of await organizationIds(services.database)) {
      if (!lock.isHeld()) return
      try {
        await work(organizationId)
      } catch (error) {
        services.log.error({ err: error, organization: organizationId }, `The ${name} of an organization failed; it is tried again`)
      }
    }
  } finally {
    await lock.release()
  }
}

async function sweepAll(services: Services): Promise<void> {
  await forEveryOrganization(services, 'sweep for gaps', async (organizationId) => {
    const changed = await sweepGaps(services, organizationId, services.clock())
    if (changed.length > 0) services.events.announce(organizationId, { topic: 'coverage', ids: changed.slice(0, 50) })
  })
}

/** Answers how to stop. The first sweep is at once: it notes how long nobody was watching. */
export async function startCoverage(services: Services): Promise<() => Promise<void>> {
  const done = new Map<OrganizationId, string>()
  const recordAll = () =>
    forEveryOrganization(services, 'summing up of days', async (organizationId) => {
      const now = services.clock()
      // Once per day and organization by this server, and again whenever another day has begun.
      const today = utcDay(now)
      if (done.get(organizationId) === today) return
      await recordDays(services, organizationId, now)
      if (settled(now)) done.set(organizationId, today)
    })
  await sweepAll(services)
  const stops = [
    services.jobs.every('coverage sweep', sweepSeconds, () => sweepAll(services)),
    services.jobs.every('coverage days', daysSeconds, recordAll),
  ]
  return async () => {
    for (const stop of stops) stop()
  }
}

/** Yesterday is complete a few minutes after midnight. */
function settled(now: number): boolean {
  return now % 86_400_000 > 5 * 60_000
}
