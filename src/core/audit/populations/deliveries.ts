// What sources sent in the period and what became of it: the other side of the reconciliation, and every refused delivery by name.
import { formatInstant, type Instant } from '../../kernel/instant.ts'
import { slotInteger, slotText } from '../../ledger/openedEntry.ts'
import { NumberColumn, TextColumn, TextStore } from '../columns.ts'
import { IdTable } from '../idTable.ts'
import { Examples, type Period, type PopulationFile, type SealedEntry, timeCell, within } from '../population.ts'
import type { TextTools } from '../textTools.ts'

export type DeliveryCounts = {
  accepted: number
  repeated: number
  refused: number
  /** Of those refused, how many were read later, in the period or behind it, when their source had been mended. */
  readLater: number
  /** What deliveries read in the period said about alerts, on arrival or when read again. */
  observations: number
  /** Alerts that sources say they left out of a delivery. */
  omitted: number
  /** Deliveries whose detail was erased. */
  erased: number
}

export type RefusedReason = { source: string; reason: string | null; refused: number; readLater: number }

/** Rows that are not of the period but whose ids an alert may name. */
const elsewhere = 2 ** 31 - 1
const notRefused = 2 ** 31 - 2

export class DeliveryPopulation {
  readonly #period: Period
  readonly #known = new IdTable()
  readonly #bySource = new Map<string, DeliveryCounts>()
  /** Alerts of the period whose delivery has not been seen yet: it is recorded together with them, before or behind. */
  readonly #untraced = new Map<string, number[]>()
  readonly #id: TextColumn
  readonly #source: TextColumn
  readonly #received = new NumberColumn()
  readonly #authentication: TextColumn
  readonly #reason: TextColumn
  readonly #readAt = new NumberColumn()
  readonly #observations = new NumberColumn()
  readonly #entry = new NumberColumn()
  readonly #laterEntry = new NumberColumn()

  constructor(period: Period, tools?: TextTools) {
    this.#period = period
    const store = new TextStore(tools)
    this.#id = new TextColumn(store)
    this.#source = new TextColumn(store)
    this.#authentication = new TextColumn(store)
    this.#reason = new TextColumn(store)
  }

  get refusedCount(): number {
    return this.#entry.length
  }

  countsBySource(): ReadonlyMap<string, DeliveryCounts> {
    return this.#bySource
  }

  take(entry: SealedEntry): void {
    const { kind } = entry.header
    if (kind === 'delivery.received' || kind === 'delivery.refused') this.#arrive(entry)
    else if (kind === 'delivery.reinterpreted') this.#readAgain(entry)
    else if (kind === 'alert.received') this.#trace(entry)
  }

  /** Alerts of the period that name no delivery, or one that is not in the log where they are. */
  withoutDelivery(): Examples {
    const examples = new Examples()
    for (const index of [...this.#untraced.values()].flat().sort((one, other) => one - other)) examples.add(index)
    return examples
  }

  #counts(source: string): DeliveryCounts {
    const counts = this.#bySource.get(source) ?? noDeliveries()
    this.#bySource.set(source, counts)
    return counts
  }

  #arrive(entry: SealedEntry): void {
    const { header, slots } = entry
    this.#untraced.delete(header.obj)
    if (!within(this.#period, header.rec)) {
      this.#known.set(header.obj, elsewhere)
      return
    }
    const counts = this.#counts(slotText(slots.detail, 'source') ?? header.act)
    counts.omitted += slotInteger(slots.detail, 'omitted') ?? 0
    if (slots.detail === undefined) counts.erased += 1
    if (header.kind === 'delivery.refused') {
      counts.refused += 1
      this.#known.set(header.obj, this.refusedCount)
      this.#addRefused(entry)
    } else {
      if (slotText(slots.detail, 'state') === 'repeated') counts.repeated += 1
      else counts.accepted += 1
      counts.observations += slotInteger(slots.detail, 'observations') ?? 0
      this.#known.set(header.obj, notRefused)
    }
  }

  #addRefused({ header, index, slots: { detail } }: SealedEntry): void {
    this.#id.push(header.obj)
    this.#source.push(slotText(detail, 'source') ?? header.act)
    this.#received.push(header.rec)
    this.#authentication.push(slotText(detail, 'authentication'))
    this.#reason.push(slotText(detail, 'reason'))
    this.#readAt.push(null)
    this.#observations.push(null)
    this.#entry.push(index)
    this.#laterEntry.push(null)
  }

  /** What it says about alerts counts when it was read; that it was read counts for the period in which it came. */
  #readAgain({ header, index, slots: { detail } }: SealedEntry): void {
    this.#untraced.delete(header.obj)
    if (slotText(detail, 'state') !== 'accepted') return
    const observations = slotInteger(detail, 'observations') ?? 0
    if (within(this.#period, header.rec)) this.#counts(slotText(detail, 'source') ?? header.act).observations += observations
    const row = this.#known.get(header.obj) ?? elsewhere
    this.#known.set(header.obj, row)
    if (row >= notRefused || this.#readAt.get(row) !== null) return
    this.#counts(this.#source.get(row) as string).readLater += 1
    this.#readAt.set(row, header.rec)
    this.#observations.set(row, observations)
    this.#laterEntry.set(row, index)
  }

  #trace({ header, index, slots: { detail } }: SealedEntry): void {
    if (!within(this.#period, header.rec) || detail === undefined) return
    const delivery = slotText(detail, 'delivery') ?? ''
    if (delivery !== '' && this.#known.has(delivery)) return
    const others = this.#untraced.get(delivery)
    if (others === undefined) this.#untraced.set(delivery, [index])
    else others.push(index)
  }

  /** The most frequent first. */
  refusedByReason(most: number): RefusedReason[] {
    const groups = new Map<string, RefusedReason>()
    for (let row = 0; row < this.refusedCount; row++) {
      const [source, reason] = [this.#source.get(row) as string, this.#reason.get(row)]
      const key = `${source} ${reason}`
      const group = groups.get(key) ?? { source, reason, refused: 0, readLater: 0 }
      groups.set(key, group)
      group.refused += 1
      if (this.#readAt.get(row) !== null) group.readLater += 1
    }
    return [...groups.values()].sort((one, other) => other.refused - one.refused).slice(0, most)
  }

  file(nameOf: (source: string) => string | null): PopulationFile {
    const population = this
    return {
      name: 'P4-refused-deliveries.csv',
      holds: 'one delivery of the period that was kept but could not be read or vouched for, in the order of the log',
      columns: [
        ...['delivery_id', 'source_id', 'source', 'received_at', 'authentication', 'reason', 'read_later_at', 'observations'],
        ...['entry', 'read_later_entry'],
      ],
      rowCount: this.refusedCount,
      *rows() {
        for (let row = 0; row < population.refusedCount; row++) yield population.#cells(row, nameOf)
      },
    }
  }

  #cells(row: number, nameOf: (source: string) => string | null) {
    const source = this.#source.get(row) as string
    return [
      ...[this.#id.get(row), source, nameOf(source), formatInstant(this.#received.get(row) as Instant)],
      ...[
        this.#authentication.get(row),
        this.#reason.get(row),
        timeCell(this.#readAt.get(row) as Instant | null),
        this.#observations.get(row),
      ],
      ...[this.#entry.get(row), this.#laterEntry.get(row)],
    ]
  }
}

export function noDeliveries(): DeliveryCounts {
  return { accepted: 0, repeated: 0, refused: 0, readLater: 0, observations: 0, omitted: 0, erased: 0 }
}
