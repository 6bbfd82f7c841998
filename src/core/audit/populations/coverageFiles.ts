// Population P4 as files: the sources, the changes to them, every source on every day, and the gaps.
import { formatInstant, type Instant } from '../../kernel/instant.ts'
import type { Cell } from '../csv.ts'
import { type PopulationFile, timeCell, within, yesNo } from '../population.ts'
import { type CoveragePopulation, type Gap, gapSeconds, gapSecondsOn, type SourceDay, type SourceRecord } from './coverage.ts'

export function coverageFiles(coverage: CoveragePopulation, asOf: Instant): PopulationFile[] {
  return [sourceFile(coverage, asOf), changeFile(coverage), dayFile(coverage, asOf), gapFile(coverage, asOf)]
}

function sourceFile(coverage: CoveragePopulation, asOf: Instant): PopulationFile {
  const sources = coverage.sources()
  const gaps = coverage.gaps(asOf)
  return {
    name: 'P4-sources.csv',
    holds: 'one source that was there at any time of the period',
    columns: [
      ...[
        'source_id',
        'source',
        'integration',
        'created_at',
        'retired_at',
        'heartbeat_seconds',
        'review_target_seconds',
        'coverage_intent',
      ],
      ...[
        'signed',
        'settings_entry',
        'changes',
        'days',
        'days_on_record',
        'heartbeats',
        'deliveries',
        'refused',
        'gaps',
        'gaps_unexplained',
      ],
    ],
    rowCount: sources.length,
    rows: () => sources.map((source) => sourceCells(coverage, source, gaps)),
  }
}

function sourceCells(coverage: CoveragePopulation, source: SourceRecord, gaps: readonly Gap[]): Cell[] {
  const { period } = coverage
  const settings = coverage.settingsOf(source)
  const days = coverage.daysOf(source)
  const known = days.flatMap((day) => source.days.get(day) ?? [])
  const own = gaps.filter((gap) => gap.source === source.source)
  const sum = (of: (day: SourceDay) => number | null) => known.reduce((total, day) => total + (of(day) ?? 0), 0)
  return [
    ...[source.source, source.name, source.integration, timeCell(source.createdAt), timeCell(source.retiredAt)],
    ...[settings.heartbeatSeconds, settings.reviewTargetSeconds, settings.coverageIntent, yesNo(settings.signed), settings.entry],
    source.statements.filter(({ kind, at }) => kind === 'changed' && within(period, at)).length,
    ...[days.length, known.length, sum((day) => day.heartbeats), sum((day) => day.deliveries), sum((day) => day.refused)],
    ...[own.length, own.filter((gap) => gap.explainedAt === null).length],
  ]
}

function changeFile(coverage: CoveragePopulation): PopulationFile {
  const changes = coverage.sources().flatMap((source) => source.statements.map((said) => ({ source, said })))
  return {
    name: 'P4-source-changes.csv',
    holds: 'one entry that says how a source in scope was watched from then on, between the opening and the closing checkpoint',
    columns: [
      ...['source_id', 'what', 'at', 'by', 'source', 'integration', 'heartbeat_seconds', 'review_target_seconds', 'coverage_intent'],
      ...['signed', 'reason', 'entry'],
    ],
    rowCount: changes.length,
    rows: () =>
      changes.map(({ source, said }) => [
        ...[source.source, said.kind, formatInstant(said.at), said.by, said.name, said.integration, said.heartbeatSeconds],
        ...[said.reviewTargetSeconds, said.coverageIntent, yesNo(said.signed), said.reason, said.entry],
      ]),
  }
}

function dayFile(coverage: CoveragePopulation, asOf: Instant): PopulationFile {
  const sources = coverage.sources()
  const gaps = coverage.gaps(asOf)
  return {
    name: 'P4-coverage.csv',
    holds: 'one source on one UTC day of the period',
    columns: [
      ...['day', 'source_id', 'source', 'heartbeat_seconds', 'expected', 'heartbeats', 'deliveries', 'refused', 'alerts'],
      ...['longest_silence_seconds', 'first_heard_at', 'last_heard_at', 'gap_seconds', 'gap_explained', 'on_record', 'entry'],
    ],
    rowCount: sources.reduce((total, source) => total + coverage.daysOf(source).length, 0),
    *rows() {
      for (const source of sources) {
        const own = gaps.filter((gap) => gap.source === source.source)
        for (const day of coverage.daysOf(source)) yield dayCells(source, day, own, asOf)
      }
    },
  }
}

function dayCells(source: SourceRecord, day: string, gaps: readonly Gap[], asOf: Instant): Cell[] {
  const known = source.days.get(day)
  const silent = gaps.filter((gap) => gapSecondsOn(gap, day, asOf) > 0)
  return [
    ...[day, source.source, source.name, known?.heartbeatSeconds ?? null, known?.expected ?? null, known?.heartbeats ?? null],
    ...[known?.deliveries ?? null, known?.refused ?? null, source.alertsByDay.get(day) ?? 0, known?.longestSilenceSeconds ?? null],
    ...[timeCell(known?.firstHeardAt ?? null), timeCell(known?.lastHeardAt ?? null)],
    silent.reduce((total, gap) => total + gapSecondsOn(gap, day, asOf), 0),
    silent.length === 0 ? null : yesNo(silent.every((gap) => gap.explainedAt !== null)),
    ...[yesNo(known !== undefined), known?.entry ?? null],
  ]
}

function gapFile(coverage: CoveragePopulation, asOf: Instant): PopulationFile {
  const gaps = coverage.gaps(asOf)
  return {
    name: 'P4-gaps.csv',
    holds: 'one coverage gap that overlaps the period, in the order in which they began',
    columns: [
      ...[
        'gap_id',
        'source_id',
        'source',
        'started_at',
        'ended_at',
        'seconds',
        'heartbeat_seconds',
        'not_running_from',
        'not_running_until',
      ],
      ...['explanation', 'explained_by', 'explained_at', 'opened_entry', 'closed_entry', 'explained_entry'],
    ],
    rowCount: gaps.length,
    rows: () =>
      gaps.map((gap) => [
        ...[gap.gap, gap.source, gap.sourceName, timeCell(gap.startedAt), timeCell(gap.endedAt), gapSeconds(gap, asOf)],
        ...[gap.heartbeatSeconds, timeCell(gap.notRunningFrom), timeCell(gap.notRunningUntil), gap.explanation, gap.explainedBy],
        ...[timeCell(gap.explainedAt), gap.openedEntry, gap.closedEntry, gap.explainedEntry],
      ]),
  }
}
