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
  /** What of it everybody sees who sees that there is an incident, also of a private one: its number, its state, its severity. */
  shown?: SlotValue
  /** Names and addresses. */
  personal?: SlotValue
  file?: NewEntry['file']
  corrects?: string
}

/**
 * Of a private incident the header stays, so that it counts, and what everybody sees; what happened moves to the personal slot, which no
 * package opens.
 */
export function incidentEntry({ incidentId, isPrivate }: EntryAbout, entry: IncidentEntry): NewEntry {
  const { detail, shown, personal, file, ...rest } = entry
  if (!isPrivate) return { ...rest, obj: incidentId, detail, ...(personal ? { personal } : {}), ...(file ? { file } : {}) }
  return { ...rest, obj: incidentId, detail: { ...shown, private: true }, personal: { ...personal, detail }, ...(file ? { file } : {}) }
}

/** It was recorded while its incident was private: its detail holds only what everybody sees. */
export function wasPrivate({ detail }: { detail?: SlotValue | null }): boolean {
  return detail?.private === true
}

/** What happened, wherever it stands; null where it is not open to the reader. */
export function detailOf(slots: { detail?: SlotValue | null; personal?: SlotValue | null }): SlotValue | null {
  const { detail, personal } = slots
  if (!wasPrivate(slots)) return detail ?? null
  const kept = personal?.detail
  return kept !== undefined && kept !== null && typeof kept === 'object' && !Array.isArray(kept) ? (kept as SlotValue) : null
}
