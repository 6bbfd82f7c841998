// Every delivery as its ledger entries alone tell it: what came, from which source, and what was made of it.
import type { Instant } from '../kernel/instant.ts'
import { type OpenedEntry, slotInteger, slotText } from '../ledger/openedEntry.ts'

export type FoldedDelivery = {
  delivery: string
  index: number | null
  source: string | null
  receivedAt: Instant
  state: string | null
  reason: string | null
  repeats: string | null
  authentication: string | null
  observations: number | null
  omitted: number | null
  /** Of the body as it came: SHA-256 in hex, bytes, content type. */
  sha256: string | null
  size: number | null
  contentType: string | null
  /** What was made of it when it was read again, after its source was mended. The rest stays what it was on arrival. */
  reinterpreted: { at: Instant; by: string; state: string | null; observations: number | null; reason: string | null } | null
  contradictions: string[]
}

export function foldDelivery(delivery: FoldedDelivery | undefined, entry: OpenedEntry): FoldedDelivery | undefined {
  const { header, slots } = entry
  switch (header.kind) {
    case 'delivery.received':
    case 'delivery.refused':
      return delivery === undefined ? came(entry) : contradict(delivery, 'It was received twice.')
    case 'delivery.reinterpreted': {
      const known = delivery ?? contradict(came({ ...entry, index: null, slots: {} }), 'It was never received.')
      const reinterpreted = {
        at: header.rec as Instant,
        by: header.act,
        state: slotText(slots.detail, 'state'),
        observations: slotInteger(slots.detail, 'observations'),
        reason: slotText(slots.detail, 'reason'),
      }
      return { ...known, reinterpreted }
    }
    default:
      return delivery
  }
}

function contradict(delivery: FoldedDelivery, what: string): FoldedDelivery {
  return { ...delivery, contradictions: [...delivery.contradictions, what] }
}

function came({ index, header, slots: { detail, file } }: OpenedEntry): FoldedDelivery {
  return {
    delivery: header.obj,
    index,
    source: slotText(detail, 'source'),
    receivedAt: header.rec as Instant,
    state: slotText(detail, 'state'),
    reason: slotText(detail, 'reason'),
    repeats: slotText(detail, 'repeats'),
    authentication: slotText(detail, 'authentication'),
    observations: slotInteger(detail, 'observations'),
    omitted: slotInteger(detail, 'omitted'),
    sha256: slotText(file, 'sha256'),
    size: slotInteger(file, 'size'),
    contentType: slotText(file, 'type'),
    reinterpreted: null,
    contradictions: [],
  }
}
