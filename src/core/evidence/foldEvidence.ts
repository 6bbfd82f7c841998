// The evidence of an incident and what was to be kept of it, as its ledger entries alone tell it.
import { detailOf } from '../incident/incidentEntry.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Json, SlotValue } from '../ledger/entry.ts'
import { type OpenedEntry, slotBoolean, slotInstant, slotInteger, slotText } from '../ledger/openedEntry.ts'

type Told = {
  index: number | null
  /** Undefined where it was erased. */
  byName: string | undefined
  by: string
  at: Instant
  recordedAt: Instant
}

export type FoldedItem = Told & {
  upload: string | null
  name: string | null
  description: string | null
  run: string | null
  step: string | null
  source: string | null
  query: string | null
  rowCount: number | null
  command: SlotValue | null
  coversFrom: Instant | null
  coversTo: Instant | null
  preservation: string | null
  sha256: string | null
  size: number | null
  type: string | null
}

export type FoldedAccess = Told & {
  evidence: string
  position: number
  what: string | null
  firstByte: number | null
  lastByte: number | null
  /** Undefined where it was erased. */
  to: string | null | undefined
  note: string | null
}

export type FoldedPreservation = Told & {
  evidence: string | null
  retention: string | null
  window: string | null
  where: string | null
  how: string | null
  settled:
    | (Told & { state: string | null; evidence: string | null; afterLoss: boolean; since: Instant | null; reason: string | null })
    | null
}

export type FoldedEvidence = {
  items: Map<string, FoldedItem>
  accesses: FoldedAccess[]
  preservation: Map<string, FoldedPreservation>
  contradictions: string[]
}

function toldBy({ index, header, slots }: OpenedEntry): Told {
  const byName = slotText(slots.personal, 'name') ?? undefined
  return { index, byName, by: header.act, at: header.at as Instant, recordedAt: header.rec as Instant }
}

function mapping(value: Json | undefined): SlotValue | null {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as SlotValue) : null
}

function itemOf(entry: OpenedEntry, detail: SlotValue): FoldedItem {
  const { file } = entry.slots
  return {
    ...toldBy(entry),
    ...{ upload: slotText(detail, 'upload'), name: slotText(detail, 'name'), description: slotText(detail, 'description') },
    ...{ run: slotText(detail, 'run'), step: slotText(detail, 'step') },
    ...{ source: slotText(detail, 'source'), query: slotText(detail, 'query'), rowCount: slotInteger(detail, 'row_count') },
    ...{ command: mapping(detail.command), preservation: slotText(detail, 'preservation') },
    ...{ coversFrom: slotInstant(detail, 'covers_from'), coversTo: slotInstant(detail, 'covers_to') },
    ...{ sha256: slotText(file, 'sha256'), size: slotInteger(file, 'size'), type: slotText(file, 'type') },
  }
}

function accessOf(entry: OpenedEntry, detail: SlotValue): FoldedAccess {
  const { personal } = entry.slots
  return {
    ...toldBy(entry),
    ...{ evidence: slotText(detail, 'evidence') ?? '', position: slotInteger(detail, 'position') ?? 0, what: slotText(detail, 'what') },
    ...{ firstByte: slotInteger(detail, 'first_byte'), lastByte: slotInteger(detail, 'last_byte'), note: slotText(detail, 'note') },
    to: personal === undefined ? undefined : slotText(personal, 'to'),
  }
}

function listedOf(entry: OpenedEntry, detail: SlotValue): FoldedPreservation {
  return {
    ...toldBy(entry),
    ...{ evidence: slotText(detail, 'evidence'), retention: slotText(detail, 'retention'), window: slotText(detail, 'window') },
    ...{ where: slotText(detail, 'where'), how: slotText(detail, 'how'), settled: null },
  }
}

function settle(folded: FoldedEvidence, entry: OpenedEntry, detail: SlotValue): void {
  const id = slotText(detail, 'preservation') ?? ''
  const listed = folded.preservation.get(id)
  if (listed === undefined) {
    folded.contradictions.push(`${id} was settled and never listed.`)
    return
  }
  const settled = {
    ...toldBy(entry),
    ...{ state: slotText(detail, 'state'), evidence: slotText(detail, 'evidence'), afterLoss: slotBoolean(detail, 'after_loss') ?? false },
    ...{ since: slotInstant(detail, 'since'), reason: slotText(detail, 'reason') },
  }
  folded.preservation.set(id, { ...listed, settled })
}

/** An entry whose detail is not open says nothing of which evidence it is about, and is passed over. */
export function foldEvidence(entries: readonly OpenedEntry[]): FoldedEvidence {
  const folded: FoldedEvidence = { items: new Map(), accesses: [], preservation: new Map(), contradictions: [] }
  for (const entry of entries) {
    const detail = detailOf(entry.slots)
    if (detail === null) continue
    if (entry.header.kind === 'evidence.captured') folded.items.set(slotText(detail, 'evidence') ?? '', itemOf(entry, detail))
    else if (entry.header.kind === 'evidence.accessed') folded.accesses.push(accessOf(entry, detail))
    else if (entry.header.kind === 'preservation.listed')
      folded.preservation.set(slotText(detail, 'preservation') ?? '', listedOf(entry, detail))
    else if (entry.header.kind === 'preservation.settled') settle(folded, entry, detail)
  }
  return folded
}
