// Every source as its ledger entries alone tell it: how it was watched, since when, and until when.
import type { Instant } from '../kernel/instant.ts'
import { type OpenedEntry, slotBoolean, slotInteger, slotText } from '../ledger/openedEntry.ts'

/** How a source was set up from one instant on. */
export type SourceState = {
  index: number | null
  from: Instant
  name: string | null
  integration: string | null
  heartbeatSeconds: number | null
  reviewTargetSeconds: number | null
  coverageIntent: string | null
  signed: boolean | null
}

export type FoldedSource = {
  source: string
  createdAt: Instant
  retiredAt: Instant | null
  retiredBecause: string | null
  /** In the order of the log; the last one is in force. */
  states: SourceState[]
  contradictions: string[]
}

const kinds: ReadonlySet<string> = new Set(['source.created', 'source.changed', 'source.retired'])

export function foldSource(source: FoldedSource | undefined, entry: OpenedEntry): FoldedSource | undefined {
  const { header } = entry
  if (!kinds.has(header.kind)) return source
  const state = stateOf(entry)
  const at = header.rec as Instant
  if (source === undefined) {
    const created = header.kind === 'source.created'
    const fresh: FoldedSource = {
      source: header.obj,
      createdAt: at,
      retiredAt: null,
      retiredBecause: null,
      states: [state],
      contradictions: created ? [] : ['It was never created.'],
    }
    return header.kind === 'source.retired' ? { ...fresh, retiredAt: at } : fresh
  }
  const next = { ...source, states: [...source.states, state] }
  if (header.kind === 'source.created') return { ...source, contradictions: [...source.contradictions, 'It was created twice.'] }
  if (header.kind === 'source.changed') return next
  if (source.retiredAt !== null) return { ...source, contradictions: [...source.contradictions, 'It was retired twice.'] }
  return { ...next, retiredAt: at, retiredBecause: slotText(entry.slots.detail, 'reason') }
}

function stateOf({ index, header, slots: { detail } }: OpenedEntry): SourceState {
  return {
    index,
    from: header.rec as Instant,
    name: slotText(detail, 'name'),
    integration: slotText(detail, 'integration'),
    heartbeatSeconds: slotInteger(detail, 'heartbeat_seconds'),
    reviewTargetSeconds: slotInteger(detail, 'review_target_seconds'),
    coverageIntent: slotText(detail, 'coverage_intent'),
    signed: slotBoolean(detail, 'signed'),
  }
}
