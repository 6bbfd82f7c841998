// From something that happened to the header that is hashed: sorted, closed, and refused when it would carry free text.
import type { Instant } from '../kernel/instant.ts'
import { encodeBase64 } from './base64.ts'
import { canonicalBytes } from './canonicalJson.ts'
import { type EntryHeader, type NewEntry, type Slot, slots } from './entry.ts'
import { LedgerFormatError } from './ledgerFormatError.ts'
import { parseHeader } from './parseHeader.ts'

/** `commitments` must have exactly the slots the entry has: a slot nobody committed to could be swapped later. */
export function buildHeader(
  entry: NewEntry,
  rec: Instant,
  commitments: Partial<Record<Slot, Uint8Array>>,
): { header: EntryHeader; bytes: Uint8Array } {
  const c: Partial<Record<Slot, string>> = {}
  for (const slot of slots) {
    const hash = commitments[slot]
    if ((hash === undefined) !== (entry[slot] === undefined)) {
      throw new LedgerFormatError(`The ${slot} slot of a ${entry.kind} entry and its commitment must come together.`)
    }
    if (hash !== undefined) c[slot] = encodeBase64(hash)
  }
  const header: EntryHeader = {
    act: entry.act,
    at: entry.at,
    c,
    ...(entry.corrects === undefined ? {} : { cor: entry.corrects }),
    ctl: [...new Set(entry.ctl)].sort(),
    kind: entry.kind,
    obj: entry.obj,
    rec,
    v: 1,
  }
  const bytes = canonicalBytes(header)
  return { header: parseHeader(bytes), bytes }
}
