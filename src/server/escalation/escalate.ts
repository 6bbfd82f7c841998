// Takes the escalation of an incident as far as it goes now. Whoever calls this holds the incident's row, so that it happens once.
import { type GoneOn, goOn, type Reach } from '../../core/escalation/goOn.ts'
import type { StoredPath } from '../../core/escalation/storedPath.ts'
import { systemActor } from '../../core/kernel/actor.ts'
import type { PathId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { IncidentRow } from '../incident/incidentStore.ts'
import type { Services } from '../services.ts'
import { loadHouse } from './directoryViews.ts'
import { keepPages } from './keepPages.ts'
import { pagesOf } from './pageStore.ts'
import { type Channel, listChannels, pathById } from './pathStore.ts'
import { situationOf } from './situation.ts'

export const escalating = systemActor('escalation')

type Needs = Pick<Services, 'jobs' | 'newId' | 'mailer' | 'outgoing'>

/** The webhook of the level's channel where it has one, because a whole room sees it; else mail. */
export function reachOf(path: StoredPath, channels: readonly Channel[], { mailer, outgoing }: Pick<Needs, 'mailer' | 'outgoing'>) {
  return (number: number): Reach | null => {
    const channel = path.levels[number - 1]?.channel ?? null
    const hook = channels.find(({ name }) => name === channel)
    if (hook !== undefined && outgoing.allowed) return { channel: 'webhook', via: hook.name }
    return mailer === null ? null : { channel: 'email', via: null }
  }
}

/** Of the paths named, or of every path that somebody of this incident was paged by. */
export async function escalate(
  tx: OrganizationTx,
  services: Needs,
  incident: IncidentRow,
  now: Instant,
  only?: readonly PathId[],
): Promise<GoneOn> {
  const house = await loadHouse(tx)
  const channels = await listChannels(tx)
  const all: GoneOn = { ended: [], made: [] }
  const paged = (await pagesOf(tx, incident.incidentId)).flatMap(({ level }) => (level === null ? [] : [level.pathId]))
  for (const pathId of new Set(only ?? paged)) {
    const path = await pathById(tx, pathId)
    const situation = situationOf(incident, path, await pagesOf(tx, incident.incidentId), house, now)
    const machine = { newId: () => services.newId('page'), reachOf: reachOf(path, channels, services), by: escalating }
    const gone = goOn(path, situation, machine, now)
    await keepPages(tx, services, incident, gone, now)
    all.ended.push(...gone.ended)
    all.made.push(...gone.made)
  }
  return all
}
