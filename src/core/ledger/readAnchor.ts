// What one `anchor` entry says: which checkpoint left our hands, and what vouches for it.
import type { Instant } from '../kernel/instant.ts'
import { type OpenedEntry, slotInstant, slotInteger, slotText } from './openedEntry.ts'

export type RecordedAnchor = {
  index: number | null
  destination: string
  kind: string | null
  size: number | null
  root: string | null
  authorityAt: Instant | null
  /** Of the timestamp token: SHA-256 in hex. */
  sha256: string | null
  recordedAt: Instant
}

/** Undefined where the entry is of another kind. */
export function readAnchor({ index, header, slots: { detail, file } }: OpenedEntry): RecordedAnchor | undefined {
  if (header.kind !== 'anchor') return undefined
  return {
    index,
    destination: header.obj,
    kind: slotText(detail, 'kind'),
    size: slotInteger(detail, 'size'),
    root: slotText(detail, 'root'),
    authorityAt: slotInstant(detail, 'authority_at'),
    sha256: slotText(file, 'sha256'),
    recordedAt: header.rec as Instant,
  }
}
