// What runs by itself for evidence: unfinished uploads are thrown away in time, and open pages hear when something must be kept soon.

import { systemActor } from '../../core/kernel/actor.ts'
import type { IncidentId, OrganizationId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { organizationIds } from '../../database/doors.ts'
import { inOrganization } from '../../database/inOrganization.ts'
import type { Services } from '../services.ts'
import { beganAt, lossClockOf, remindersOf } from './lossClock.ts'
import { readBeginnings, readOpenPreservation } from './preservationStore.ts'

const sweepSeconds = 15 * 60
const reminderSeconds = 30

async function sweepUploads(services: Services): Promise<void> {
  const count = await services.uploads.abandonExpired()
  if (count > 0) services.log.info({ count }, 'Unfinished uploads that received nothing for too long were thrown away')
}

/** The incidents of one organization in which a reminder came due, or something passed its time, after `since` and up to `now`. */
export async function incidentsReminded(
  services: Pick<Services, 'database'>,
  organizationId: OrganizationId,
  since: Instant,
  now: Instant,
): Promise<IncidentId[]> {
  return inOrganization(
    services.database,
    organizationId,
    systemActor('preservation reminders'),
    async (tx) => {
      const rows = await readOpenPreservation(tx)
      const beginnings = await readBeginnings(tx, [...new Set(rows.map(({ incidentId }) => incidentId))])
      const due = rows.filter((row) => {
        const beginning = beginnings.get(row.incidentId)
        if (beginning === undefined) return false
        const clock = lossClockOf(row, beganAt(beginning))
        const instants = [...remindersOf(row, clock), ...(clock.known ? [clock.at] : [])]
        return instants.some((at) => at > since && at <= now)
      })
      return [...new Set(due.map(({ incidentId }) => incidentId))]
    },
    { readOnly: true },
  )
}

async function remind(services: Services, since: Instant, now: Instant): Promise<void> {
  for (const organizationId of await organizationIds(services.database)) {
    try {
      const ids = await incidentsReminded(services, organizationId, since, now)
      if (ids.length > 0) services.events.announce(organizationId, { topic: 'incident', ids: ids.slice(0, 50) })
    } catch (error) {
      services.log.error({ err: error, organization: organizationId }, 'Reminders of an organization failed')
    }
  }
}

export function startEvidence(services: Services): () => Promise<void> {
  let before = services.clock()
  const stops = [
    services.jobs.every('upload sweep', sweepSeconds, () => sweepUploads(services)),
    services.jobs.every('preservation reminders', reminderSeconds, async () => {
      const [since, now] = [before, services.clock()]
      before = now
      await remind(services, since, now)
    }),
  ]
  return async () => {
    for (const stop of stops) stop()
  }
}
