// Puts on record what happened: header, salts and commitments, in the caller's own transaction. The sequencer seals it later.
import { randomBytes } from 'node:crypto'
import type { Instant } from '../../core/kernel/instant.ts'
import { encodeBase64 } from '../../core/ledger/base64.ts'
import { buildHeader } from '../../core/ledger/buildHeader.ts'
import { commitment, saltLength, slotBytes } from '../../core/ledger/commitment.ts'
import { type NewEntry, type Slot, slots } from '../../core/ledger/entry.ts'
import { leafHash } from '../../core/ledger/merkleTree.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { newEntryIds } from './entryIds.ts'
import { nodeCryptography } from './nodeCryptography.ts'
import { addToInbox, type InboxRow, type OpeningRow } from './recordStore.ts'

/** `leafHash` (base64) is the entry's receipt: it is what a correction names, and what a proof will lead from. */
export type RecordedEntry = { entryId: string; leafHash: string }

const { sha256 } = nodeCryptography

/** Salts are taken from one draw for the whole batch: asking the kernel for each costs more than all the hashing. */
function saltsFor(entries: readonly NewEntry[]): () => Uint8Array {
  let count = 0
  for (const entry of entries) for (const slot of slots) if (entry[slot] !== undefined) count += 1
  const bytes = new Uint8Array(randomBytes(count * saltLength))
  let at = 0
  return () => {
    at += saltLength
    return bytes.subarray(at - saltLength, at)
  }
}

/**
 * Both commit or neither: the entries and whatever else the transaction changes. Entries of one call keep their order in the log.
 * Hand over all entries of a batch in one call: it is two inserts, however many they are.
 */
export async function record(tx: OrganizationTx, entries: readonly NewEntry[], now: Instant): Promise<RecordedEntry[]> {
  if (entries.length === 0) return []
  const salt = saltsFor(entries)
  const ids = newEntryIds(entries.length, now)
  const inbox: InboxRow[] = []
  const openings: OpeningRow[] = []
  entries.forEach((entry, place) => {
    const entryId = ids[place] as string
    const commitments: Partial<Record<Slot, Uint8Array>> = {}
    for (const slot of slots) {
      const value = entry[slot]
      if (value === undefined) continue
      const opening: OpeningRow = { entryId, slot, salt: salt(), bytes: slotBytes(value) }
      commitments[slot] = commitment(sha256, slot, opening.salt, opening.bytes)
      openings.push(opening)
    }
    const recordedAt = entry.takenAt ?? now
    const { bytes } = buildHeader(entry, recordedAt, commitments)
    inbox.push({ entryId, header: bytes, leafHash: leafHash(sha256, bytes), recordedAt })
  })
  await addToInbox(tx, inbox, openings)
  return inbox.map((row) => ({ entryId: row.entryId, leafHash: encodeBase64(row.leafHash) }))
}
