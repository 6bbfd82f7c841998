// Sealed entries of two days in April 2026, as little of them as the populations of an audit read.
import type { PopulationFile, SealedEntry } from '../../src/core/audit/population.ts'
import { type Id, type IdNoun, makeId } from '../../src/core/kernel/ids.ts'
import { day, hour, type Instant, minute, toInstant } from '../../src/core/kernel/instant.ts'
import type { EntryKind, SlotValue } from '../../src/core/ledger/entry.ts'

const start = toInstant(Date.parse('2026-04-01T00:00:00Z'))
export const period = { start, end: toInstant(start + 2 * day) }
export const asOf = toInstant(start + 5 * day)
export const at = (hours: number) => toInstant(start + hours * hour)

export const id = <N extends IdNoun>(noun: N, number: number): Id<N> => makeId(noun, 1, new Uint8Array(10).fill(number))
export const source = id('source', 1)

let next = 100
export function entry(kind: EntryKind, obj: string, rec: Instant, detail?: SlotValue, act: string = source): SealedEntry {
  const header = { v: 1 as const, kind, act, obj, at: rec, rec, ctl: [], c: {} }
  return { index: next++, header, slots: detail === undefined ? {} : { detail } }
}

export function received(number: number, rec: Instant, more: SlotValue = {}): SealedEntry {
  return entry('alert.received', id('alert', number), rec, {
    ...{ number, source, source_name: 'Prometheus', integration: 'alertmanager', fingerprint: `f${number}`, episode: 1, status: 'firing' },
    ...{
      severity: 'critical',
      title: `Title ${number}`,
      link: null,
      is_test: false,
      occurred_at: rec - minute,
      review_target_seconds: 3600,
    },
    ...{ delivery: id('delivery', number), ...more },
  })
}

/** Rows as objects, by the names of the columns. */
export function rowsOf(file: PopulationFile): Record<string, string | number | null>[] {
  return [...file.rows()].map((row) => Object.fromEntries(file.columns.map((column, place) => [column, row[place] ?? null])))
}
