// Does each stored entry agree with itself: its columns and hash with its header, its openings with their commitments?
import type { Instant } from '../../../core/kernel/instant.ts'
import { encodeBase64 } from '../../../core/ledger/base64.ts'
import { sameBytes } from '../../../core/ledger/bytes.ts'
import { parseCanonical } from '../../../core/ledger/canonicalJson.ts'
import { commitment } from '../../../core/ledger/commitment.ts'
import { type EntryHeader, slots } from '../../../core/ledger/entry.ts'
import { encodeHex } from '../../../core/ledger/hex.ts'
import { LedgerFormatError } from '../../../core/ledger/ledgerFormatError.ts'
import { leafHash } from '../../../core/ledger/merkleTree.ts'
import { slotText } from '../../../core/ledger/openedEntry.ts'
import { parseHeader } from '../../../core/ledger/parseHeader.ts'
import { nodeCryptography, nodeLatin1 } from '../nodeCryptography.ts'
import { type Disagreement, shown, type Value } from './disagreement.ts'
import type { StoredEntry, StoredOpening } from './fsckViews.ts'
import { openEntry } from './openEntry.ts'

const { sha256 } = nodeCryptography

/** What may be missing: by the erased entry's leaf hash (base64), the slots; null stands for all of them. */
export type Erasures = ReadonlyMap<string, ReadonlySet<string> | null>

export function readErasures(entries: readonly (readonly [StoredEntry, readonly StoredOpening[]])[]): Erasures {
  const erasures = new Map<string, Set<string> | null>()
  for (const [row, openings] of entries) {
    const { header, slots: opened } = openEntry(row, openings)
    if (header.cor === undefined) continue
    const slot = slotText(opened.detail, 'slot')
    const known = erasures.get(header.cor)
    if (slot === null) erasures.set(header.cor, null)
    else if (known !== null) erasures.set(header.cor, (known ?? new Set()).add(slot))
  }
  return erasures
}

function rowName(row: StoredEntry): string {
  return row.index === null ? `entry_id=${row.entryId}` : `index=${row.index}`
}

function tableName(row: StoredEntry): string {
  return row.index === null ? 'ledger_inbox' : 'ledger_entry'
}

function columnsOf(row: StoredEntry, header: EntryHeader): [string, Value, Value][] {
  const recorded: [string, Value, Value] = ['recorded_at', header.rec as Instant, row.recordedAt]
  if (row.index === null) return [recorded]
  return [['kind', header.kind, row.kind], ['obj', header.obj, row.obj], ['at', header.at, row.at], recorded]
}

function checkOpenings(row: StoredEntry, header: EntryHeader, openings: readonly StoredOpening[], erasures: Erasures): Disagreement[] {
  const found: Disagreement[] = []
  const name = (slot: string) => `entry_id=${row.entryId} slot=${slot}`
  const say = (slot: string, column: string | null, expected: string, says: string) =>
    found.push({ table: 'ledger_opening', row: name(slot), column, entry: row.index, expected, found: says })
  for (const { slot, salt, bytes } of openings) {
    const committed = header.c[slot]
    if (committed === undefined) say(slot, null, 'that it has no such slot', 'there is one')
    else if (encodeBase64(commitment(sha256, slot, salt, bytes)) !== committed) {
      say(slot, 'bytes', `a slot that its commitment ${committed} fits`, `${bytes.length} bytes that it does not fit`)
    } else if (!isCanonical(bytes)) say(slot, 'bytes', 'JSON in canonical form', 'something else')
  }
  const erased = erasures.get(encodeBase64(row.leafHash))
  for (const slot of slots) {
    if (header.c[slot] === undefined || openings.some((one) => one.slot === slot)) continue
    if (erased === null || erased?.has(slot)) continue
    say(slot, null, 'that there is one, and no entry says that it was erased', 'there is none')
  }
  return found
}

function isCanonical(bytes: Uint8Array): boolean {
  try {
    parseCanonical(bytes)
    return true
  } catch (error) {
    if (error instanceof LedgerFormatError) return false
    throw error
  }
}

export function checkEntry(row: StoredEntry, openings: readonly StoredOpening[], erasures: Erasures): Disagreement[] {
  const [table, name] = [tableName(row), rowName(row)]
  const hash = leafHash(sha256, row.header)
  const found: Disagreement[] = []
  const say = (column: string, expected: string, says: string) =>
    found.push({ table, row: name, column, entry: row.index, expected, found: says })
  if (!sameBytes(hash, row.leafHash)) say('leaf_hash', `${encodeHex(hash)}, which its header hashes to`, encodeHex(row.leafHash))
  let header: EntryHeader
  try {
    header = parseHeader(row.header, nodeLatin1)
  } catch (error) {
    if (!(error instanceof LedgerFormatError)) throw error
    say('header', 'a header', error.message)
    return found
  }
  for (const [column, expected, says] of columnsOf(row, header)) {
    if (expected !== says) say(column, shown(column, expected), shown(column, says))
  }
  return [...found, ...checkOpenings(row, header, openings, erasures)]
}
