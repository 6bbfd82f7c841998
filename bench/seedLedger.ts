// Millions of sealed entries straight into the tables, with their openings, the tree and a checkpoint a day: for measuring packages.
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { isOpened } from '../src/core/audit/packageLayout.ts'
import { systemActor } from '../src/core/kernel/actor.ts'
import type { OrganizationId } from '../src/core/kernel/ids.ts'
import type { Instant } from '../src/core/kernel/instant.ts'
import { buildHeader } from '../src/core/ledger/buildHeader.ts'
import { checkpointText } from '../src/core/ledger/checkpoint.ts'
import { commitment, slotBytes } from '../src/core/ledger/commitment.ts'
import { type Slot, slots } from '../src/core/ledger/entry.ts'
import { growTree, type StoredTree } from '../src/core/ledger/growTree.ts'
import { leafHash } from '../src/core/ledger/merkleTree.ts'
import { type NoteSigner, signNote } from '../src/core/ledger/signedNote.ts'
import type { Database } from '../src/database/connect.ts'
import { inOrganization, type OrganizationTx } from '../src/database/inOrganization.ts'
import { newEntryIds } from '../src/server/ledger/entryIds.ts'
import { saveHead } from '../src/server/ledger/ledgerStore.ts'
import { nodeCryptography } from '../src/server/ledger/nodeCryptography.ts'
import { insertCheckpoint, insertEntries, insertNodes, type SealedEntry } from '../src/server/ledger/sealStore.ts'
import type { ToldEntry } from '../test/support/ledgerStory.ts'

const { sha256 } = nodeCryptography
const batchSize = 10_000

type OpeningRow = { entryId: string; slot: Slot; salt: Uint8Array; bytes: Uint8Array }
type Made = { entries: SealedEntry[]; openings: OpeningRow[] }

/** Personal slots are committed to and left out: no package opens them, and the disk of the bench need not hold them. */
function make(batch: readonly ToldEntry[], from: number): Made {
  const ids = newEntryIds(batch.length, batch[0]?.rec as Instant)
  const salts = randomBytes(batch.length * 3 * 32)
  const made: Made = { entries: [], openings: [] }
  batch.forEach(({ entry, rec }, place) => {
    const entryId = ids[place] as string
    const commitments: Partial<Record<Slot, Uint8Array>> = {}
    slots.forEach((slot, at) => {
      const value = entry[slot]
      if (value === undefined) return
      const salt = salts.subarray((place * 3 + at) * 32, (place * 3 + at + 1) * 32)
      const bytes = slotBytes(value)
      commitments[slot] = commitment(sha256, slot, salt, bytes)
      if (isOpened(entry.kind, slot)) made.openings.push({ entryId, slot, salt, bytes })
    })
    const { bytes: header } = buildHeader(entry, rec, commitments)
    const { kind, obj, at } = entry
    made.entries.push({ entryId, header, leafHash: leafHash(sha256, header), recordedAt: rec, index: from + place, kind, obj, at })
  })
  return made
}

async function insertOpenings(tx: OrganizationTx, rows: readonly OpeningRow[]): Promise<void> {
  await sql`
    insert into ledger_opening (org_id, entry_id, slot, salt, bytes)
    select ${tx.organizationId}, entry_id, slot, salt, bytes
    from unnest(
      ${rows.map((row) => row.entryId)}::uuid[], ${rows.map((row) => row.slot)}::text[],
      ${rows.map((row) => row.salt)}::bytea[], ${rows.map((row) => row.bytes)}::bytea[]
    ) as opening (entry_id, slot, salt, bytes)`.execute(tx.db)
}

export type Seeding = { database: Database; organizationId: OrganizationId; origin: string; signer: NoteSigner }

/** Answers how many entries there are now. */
export async function seedLedger({ database, organizationId, origin, signer }: Seeding, told: Iterable<ToldEntry>): Promise<number> {
  let tree: StoredTree = { size: 0, frontier: new Uint8Array(0) }
  let batch: ToldEntry[] = []
  const flush = async () => {
    const { entries, openings } = make(batch, tree.size)
    const grown = growTree(
      sha256,
      tree,
      entries.map((entry) => entry.leafHash),
    )
    await inOrganization(database, organizationId, systemActor('bench'), async (tx) => {
      await insertEntries(tx, entries)
      await insertOpenings(tx, openings)
      await insertNodes(tx, grown.completed)
      await saveHead(tx, grown)
      const note = signNote(checkpointText({ origin, size: grown.size, root: grown.root }), [signer])
      await insertCheckpoint(tx, { size: grown.size, root: grown.root, note, signedAt: batch.at(-1)?.rec as Instant })
    })
    tree = grown
    batch = []
  }
  for (const entry of told) {
    batch.push(entry)
    if (batch.length === batchSize) await flush()
  }
  if (batch.length > 0) await flush()
  return tree.size
}
