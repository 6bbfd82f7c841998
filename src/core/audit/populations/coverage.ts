// Population P4: the sources in scope, how each was watched, how often it was heard on every day, and its gaps.
import { type Instant, second, toInstant } from '../../kernel/instant.ts'
import { slotBoolean, slotInstant, slotInteger, slotText } from '../../ledger/openedEntry.ts'
import type { Period, SealedEntry } from '../population.ts'

/** What one entry says about how a source was watched from then on. */
export type SourceStatement = {
  entry: number
  kind: 'created' | 'changed' | 'retired'
  at: Instant
  by: string
  name: string | null
  integration: string | null
  heartbeatSeconds: number | null
  reviewTargetSeconds: number | null
  coverageIntent: string | null
  signed: boolean | null
  reason: string | null
}

export type SourceDay = {
  entry: number
  heartbeatSeconds: number | null
  reviewTargetSeconds: number | null
  coverageIntent: string | null
  expected: number | null
  heartbeats: number | null
  deliveries: number | null
  refused: number | null
  longestSilenceSeconds: number | null
  firstHeardAt: Instant | null
  lastHeardAt: Instant | null
}

export type SourceSettings = Pick<SourceStatement, 'heartbeatSeconds' | 'reviewTargetSeconds' | 'coverageIntent' | 'signed'> & {
  /** The entry that says so. */
  entry: number | null
}

export type SourceRecord = {
  source: string
  /** As last said in the log up to the closing checkpoint. */
  name: string | null
  integration: string | null
  /** The instant it was created, where that lies behind the opening checkpoint; else it was there before. */
  createdAt: Instant | null
  retiredAt: Instant | null
  statements: SourceStatement[]
  days: Map<string, SourceDay>
  alertsByDay: Map<string, number>
}

export type Gap = {
  gap: string
  source: string | null
  sourceName: string | null
  startedAt: Instant | null
  endedAt: Instant | null
  heartbeatSeconds: number | null
  /** When Tickmark itself did not run: then the source may be blameless. */
  notRunningFrom: Instant | null
  notRunningUntil: Instant | null
  explanation: string | null
  explainedBy: string | null
  explainedAt: Instant | null
  openedEntry: number | null
  closedEntry: number | null
  explainedEntry: number | null
}

export class CoveragePopulation {
  readonly period: Period
  readonly #sources = new Map<string, SourceRecord>()
  readonly #gaps = new Map<string, Gap>()

  constructor(period: Period) {
    this.period = period
  }

  take(entry: SealedEntry): void {
    const { kind } = entry.header
    if (kind.startsWith('source.')) this.#state(entry)
    else if (kind === 'coverage.heartbeat') this.#day(entry)
    else if (kind.startsWith('coverage.gap_')) this.#gap(entry)
    else if (kind === 'alert.received') this.#alert(entry)
    else if (kind.startsWith('delivery.')) this.#source(slotText(entry.slots.detail, 'source') ?? entry.header.act)
  }

  #source(source: string): SourceRecord {
    let record = this.#sources.get(source)
    if (record === undefined) {
      record = {
        source,
        name: null,
        integration: null,
        createdAt: null,
        retiredAt: null,
        statements: [],
        days: new Map(),
        alertsByDay: new Map(),
      }
      this.#sources.set(source, record)
    }
    return record
  }

  #state({ header, index, slots: { detail } }: SealedEntry): void {
    const source = this.#source(header.obj)
    const kind = header.kind.slice('source.'.length) as SourceStatement['kind']
    const at = header.rec as Instant
    const statement: SourceStatement = {
      ...{ entry: index, kind, at, by: header.act },
      name: slotText(detail, 'name'),
      integration: slotText(detail, 'integration'),
      heartbeatSeconds: slotInteger(detail, 'heartbeat_seconds'),
      reviewTargetSeconds: slotInteger(detail, 'review_target_seconds'),
      coverageIntent: slotText(detail, 'coverage_intent'),
      signed: slotBoolean(detail, 'signed'),
      reason: slotText(detail, 'reason'),
    }
    source.statements.push(statement)
    this.#named(source, statement.name, statement.integration)
    if (kind === 'created') source.createdAt = at
    if (kind === 'retired') source.retiredAt = at
  }

  #named(source: SourceRecord, name: string | null, integration: string | null): void {
    source.name = name ?? source.name
    source.integration = integration ?? source.integration
  }

  #day({ header, index, slots: { detail } }: SealedEntry): void {
    const source = this.#source(header.obj)
    this.#named(source, slotText(detail, 'name'), slotText(detail, 'integration'))
    const day = slotText(detail, 'day')
    if (day === null || source.days.has(day)) return
    source.days.set(day, {
      entry: index,
      heartbeatSeconds: slotInteger(detail, 'heartbeat_seconds'),
      reviewTargetSeconds: slotInteger(detail, 'review_target_seconds'),
      coverageIntent: slotText(detail, 'coverage_intent'),
      expected: slotInteger(detail, 'expected'),
      heartbeats: slotInteger(detail, 'heartbeats'),
      deliveries: slotInteger(detail, 'deliveries'),
      refused: slotInteger(detail, 'refused'),
      longestSilenceSeconds: slotInteger(detail, 'longest_silence_seconds'),
      firstHeardAt: slotInstant(detail, 'first_heard_at'),
      lastHeardAt: slotInstant(detail, 'last_heard_at'),
    })
  }

  #alert({ header, slots: { detail } }: SealedEntry): void {
    const source = this.#source(slotText(detail, 'source') ?? header.act)
    if (source.name === null) this.#named(source, slotText(detail, 'source_name'), slotText(detail, 'integration'))
    const day = utcDay(header.rec)
    source.alertsByDay.set(day, (source.alertsByDay.get(day) ?? 0) + 1)
  }

  #gap({ header, index, slots: { detail } }: SealedEntry): void {
    const gap = this.#gaps.get(header.obj) ?? unknownGap(header.obj)
    this.#gaps.set(header.obj, gap)
    gap.source = slotText(detail, 'source') ?? gap.source
    gap.sourceName = slotText(detail, 'source_name') ?? gap.sourceName
    gap.startedAt = slotInstant(detail, 'started_at') ?? gap.startedAt
    if (header.kind === 'coverage.gap_opened') {
      gap.openedEntry = index
      gap.heartbeatSeconds = slotInteger(detail, 'heartbeat_seconds')
      gap.notRunningFrom = slotInstant(detail, 'not_running_from')
      gap.notRunningUntil = slotInstant(detail, 'not_running_until')
    } else if (header.kind === 'coverage.gap_closed') {
      gap.closedEntry = index
      gap.endedAt = slotInstant(detail, 'ended_at') ?? (header.at as Instant)
    } else {
      gap.explainedEntry = index
      gap.explanation = slotText(detail, 'explanation')
      gap.explainedBy = header.act
      gap.explainedAt = header.rec as Instant
    }
  }

  nameOf(source: string): string | null {
    return this.#sources.get(source)?.name ?? null
  }

  /** Every source that was there at any time of the period, by name and id. */
  sources(): SourceRecord[] {
    const { start, end } = this.period
    const there = [...this.#sources.values()].filter(
      ({ createdAt, retiredAt }) => (createdAt === null || createdAt < end) && (retiredAt === null || retiredAt >= start),
    )
    return there.sort((one, other) => order(one.name ?? '', other.name ?? '') || order(one.source, other.source))
  }

  /** Gaps that overlap the period, in the order in which they began. One still open reaches to `asOf`. */
  gaps(asOf: Instant): Gap[] {
    const { start, end } = this.period
    return [...this.#gaps.values()]
      .filter(({ startedAt, endedAt }) => (startedAt === null || startedAt < end) && (endedAt ?? asOf) >= start)
      .sort((one, other) => (one.startedAt ?? 0) - (other.startedAt ?? 0) || order(one.gap, other.gap))
  }

  /** How it was watched at the end of the period: as set up or changed then, else as its last day in the period says. */
  settingsOf(source: SourceRecord): SourceSettings {
    const said = source.statements.findLast(({ at }) => at < this.period.end)
    const day = this.daysOf(source)
      .flatMap((one) => source.days.get(one) ?? [])
      .at(-1)
    return {
      heartbeatSeconds: (said ?? day)?.heartbeatSeconds ?? null,
      reviewTargetSeconds: (said ?? day)?.reviewTargetSeconds ?? null,
      coverageIntent: (said ?? day)?.coverageIntent ?? null,
      signed: said?.signed ?? null,
      entry: (said ?? day)?.entry ?? null,
    }
  }

  /** The UTC days of the period on which the source was there. */
  daysOf(source: SourceRecord): string[] {
    const from = Math.max(this.period.start, source.createdAt ?? this.period.start)
    const until = Math.min(this.period.end, source.retiredAt ?? this.period.end)
    return utcDaysOf({ start: toInstant(from), end: toInstant(until) })
  }
}

export function gapSeconds(gap: Gap, asOf: Instant): number | null {
  return gap.startedAt === null ? null : Math.max(0, Math.floor(((gap.endedAt ?? asOf) - gap.startedAt) / second))
}

export function gapSecondsOn(gap: Gap, day: string, asOf: Instant): number {
  if (gap.startedAt === null) return 0
  const start = Date.parse(`${day}T00:00:00Z`)
  const from = Math.max(gap.startedAt, start)
  return Math.max(0, Math.floor((Math.min(gap.endedAt ?? asOf, start + 86_400_000) - from) / second))
}

function unknownGap(gap: string): Gap {
  return {
    ...{ gap, source: null, sourceName: null, startedAt: null, endedAt: null, heartbeatSeconds: null, notRunningFrom: null },
    ...{ notRunningUntil: null, explanation: null, explainedBy: null, explainedAt: null, openedEntry: null, closedEntry: null },
    explainedEntry: null,
  }
}

const dayLength = 86_400_000
let lastDay = { number: Number.NaN, text: '' }

/** Millions are asked for, most of them of the same few days. */
export function utcDay(at: number): string {
  const number = Math.floor(at / dayLength)
  if (number !== lastDay.number) lastDay = { number, text: new Date(number * dayLength).toISOString().slice(0, 10) }
  return lastDay.text
}

/** Every UTC day that overlaps the period. */
export function utcDaysOf({ start, end }: Period): string[] {
  const days: string[] = []
  for (let at = Date.parse(`${utcDay(start)}T00:00:00Z`); at < end; at += 86_400_000) days.push(utcDay(at))
  return days
}

/** By code units: the same everywhere, whatever the locale. */
function order(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
