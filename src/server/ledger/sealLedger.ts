// Seals what waits in one organization's inbox: order, hashes, the grown tree and a signed checkpoint, in one transaction.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { systemActor } from '../../core/kernel/actor.ts'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { sameBytes } from '../../core/ledger/bytes.ts'
import { checkpointText } from '../../core/ledger/checkpoint.ts'
import { growTree } from '../../core/ledger/growTree.ts'
import { leafHash } from '../../core/ledger/merkleTree.ts'
import { parseHeader } from '../../core/ledger/parseHeader.ts'
import { signNote } from '../../core/ledger/signedNote.ts'
import { inOrganization, type OrganizationTx } from '../../database/inOrganization.ts'
import type { Services } from '../services.ts'
import { checkHead } from './checkHead.ts'
import { type LedgerRow, lockLedgerIfFree, saveHalt, saveHead } from './ledgerStore.ts'
import { nodeCryptography, nodeLatin1 } from './nodeCryptography.ts'
import { readGuardedHeads, rememberHead } from './restoreGuard.ts'
import {
  deleteFromInbox,
  type InboxEntry,
  insertCheckpoint,
  insertEntries,
  insertNodes,
  lockWaiting,
  type SealedEntry,
} from './sealStore.ts'

export type SealServices = Pick<Services, 'config' | 'database' | 'clock' | 'ledgerKeys' | 'events'>

export type SealOutcome =
  /** `waited`: milliseconds the oldest of them had been waiting. */
  | { kind: 'sealed'; count: number; size: number; more: boolean; waited: number }
  | { kind: 'idle' }
  /** Another sequencer is at it. */
  | { kind: 'busy' }
  | { kind: 'refused'; reason: string }

/** Large enough that the fixed cost of a transaction vanishes, small enough to stay below a second and some megabytes. */
export const largestBatch = 5000

const { sha256 } = nodeCryptography

/** The header is the truth; the columns beside it exist to be searched by. */
function place(row: InboxEntry, index: number): SealedEntry {
  if (!sameBytes(leafHash(sha256, row.header), row.leafHash)) {
    throw new Error(`The waiting entry ${row.entryId} does not hash to what was said when it was recorded: the database has altered it.`)
  }
  const { kind, obj, at } = parseHeader(row.header, nodeLatin1)
  return { ...row, index, kind, obj, at: at as Instant }
}

/** Requests are answered in between: a burst of entries must not keep them waiting for as long as it takes to read. */
const placedAtOnce = 100

async function placeAll(taken: readonly InboxEntry[], size: number): Promise<SealedEntry[]> {
  const entries: SealedEntry[] = []
  for (const row of taken) {
    if (entries.length > 0 && entries.length % placedAtOnce === 0) await nextTurn()
    entries.push(place(row, size + entries.length))
  }
  return entries
}

type Sealed = { outcome: SealOutcome; signed?: { generation: number; note: string } }

async function sealBatch(tx: OrganizationTx, ledger: LedgerRow, services: SealServices, batch: number): Promise<Sealed> {
  const taken = await lockWaiting(tx, batch)
  if (taken.length === 0) return { outcome: { kind: 'idle' } }
  const entries = await placeAll(taken, ledger.size)
  const grown = growTree(
    sha256,
    ledger,
    entries.map((entry) => entry.leafHash),
  )
  const { origin, generation } = ledger
  const signer = services.ledgerKeys.signer({ organizationId: tx.organizationId, generation, origin })
  const note = signNote(checkpointText({ origin, size: grown.size, root: grown.root }), [signer])
  const now = services.clock()
  // One after the other, but sent without waiting in between.
  await Promise.all([
    deleteFromInbox(tx, taken),
    insertEntries(tx, entries),
    insertNodes(tx, grown.completed),
    saveHead(tx, grown),
    insertCheckpoint(tx, { size: grown.size, root: grown.root, note, signedAt: now }),
  ])
  const waited = now - (taken[0]?.recordedAt ?? now)
  return {
    outcome: { kind: 'sealed', count: taken.length, size: grown.size, more: taken.length === batch, waited },
    signed: { generation, note },
  }
}

/**
 * Safe to call from any number of servers at once: the ledger's row is held while sealing, and no two entries can take one index. Whoever
 * finds it held leaves it to the other, so waiting costs no connection.
 */
export async function sealLedger(services: SealServices, organizationId: OrganizationId, batch = largestBatch): Promise<SealOutcome> {
  const { database, config, ledgerKeys, events } = services
  const guarded = await readGuardedHeads(config.dataDirectory, organizationId)
  const { outcome, signed } = await inOrganization<Sealed>(database, organizationId, systemActor('sealing'), async (tx) => {
    const ledger = await lockLedgerIfFree(tx)
    if (ledger === undefined) return { outcome: { kind: 'busy' } }
    if (ledger.halted !== null) return { outcome: { kind: 'refused', reason: ledger.halted } }
    const checked = await checkHead(tx, ledger, guarded, ledgerKeys)
    if (checked.ok) return sealBatch(tx, ledger, services, batch)
    if (checked.lasting) await saveHalt(tx, checked.reason)
    return { outcome: { kind: 'refused', reason: checked.reason } }
  })
  if (signed !== undefined) {
    await rememberHead(config.dataDirectory, organizationId, signed.generation, signed.note)
    events.announce(organizationId, { topic: 'ledger', ids: [] })
  }
  return outcome
}

/** Until nothing waits; for the demo, for tests, and before a package is built. */
export async function sealAll(services: SealServices, organizationId: OrganizationId): Promise<SealOutcome> {
  for (;;) {
    const outcome = await sealLedger(services, organizationId)
    if (outcome.kind !== 'sealed' || !outcome.more) return outcome
  }
}
