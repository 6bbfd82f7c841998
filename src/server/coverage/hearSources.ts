// Notes signs of life: when sources were heard, what that says of the day, and the gaps that end with it.
import { hear, type NotRunning } from '../../core/coverage/gap.ts'
import type { GapId, SourceId } from '../../core/kernel/ids.ts'
import { type Instant, second } from '../../core/kernel/instant.ts'
import type { NewEntry } from '../../core/ledger/entry.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { Services } from '../services.ts'
import { closeGaps, insertGaps, loadWatching, type NewGap, type Sign, saveSigns, type WatchedSource, type Watching } from './watchStore.ts'

export type HeardOf = { heartbeats: number; deliveries: number; refused: number }

/** Sweeps come every few seconds; so long without one means that no server was running. */
export const downAfter = 90 * second

/** The latest time nobody watched, also one that is only now over and that no sweep has noted yet. */
export function notRunningUntil({ watchedAt, notRunning }: Watching, now: Instant): NotRunning | null {
  return watchedAt !== null && now - watchedAt > downAfter ? { from: watchedAt, until: now } : notRunning
}

/** What is to be written of it, and recorded. */
export type Heard = { at: Instant; entries: NewEntry[]; signs: Sign[]; missed: NewGap[]; closed: { gapId: GapId; endedAt: Instant }[] }

/**
 * `sources` were locked (`lockSources`) and loaded in this transaction. The entries are recorded with whatever else the transaction
 * records: one call of `record` keeps them in order.
 */
export async function hearSources(
  tx: OrganizationTx,
  services: Pick<Services, 'newId'>,
  sources: readonly WatchedSource[],
  heard: ReadonlyMap<SourceId, HeardOf>,
  now: Instant,
): Promise<Heard> {
  const result: Heard = { at: now, entries: [], signs: [], missed: [], closed: [] }
  // Asked only where it can matter: a gap that nobody had noticed is rare.
  let notRunning: NotRunning | null | undefined
  for (const source of sources) {
    const counts = heard.get(source.sourceId)
    if (!counts) continue
    let sign = hear(source, source.openGap, now, null, () => services.newId('gap'))
    if (sign.missed) {
      notRunning ??= notRunningUntil(await loadWatching(tx), now)
      sign = hear(source, source.openGap, now, notRunning, () => services.newId('gap'))
    }
    result.signs.push({ sourceId: source.sourceId, ...counts, silenceSeconds: sign.silenceSeconds })
    if (sign.missed) result.missed.push({ ...sign.missed, sourceId: source.sourceId })
    if (sign.closes) result.closed.push({ gapId: sign.closes, endedAt: now })
    result.entries.push(...sign.entries)
  }
  return result
}

export async function saveHeard(tx: OrganizationTx, { at, signs, missed, closed }: Heard): Promise<void> {
  await Promise.all([...(signs.length > 0 ? [saveSigns(tx, signs, at)] : []), insertGaps(tx, missed), closeGaps(tx, closed)])
}
