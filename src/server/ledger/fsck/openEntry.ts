// A stored entry with its openings, as the folds take it.
import { encodeBase64 } from '../../../core/ledger/base64.ts'
import { parseCanonical } from '../../../core/ledger/canonicalJson.ts'
import { type Slot, type SlotValue, slots } from '../../../core/ledger/entry.ts'
import type { OpenedEntry } from '../../../core/ledger/openedEntry.ts'
import { parseHeader } from '../../../core/ledger/parseHeader.ts'
import { nodeLatin1 } from '../nodeCryptography.ts'
import type { StoredEntry, StoredOpening } from './fsckViews.ts'

export function openEntry(row: StoredEntry, openings: readonly StoredOpening[]): OpenedEntry {
  const opened: Partial<Record<Slot, SlotValue>> = {}
  for (const { slot, bytes } of openings) opened[slot] = parseCanonical(bytes) as SlotValue
  return {
    index: row.index,
    entryId: row.entryId,
    header: parseHeader(row.header, nodeLatin1),
    leafHash: encodeBase64(row.leafHash),
    slots: opened,
  }
}

/** Slots the header commits to that are not at hand. */
export function missingSlots({ header, slots: opened }: OpenedEntry): Slot[] {
  return slots.filter((slot) => header.c[slot] !== undefined && opened[slot] === undefined)
}
