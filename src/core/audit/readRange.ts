// Reading the entries between two checkpoints, one by one: what they commit to, what that says, and what it adds up to.
import type { Instant } from '../kernel/instant.ts'
import { encodeBase64 } from '../ledger/base64.ts'
import { parseCanonical } from '../ledger/canonicalJson.ts'
import type { Sha256 } from '../ledger/cryptography.ts'
import { type EntryHeader, type EntryKind, type Slot, type SlotValue, slots } from '../ledger/entry.ts'
import { LedgerFormatError } from '../ledger/ledgerFormatError.ts'
import { leafHash } from '../ledger/merkleTree.ts'
import { slotInstant, slotInteger, slotText } from '../ledger/openedEntry.ts'
import { parseHeader } from '../ledger/parseHeader.ts'
import { bearsOnDocuments } from './bearsOnDocuments.ts'
import { altered, isCommitted, type Opened, type Opening, openedTwice } from './openingLine.ts'
import { PackageDefect } from './packageDefect.ts'
import { isOpened } from './packageLayout.ts'
import type { Period, SealedEntry } from './population.ts'
import { AlertPopulation } from './populations/alerts.ts'
import { CoveragePopulation } from './populations/coverage.ts'
import { DeliveryPopulation } from './populations/deliveries.ts'
import { DocumentPopulation, type StatedDocuments } from './populations/documents.ts'
import { IncidentPopulation } from './populations/incidents.ts'
import { type AuditPeriod, readRequest, readStatedDocuments } from './statement.ts'
import type { TextTools } from './textTools.ts'
import { isOfIncident, staysHome } from './withheld.ts'

export type RangeStart = {
  sha256: Sha256
  text: TextTools
  /** Index of the first entry that will be read. */
  openingSize: number
  period: Period
}

/** An `anchor` entry: somewhere outside a checkpoint was put, as the log says it. */
export type RecordedAnchor = {
  index: number
  recordedAt: Instant
  kind: string | null
  size: number | null
  authorityAt: Instant | null
  /** SHA-256 (hex) of the timestamp token. */
  file: string | null
}

export type PackageRequest = { index: number; recordedAt: Instant; period: AuditPeriod | undefined; documents: StatedDocuments }

export type MissingOpening = { index: number; kind: EntryKind; obj: string; slot: Slot; leafHash: string }
/** `slot` null: all of them. */
type Erasure = { index: number; slot: Slot | null }

export class RangeReading {
  readonly alerts: AlertPopulation
  readonly coverage: CoveragePopulation
  readonly deliveries: DeliveryPopulation
  readonly incidents: IncidentPopulation
  readonly documents: DocumentPopulation
  readonly anchors: RecordedAnchor[] = []
  readonly requests = new Map<string, PackageRequest>()
  readonly missing: MissingOpening[] = []
  /** By the leaf hash (base64) of the entry that was erased. */
  readonly #erasures = new Map<string, Erasure[]>()
  readonly kinds = new Map<EntryKind, number>()
  firstRecordedAt: Instant | null = null
  /** Up to when the log was looked at: the latest recording among the entries. */
  lastRecordedAt: Instant | null = null
  simulatedUntil: Instant | null = null
  openingsRead = 0
  readonly #start: RangeStart
  #index: number

  constructor(start: RangeStart) {
    this.#start = start
    this.#index = start.openingSize
    this.alerts = new AlertPopulation(start.period, start.text)
    this.coverage = new CoveragePopulation(start.period)
    this.deliveries = new DeliveryPopulation(start.period, start.text)
    this.incidents = new IncidentPopulation(start.period, start.text)
    this.documents = new DocumentPopulation(start.period)
  }

  /** How many entries were read. */
  get count(): number {
    return this.#index - this.#start.openingSize
  }

  /** The next entry, with those of its openings that are at hand: each must be what the header commits to. */
  take(headerBytes: Uint8Array, openings: readonly Opening[]): EntryHeader {
    return this.#take(headerBytes, openings, openings)
  }

  /** The same where somebody has held the openings against the commitments already. */
  takeProven(headerBytes: Uint8Array, opened: readonly Opened[]): EntryHeader {
    return this.#take(headerBytes, opened, [])
  }

  #take(headerBytes: Uint8Array, opened: readonly Opened[], unproven: readonly Opening[]): EntryHeader {
    const index = this.#index
    try {
      const header = parseHeader(headerBytes, this.#start.text.latin1)
      for (const one of unproven) if (!isCommitted(this.#start.text, header.c[one.slot], one)) throw altered(index, header.kind, one.slot)
      const entry: SealedEntry = { index, header, slots: this.#open(index, header, opened) }
      for (const slot of slots) if (this.#lacks(entry, slot)) this.#miss(entry, slot, headerBytes)
      this.#tell(entry)
      if (isOfIncident(header.obj)) this.incidents.take(entry, this.#leaf(headerBytes))
      else if (bearsOnDocuments(header)) this.documents.take(entry, this.#leaf(headerBytes))
      this.#index += 1
      return header
    } catch (error) {
      if (error instanceof LedgerFormatError)
        throw new PackageDefect('entries', `Entry #${index} cannot be read. ${error.message}`, { cause: error })
      throw error
    }
  }

  #lacks({ header, slots: opened }: SealedEntry, slot: Slot): boolean {
    if (header.c[slot] === undefined || !isOpened(header.kind, slot)) return false
    const stays = staysHome(header.obj, slot, opened.detail)
    if (stays && opened[slot] !== undefined) throw openedInPrivate(header, slot)
    return opened[slot] === undefined && !stays
  }

  #miss({ index, header: { kind, obj } }: SealedEntry, slot: Slot, headerBytes: Uint8Array): void {
    this.missing.push({ index, kind, obj, slot, leafHash: this.#leaf(headerBytes) })
  }

  #leaf(headerBytes: Uint8Array): string {
    return encodeBase64(leafHash(this.#start.sha256, headerBytes))
  }

  #open(index: number, header: EntryHeader, openings: readonly Opened[]): Partial<Record<Slot, SlotValue>> {
    const opened: Partial<Record<Slot, SlotValue>> = {}
    for (const { slot, bytes, latin1 } of openings) {
      if (!isOpened(header.kind, slot)) {
        throw new PackageDefect('openings', `The ${slot} slot of entry #${index} (${header.kind}) is opened, which no package does.`)
      }
      if (opened[slot] !== undefined) throw openedTwice(index, slot)
      opened[slot] = parseCanonical(bytes, latin1 ?? this.#start.text.latin1(bytes)) as SlotValue
      this.openingsRead += 1
    }
    return opened
  }

  #tell(entry: SealedEntry): void {
    const { header } = entry
    this.kinds.set(header.kind, (this.kinds.get(header.kind) ?? 0) + 1)
    const recorded = header.rec as Instant
    this.firstRecordedAt ??= recorded
    if (this.lastRecordedAt === null || recorded > this.lastRecordedAt) this.lastRecordedAt = recorded
    this.alerts.take(entry)
    this.deliveries.take(entry)
    this.coverage.take(entry)
    if (header.kind === 'anchor') this.#tellAnchor(entry)
    else if (header.kind === 'package.requested') this.#tellRequest(entry)
    else if (header.kind === 'clock.simulated') this.#tellSimulated(slotInstant(entry.slots.detail, 'until'))
    else if (header.kind === 'personal.erased' && header.cor !== undefined) {
      const slot = slots.find((one) => one === slotText(entry.slots.detail, 'slot')) ?? null
      this.#erasures.set(header.cor, [...(this.#erasures.get(header.cor) ?? []), { index: entry.index, slot }])
    }
  }

  #tellAnchor({ index, header, slots: { detail, file } }: SealedEntry): void {
    this.anchors.push({
      index,
      recordedAt: header.rec as Instant,
      kind: slotText(detail, 'kind'),
      size: slotInteger(detail, 'size'),
      authorityAt: slotInstant(detail, 'authority_at'),
      file: slotText(file, 'sha256'),
    })
  }

  #tellRequest({ index, header, slots: { detail } }: SealedEntry): void {
    const said = { period: readRequest(detail), documents: readStatedDocuments(detail) }
    this.requests.set(header.obj, { index, recordedAt: header.rec as Instant, ...said })
    this.#tellSimulated(slotInstant(detail, 'simulated_until'))
  }

  #tellSimulated(until: Instant | null): void {
    if (until !== null && (this.simulatedUntil === null || until > this.simulatedUntil)) this.simulatedUntil = until
  }

  /** By which entry an opening that is not at hand was erased, or its incident made private; undefined where nobody says so. */
  excusedBy(missing: MissingOpening): number | undefined {
    return this.erasedBy(missing) ?? this.incidents.madePrivateBy(missing.obj)
  }

  /** What stays at home because its incident is private. */
  withheld(): MissingOpening[] {
    return this.missing.filter((one) => this.erasedBy(one) === undefined)
  }

  /** By which entry an opening that is not at hand was erased; undefined where nobody says so. */
  erasedBy({ leafHash: hash, slot }: MissingOpening): number | undefined {
    return this.#erasures.get(hash)?.find((erasure) => erasure.slot === null || erasure.slot === slot)?.index
  }
}

function openedInPrivate({ kind }: EntryHeader, slot: Slot): PackageDefect {
  return new PackageDefect('openings', `The ${slot} of an entry of a private incident (${kind}) is opened, which no package does.`)
}
