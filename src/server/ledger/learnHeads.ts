// What left our hands and can still be asked comes back to the guard: checkpoints in the directories they were written to.
import { systemActor } from '../../core/kernel/actor.ts'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import { openCheckpoint } from '../../core/ledger/checkpoint.ts'
import { LedgerFormatError } from '../../core/ledger/ledgerFormatError.ts'
import { encodeUtf8 } from '../../core/ledger/utf8.ts'
import { inOrganization } from '../../database/inOrganization.ts'
import { largestCheckpointIn } from './anchor/directory.ts'
import { listDestinations } from './anchorStore.ts'
import { readLedger } from './ledgerStore.ts'
import { nodeCryptography } from './nodeCryptography.ts'
import { rememberHead } from './restoreGuard.ts'
import type { SealServices } from './sealLedger.ts'

/** A checkpoint found there counts if our own key signed it; anything else in the directory is not ours to judge. */
export async function learnHeads(services: SealServices, organizationId: OrganizationId): Promise<void> {
  const { database, config, ledgerKeys } = services
  const read = await inOrganization(
    database,
    organizationId,
    systemActor('sealing'),
    async (tx) => ({ ledger: await readLedger(tx), destinations: await listDestinations(tx) }),
    { readOnly: true },
  )
  if (read.ledger === undefined) return
  const { origin, generation } = read.ledger
  const { key } = ledgerKeys.signer({ organizationId, generation, origin })
  for (const { settings } of read.destinations) {
    const note = settings.kind === 'directory' ? await largestCheckpointIn(settings.path, origin) : null
    if (note === null) continue
    try {
      openCheckpoint(nodeCryptography, encodeUtf8(note), [key])
    } catch (error) {
      if (error instanceof LedgerFormatError) continue
      throw error
    }
    await rememberHead(config.dataDirectory, organizationId, generation, note)
  }
}
