// Looks after every source: opens a gap where one has been silent for too long, and ends those nobody waits for any more.
import { gapClosedEntry, openGap } from '../../core/coverage/gap.ts'
import { systemActor } from '../../core/kernel/actor.ts'
import type { GapId, OrganizationId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { NewEntry } from '../../core/ledger/entry.ts'
import { inOrganization, type OrganizationTx } from '../../database/inOrganization.ts'
import { record } from '../ledger/record.ts'
import type { Services } from '../services.ts'
import { notRunningUntil } from './hearSources.ts'
import {
  closeGaps,
  insertGaps,
  loadWatched,
  loadWatching,
  lockSources,
  type NewGap,
  saveWatching,
  type WatchedSource,
} from './watchStore.ts'

type Needs = Pick<Services, 'database' | 'newId'>

const actor = systemActor('coverage')

/** A retired source, or one whose heartbeat is no longer expected, is not silent any more: nobody waits for it. */
function nobodyWaits(source: WatchedSource): Instant | null {
  if (source.openGap === null) return null
  if (source.retiredAt !== null) return source.retiredAt
  return source.heartbeatSeconds === null ? source.watchedSince : null
}

/** In a transaction of the caller's. Answers the gaps that were opened or ended. */
export async function sweepGapsIn(tx: OrganizationTx, { newId }: Pick<Needs, 'newId'>, now: Instant): Promise<GapId[]> {
  const watching = await loadWatching(tx)
  const notRunning = notRunningUntil(watching, now)
  const suspects = (await loadWatched(tx, null)).filter((source) => isSuspect(source, now)).map(({ sourceId }) => sourceId)
  const opened: NewGap[] = []
  const closed: { gapId: GapId; endedAt: Instant }[] = []
  const entries: NewEntry[] = []
  if (suspects.length > 0) {
    // What was read before the locks may have changed while waiting for them: a sign of life can have come in between.
    await lockSources(tx, suspects)
    for (const source of await loadWatched(tx, suspects)) {
      const ended = nobodyWaits(source)
      if (ended !== null && source.openGap !== null) {
        closed.push({ gapId: source.openGap.gapId, endedAt: ended })
        entries.push(gapClosedEntry(source.openGap, source, ended, actor.id))
      } else if (source.openGap === null && source.retiredAt === null) {
        const gap = openGap(source, now, notRunning, () => newId('gap'))
        if (!gap) continue
        opened.push({ ...gap, sourceId: source.sourceId })
        entries.push(...gap.entries)
      }
    }
  }
  await insertGaps(tx, opened)
  await closeGaps(tx, closed)
  await saveWatching(tx, now, notRunning)
  await record(tx, entries, now)
  return [...opened, ...closed].map(({ gapId }) => gapId)
}

function isSuspect(source: WatchedSource, now: Instant): boolean {
  if (source.openGap !== null) return nobodyWaits(source) !== null
  return source.retiredAt === null && openGap(source, now, null, () => '' as GapId) !== null
}

/** Answers the gaps that were opened or ended. Two servers may do this at once: the sources' locks let the second see what the first did. */
export function sweepGaps(needs: Needs, organizationId: OrganizationId, now: Instant): Promise<GapId[]> {
  return inOrganization(needs.database, organizationId, actor, (tx) => sweepGapsIn(tx, needs, now), { retry: true })
}
