// Who had evidence in hand: every time somebody saw its bytes, took them away, or handed them over.
import { type EntryAbout, incidentEntry } from '../incident/incidentEntry.ts'
import type { Actor } from '../kernel/actor.ts'
import type { EvidenceId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/instant.ts'
import type { NewEntry } from '../ledger/entry.ts'
import type { Showing } from './showing.ts'

export type ByteRange = { start: number; end: number }

export type Access = { what: 'shown' | 'downloaded'; range: ByteRange | null } | { what: 'handed_over'; to: string; note: string }

export type CustodyRow = {
  evidenceId: EvidenceId
  /** Counted from 1 for each piece of evidence. */
  position: number
  what: Access['what']
  range: ByteRange | null
  to: string | null
  note: string | null
  happenedAt: Instant
  recordedAt: Instant
  by: string
  byName: string
}

/** A page shows pictures and texts; whatever else it asks for is handed over as a file. */
export function accessOf(showing: Showing, wanted: 'page' | 'file', range: ByteRange | null): Access {
  return { what: wanted === 'page' && showing !== 'download' ? 'shown' : 'downloaded', range }
}

export type Handling = { evidenceId: EvidenceId; position: number; access: Access; at: Instant }

/** Whom it was handed over to is somebody's name, so it stands apart from what an auditor may see by default. */
export function recordAccess(
  about: EntryAbout,
  by: Actor,
  { evidenceId, position, access, at }: Handling,
  now: Instant,
): { row: CustodyRow; entry: NewEntry } {
  const range = access.what === 'handed_over' ? null : access.range
  const [to, note] = access.what === 'handed_over' ? [access.to, access.note] : [null, null]
  const entry = incidentEntry(about, {
    kind: 'evidence.accessed',
    act: by.id,
    at,
    ctl: ['CC7.4'],
    detail: {
      ...{ evidence: evidenceId, position, what: access.what },
      ...(range === null ? {} : { first_byte: range.start, last_byte: range.end }),
      ...(note === null ? {} : { note }),
    },
    personal: { name: by.name, ...(to === null ? {} : { to }) },
  })
  const row = {
    ...{ evidenceId, position, what: access.what, range, to, note },
    happenedAt: at,
    recordedAt: now,
    by: by.id,
    byName: by.name,
  }
  return { row, entry }
}
