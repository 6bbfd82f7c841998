// How everything of an incident goes on record: the incident is the object of each of its entries, so that its thread can be read from them alone.
import type { IncidentId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/instant.ts'
import type { EntryKind, NewEntry, SlotValue } from '../ledger/entry.ts'

export type EntryAbout = { incidentId: IncidentId; isPrivate: boolean }

export type IncidentEntry = {
  kind: EntryKind
  /** `per_…`, `tok_…`, `src_…` or `system`. */
  act: string
  /** When it happened; later than now only by mistake, and earlier where a phone was offline. */
  at: Instant
  ctl: readonly string[]
  /** What happened, as an auditor may see it. */
  detail: SlotValue
  /** Names and addresses. */
  personal?: SlotValue
  file?: NewEntry['file']
  corrects?: string
}

/**
 * Of a private incident the header stays, so that it counts; what happened moves to the personal slot, which no package opens by default.
 */
export function incidentEntry({ incidentId, isPrivate }: EntryAbout, entry: IncidentEntry): NewEntry {
  const { detail, personal, file, ...rest } = entry
  if (!isPrivate) return { ...rest, obj: incidentId, detail, ...(personal ? { personal } : {}), ...(file ? { file } : {}) }
  return { ...rest, obj: incidentId, detail: { private: true }, personal: { ...personal, detail }, ...(file ? { file } : {}) }
}

/** What happened, wherever it stands; null where it is not open to the reader. */
export function detailOf(slots: { detail?: SlotValue | null; personal?: SlotValue | null }): SlotValue | null {
  const { detail, personal } = slots
  if (detail?.private !== true) return detail ?? null
  const kept = personal?.detail
  return kept !== undefined && kept !== null && typeof kept === 'object' && !Array.isArray(kept) ? (kept as SlotValue) : null
}
