// Keeps the heartbeats of an organization that came together: each source was heard, and a gap that was open ends.
import type { SourceId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { record } from '../ledger/record.ts'
import type { Services } from '../services.ts'
import type { OpenedSource } from '../source/sourceDoor.ts'
import { hearSources, saveHeard } from './hearSources.ts'
import { loadWatched, lockSources, type WatchedSource } from './watchStore.ts'

export type Beat = { source: OpenedSource }
/** False: the key is no longer this source's. */
export type Kept = boolean

function sameKey(source: WatchedSource, given: OpenedSource): boolean {
  return source.retiredAt === null && Buffer.compare(source.keyHash, given.keyHash) === 0
}

export async function keepBeats(
  tx: OrganizationTx,
  services: Pick<Services, 'newId'>,
  beats: readonly Beat[],
  now: Instant,
): Promise<Kept[]> {
  const sourceIds = [...new Set(beats.map(({ source }) => source.sourceId))]
  // Asked for together: the second sees what was committed when its turn came, and so after the lock is ours.
  const [, sources] = await Promise.all([lockSources(tx, sourceIds), loadWatched(tx, sourceIds)])
  const byId = new Map(sources.map((source) => [source.sourceId, source]))
  const heard = new Map<SourceId, { heartbeats: number; deliveries: number; refused: number }>()
  const kept = beats.map(({ source: given }) => {
    const source = byId.get(given.sourceId)
    if (!source || !sameKey(source, given)) return false
    heard.set(source.sourceId, { heartbeats: (heard.get(source.sourceId)?.heartbeats ?? 0) + 1, deliveries: 0, refused: 0 })
    return true
  })
  const signs = await hearSources(tx, services, sources, heard, now)
  await Promise.all([saveHeard(tx, signs), record(tx, signs.entries, now)])
  return kept
}
