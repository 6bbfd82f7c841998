// Every coverage gap as its ledger entries alone tell it: which source was silent, from when until when, and what explains it.
import type { Instant } from '../kernel/instant.ts'
import { type OpenedEntry, slotInstant, slotInteger, slotText } from '../ledger/openedEntry.ts'

export type FoldedGap = {
  gap: string
  index: number | null
  source: string | null
  sourceName: string | null
  heartbeatSeconds: number | null
  /** The last sign of life before the silence. */
  startedAt: Instant | null
  detectedAt: Instant
  /** The sign of life that ended it. */
  endedAt: Instant | null
  /** The part of it in which Tickmark itself was not running. */
  notRunningFrom: Instant | null
  notRunningUntil: Instant | null
  explanation: string | null
  explainedBy: string | null
  /** Null where it was erased. */
  explainedByName: string | null
  explainedAt: Instant | null
  contradictions: string[]
}

const kinds: ReadonlySet<string> = new Set(['coverage.gap_opened', 'coverage.gap_closed', 'coverage.gap_explained'])

export function foldGap(gap: FoldedGap | undefined, entry: OpenedEntry): FoldedGap | undefined {
  const { header } = entry
  const { detail } = entry.slots
  if (!kinds.has(header.kind)) return gap
  if (header.kind === 'coverage.gap_opened') return gap === undefined ? opened(entry) : contradict(gap, 'It was opened twice.')
  const known = gap ?? contradict(opened({ ...entry, index: null, slots: {} }), 'It was never opened.')
  if (header.kind === 'coverage.gap_closed') {
    if (known.endedAt !== null) return contradict(known, 'It was closed twice.')
    return { ...known, endedAt: slotInstant(detail, 'ended_at') ?? (header.at as Instant) }
  }
  if (known.explainedAt !== null) return contradict(known, 'It was explained twice.')
  return {
    ...known,
    explanation: slotText(detail, 'explanation'),
    explainedBy: header.act,
    explainedByName: slotText(entry.slots.personal, 'name'),
    explainedAt: header.rec as Instant,
  }
}

function contradict(gap: FoldedGap, what: string): FoldedGap {
  return { ...gap, contradictions: [...gap.contradictions, what] }
}

function opened({ index, header, slots: { detail } }: OpenedEntry): FoldedGap {
  return {
    gap: header.obj,
    index,
    source: slotText(detail, 'source'),
    sourceName: slotText(detail, 'source_name'),
    heartbeatSeconds: slotInteger(detail, 'heartbeat_seconds'),
    startedAt: slotInstant(detail, 'started_at'),
    detectedAt: header.rec as Instant,
    endedAt: null,
    notRunningFrom: slotInstant(detail, 'not_running_from'),
    notRunningUntil: slotInstant(detail, 'not_running_until'),
    explanation: null,
    explainedBy: null,
    explainedByName: null,
    explainedAt: null,
    contradictions: [],
  }
}
