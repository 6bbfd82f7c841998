// Population P2: every alert received in the period, by source, with what it turned out to be, by whom, and whether that was in time.
import type { Timeliness } from '../../alert/timeliness.ts'
import type { Instant } from '../../kernel/instant.ts'
import { slotInteger } from '../../ledger/openedEntry.ts'
import { NumberColumn } from '../columns.ts'
import { IdTable } from '../idTable.ts'
import { Examples, type Period, type PopulationFile, type SealedEntry, within } from '../population.ts'
import type { TextTools } from '../textTools.ts'
import { AlertRows, alertColumns } from './alertRows.ts'

/** Where an alert lies that is in the log but not in the period; rows of the population are counted from 0. */
const before = 2 ** 31 - 1
const after = 2 ** 31 - 2

export type AlertCounts = {
  received: number
  reviewed: number
  inTime: number
  late: number
  overdue: number
  open: number
  corrected: number
  tests: number
  reviewedAfterPeriod: number
  byDisposition: Record<string, number>
}

/** What an incident that is about it wants to know of it. */
export type PopulationAlert = { number: string | null; disposition: string | null }

/** An alert as a report lists it. */
export type ListedAlert = {
  number: string | null
  sourceName: string | null
  title: string | null
  receivedAt: Instant
  dueAt: Instant | null
  firstReviewedAt: Instant | null
  entry: number
}

/** How the organization's own numbering of alerts runs through the period. */
export type Numbering = {
  first: number | null
  last: number | null
  /** Numbers in between that belong to alerts recorded shortly before or after the period. */
  elsewhere: number
  /** Numbers in between that no alert in the log from the opening to the closing checkpoint has. */
  missing: number
}

export class AlertPopulation {
  readonly #period: Period
  readonly #rows: AlertRows
  readonly #places = new IdTable()
  readonly #numbersElsewhere = new NumberColumn()
  /** Reviews of alerts received before the period, and of those received after it. */
  reviewsOfEarlier = 0
  reviewsOfLater = 0
  receivedAfter = 0
  resolved = 0
  readonly receivedTwice = new Examples()

  constructor(period: Period, tools?: TextTools) {
    this.#period = period
    this.#rows = new AlertRows(tools)
  }

  get count(): number {
    return this.#rows.count
  }

  take(entry: SealedEntry): void {
    if (entry.header.kind === 'alert.received') this.#receive(entry)
    else if (entry.header.kind === 'alert.resolved') this.#resolve(entry)
    else if (entry.header.kind === 'alert.reviewed') this.#review(entry)
  }

  #receive(entry: SealedEntry): void {
    const { header, index } = entry
    if (this.#places.has(header.obj)) this.receivedTwice.add(index)
    else if (within(this.#period, header.rec)) {
      this.#places.set(header.obj, this.count)
      this.#rows.add(entry)
    } else {
      const isLater = header.rec >= this.#period.end
      if (isLater) this.receivedAfter += 1
      this.#places.set(header.obj, isLater ? after : before)
      this.#numbersElsewhere.push(slotInteger(entry.slots.detail, 'number'))
    }
  }

  #resolve(entry: SealedEntry): void {
    if (within(this.#period, entry.header.rec)) this.resolved += 1
    const row = this.#places.get(entry.header.obj)
    if (row !== undefined && row < after) this.#rows.resolve(row, entry)
  }

  #review(entry: SealedEntry): void {
    const row = this.#places.get(entry.header.obj)
    // An alert that is nowhere in the log from the opening checkpoint on was received before it.
    if (row === undefined || row === before) this.reviewsOfEarlier += 1
    else if (row === after) this.reviewsOfLater += 1
    else this.#rows.review(row, entry)
  }

  /** `asOf`: up to when the log was looked at; it parts what is overdue from what is not due yet. */
  file(asOf: Instant): PopulationFile {
    const [rows, period] = [this.#rows, this.#period]
    return {
      name: 'P2-alerts.csv',
      holds: 'one alert received in the period, in the order of the log',
      columns: alertColumns,
      rowCount: rows.count,
      *rows() {
        for (let row = 0; row < rows.count; row++) yield rows.cells(row, asOf, period)
      },
    }
  }

  /** One of the period; undefined where it was received before, or after. */
  alertOf(alert: string): PopulationAlert | undefined {
    const row = this.#places.get(alert)
    return row === undefined || row >= after ? undefined : { number: this.#rows.shownNumber(row), disposition: this.#rows.disposition(row) }
  }

  /** Entries of the alerts that were found to be an incident, and that are none of those given. */
  promotedBut(linked: ReadonlySet<string>): Examples {
    const found = new Examples()
    for (let row = 0; row < this.count; row++) {
      if (this.#rows.disposition(row) === 'incident' && !linked.has(this.#rows.id(row))) found.add(this.#rows.entry(row))
    }
    return found
  }

  /** By source id, in the order in which the sources first appear. */
  countsBySource(asOf: Instant): Map<string, AlertCounts> {
    const bySource = new Map<string, AlertCounts>()
    for (let row = 0; row < this.count; row++) {
      const source = this.#rows.source(row)
      const counts = bySource.get(source) ?? noAlerts()
      bySource.set(source, counts)
      this.#count(counts, row, asOf)
    }
    return bySource
  }

  #count(counts: AlertCounts, row: number, asOf: Instant): void {
    counts.received += 1
    if (this.#rows.isTest(row)) counts.tests += 1
    if (this.#rows.corrections(row) > 0) counts.corrected += 1
    const timeliness = this.#rows.timeliness(row, asOf)
    if (timeliness === 'in_time') counts.inTime += 1
    else if (timeliness !== null) counts[timeliness] += 1
    const reviewedAt = this.#rows.firstReviewedAt(row)
    if (reviewedAt === null) return
    counts.reviewed += 1
    if (reviewedAt >= this.#period.end) counts.reviewedAfterPeriod += 1
    const disposition = this.#rows.disposition(row) ?? 'erased'
    counts.byDisposition[disposition] = (counts.byDisposition[disposition] ?? 0) + 1
  }

  /** The alerts of one timeliness, the first `most` of them. */
  list(wanted: Timeliness, asOf: Instant, most: number): ListedAlert[] {
    const rows = this.#rows
    const listed: ListedAlert[] = []
    for (let row = 0; row < rows.count && listed.length < most; row++) {
      if (rows.timeliness(row, asOf) !== wanted) continue
      listed.push({
        ...{ number: rows.shownNumber(row), sourceName: rows.sourceName(row), title: rows.title(row), receivedAt: rows.receivedAt(row) },
        ...{ dueAt: rows.dueAt(row), firstReviewedAt: rows.firstReviewedAt(row), entry: rows.entry(row) },
      })
    }
    return listed
  }

  /** Alerts are numbered without holes in the transaction that records them, so a hole is something to ask about. */
  numbering(): Numbering {
    const known = new Set<number>()
    for (let row = 0; row < this.count; row++) known.add(this.#rows.number(row) ?? Number.NaN)
    known.delete(Number.NaN)
    if (known.size === 0) return { first: null, last: null, elsewhere: 0, missing: 0 }
    let [first, last] = [Number.POSITIVE_INFINITY, 0]
    for (const number of known) [first, last] = [Math.min(first, number), Math.max(last, number)]
    let elsewhere = 0
    for (let at = 0; at < this.#numbersElsewhere.length; at++) {
      const number = this.#numbersElsewhere.get(at)
      if (number !== null && number > first && number < last && !known.has(number)) elsewhere += 1
    }
    return { first, last, elsewhere, missing: last - first + 1 - known.size - elsewhere }
  }
}

export function noAlerts(): AlertCounts {
  const counts = { received: 0, reviewed: 0, inTime: 0, late: 0, overdue: 0, open: 0, corrected: 0, tests: 0, reviewedAfterPeriod: 0 }
  return { ...counts, byDisposition: {} }
}
