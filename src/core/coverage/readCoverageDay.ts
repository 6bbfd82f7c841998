// What one `coverage.heartbeat` entry says: how often a source was heard on one UTC day.
import type { Instant } from '../kernel/instant.ts'
import { type OpenedEntry, slotInstant, slotInteger, slotText } from '../ledger/openedEntry.ts'

export type RecordedCoverageDay = {
  index: number | null
  source: string
  name: string | null
  integration: string | null
  /** `YYYY-MM-DD`, a UTC day. */
  day: string | null
  heartbeatSeconds: number | null
  expected: number | null
  heartbeats: number | null
  deliveries: number | null
  refused: number | null
  longestSilenceSeconds: number | null
  firstHeardAt: Instant | null
  lastHeardAt: Instant | null
  recordedAt: Instant
}

/** Undefined where the entry is of another kind. */
export function readCoverageDay({ index, header, slots: { detail } }: OpenedEntry): RecordedCoverageDay | undefined {
  if (header.kind !== 'coverage.heartbeat') return undefined
  return {
    index,
    source: header.obj,
    name: slotText(detail, 'name'),
    integration: slotText(detail, 'integration'),
    day: slotText(detail, 'day'),
    heartbeatSeconds: slotInteger(detail, 'heartbeat_seconds'),
    expected: slotInteger(detail, 'expected'),
    heartbeats: slotInteger(detail, 'heartbeats'),
    deliveries: slotInteger(detail, 'deliveries'),
    refused: slotInteger(detail, 'refused'),
    longestSilenceSeconds: slotInteger(detail, 'longest_silence_seconds'),
    firstHeardAt: slotInstant(detail, 'first_heard_at'),
    lastHeardAt: slotInstant(detail, 'last_heard_at'),
    recordedAt: header.rec as Instant,
  }
}
