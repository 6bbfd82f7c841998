// What a population is: every item of a kind in a period, folded from ledger entries alone, the same at the builder's and the verifier's.
import { formatInstant, type Instant } from '../kernel/instant.ts'
import type { EntryHeader, Slot, SlotValue } from '../ledger/entry.ts'
import type { Cell } from './csv.ts'

/** From the first instant of the period up to, and without, the first instant after it. */
export type Period = { start: Instant; end: Instant }

export function within(period: Period, at: number): boolean {
  return at >= period.start && at < period.end
}

/** A sealed entry with what its slots say; a slot that is absent was erased, or is not in scope. */
export type SealedEntry = { index: number; header: EntryHeader; slots: Partial<Record<Slot, SlotValue>> }

/** One file of a population. `rows` may be walked as often as wanted and makes each line when it is asked for. */
export type PopulationFile = {
  /** Below `data/populations/`. */
  name: string
  /** What one row is, in words. */
  holds: string
  columns: readonly string[]
  rowCount: number
  rows: () => Iterable<readonly Cell[]>
}

/** Something that two counts do not agree on, or that keeps a row from being whole. */
export type Difference = {
  what: string
  count: number
  /** Explained: the reason is known and changes nothing about completeness. Open: whoever reads this has something to ask. */
  state: 'explained' | 'open'
  why: string
}

export function explained(what: string, count: number, why: string): Difference {
  return { what, count, state: 'explained', why }
}

export function open(what: string, count: number, why: string): Difference {
  return { what, count, state: 'open', why }
}

/** Entry indexes to look at, the first few of possibly many. */
export class Examples {
  readonly #first: number[] = []
  count = 0

  add(index: number): void {
    this.count += 1
    if (this.#first.length < 10) this.#first.push(index)
  }

  toString(): string {
    const list = this.#first.map((index) => `#${index}`).join(', ')
    return this.count > this.#first.length ? `${list} and ${this.count - this.#first.length} more` : list
  }
}

export function yesNo(value: boolean | null): string | null {
  return value === null ? null : value ? 'yes' : 'no'
}

const dayLength = 86_400_000
const twoDigits = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'))
let lastDay = { number: Number.NaN, text: '' }

/** As `formatInstant` writes it. Millions are written, most of them of the same few days. */
export function timeCell(at: Instant | null): string | null {
  if (at === null) return null
  const number = Math.floor(at / dayLength)
  if (number !== lastDay.number) lastDay = { number, text: formatInstant((number * dayLength) as Instant).slice(0, 11) }
  const left = at - number * dayLength
  const [hours, minutes] = [twoDigits[Math.floor(left / 3_600_000)], twoDigits[Math.floor(left / 60_000) % 60]]
  return `${lastDay.text}${hours}:${minutes}:${twoDigits[Math.floor(left / 1000) % 60]}.${String(left % 1000).padStart(3, '0')}Z`
}
