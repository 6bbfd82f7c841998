// Sources with their days, and coverage gaps, as their entries call for them.
import { type FoldedGap, foldGap } from '../../../core/coverage/foldGap.ts'
import { type FoldedSource, foldSource } from '../../../core/coverage/foldSource.ts'
import { readCoverageDay } from '../../../core/coverage/readCoverageDay.ts'
import type { OpenedEntry } from '../../../core/ledger/openedEntry.ts'
import { type ExpectedRow, foldAll, type Noun, oneRow, shape } from './noun.ts'

function sourceRow(source: FoldedSource): ExpectedRow {
  const state = source.states.at(-1)
  return {
    table: 'source',
    key: '',
    index: state?.index ?? null,
    columns: {
      name: state?.name ?? null,
      integration: state?.integration ?? null,
      heartbeat_seconds: state?.heartbeatSeconds ?? null,
      review_target_seconds: state?.reviewTargetSeconds ?? null,
      coverage_intent: state?.coverageIntent ?? null,
      signed: state?.signed ?? undefined,
      created_at: source.createdAt,
      retired_at: source.retiredAt,
    },
  }
}

function dayRows(entries: readonly OpenedEntry[]): ExpectedRow[] {
  return entries.flatMap((entry) => {
    const day = readCoverageDay(entry)
    if (day === undefined) return []
    const { index, heartbeats, deliveries: count, refused, firstHeardAt, lastHeardAt, recordedAt } = day
    const columns = {
      recorded_at: recordedAt,
      heartbeats,
      deliveries: count,
      refused,
      first_heard_at: firstHeardAt,
      last_heard_at: lastHeardAt,
    }
    return [{ table: 'coverage_day', key: day.day ?? '', index, columns }]
  })
}

export const sources: Noun = {
  prefix: 'src_',
  tables: [
    shape('source', 'source_id', "''", 'name integration heartbeat_seconds review_target_seconds coverage_intent created_at retired_at', {
      computed: { signed: 'secret_sealed is not null' },
    }),
    shape('coverage_day', 'source_id', 'day', 'recorded_at heartbeats deliveries refused first_heard_at last_heard_at', {
      where: 'recorded_at is not null',
    }),
  ],
  expect: (entries) => {
    const source = foldAll(foldSource, entries)
    const days = dayRows(entries)
    return { rows: source === undefined ? days : [sourceRow(source), ...days], contradictions: source?.contradictions ?? [] }
  },
}

export const gaps: Noun = {
  prefix: 'gap_',
  tables: [
    shape(
      'coverage_gap',
      'gap_id',
      "''",
      'source_id started_at detected_at ended_at not_running_from not_running_until explanation explained_by explained_by_name explained_at',
    ),
  ],
  expect: oneRow<FoldedGap>('coverage_gap', foldGap, (gap) => ({
    source_id: gap.source,
    started_at: gap.startedAt,
    detected_at: gap.detectedAt,
    ended_at: gap.endedAt,
    not_running_from: gap.notRunningFrom,
    not_running_until: gap.notRunningUntil,
    explanation: gap.explanation,
    explained_by: gap.explainedBy,
    explained_by_name: gap.explainedByName ?? (gap.explainedAt === null ? null : undefined),
    explained_at: gap.explainedAt,
  })),
}
