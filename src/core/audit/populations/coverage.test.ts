// Sentences about the coverage of a period: a row for every source and day, the sources as they were watched, and the gaps.
import { describe, expect, test } from 'vitest'
import { asOf, at, entry, id, period, rowsOf, source } from '../../../../test/support/populationEntries.ts'
import { day, type Instant, toInstant } from '../../kernel/instant.ts'
import type { SlotValue } from '../../ledger/entry.ts'
import type { PopulationFile, SealedEntry } from '../population.ts'
import { CoveragePopulation } from './coverage.ts'
import { coverageFiles } from './coverageFiles.ts'

describe('coverage', () => {
  const setup = (kind: 'created' | 'changed' | 'retired', rec: Instant, of = source, more: SlotValue = {}) =>
    entry(`source.${kind}`, of, rec, {
      ...{
        name: 'Prometheus',
        integration: 'alertmanager',
        heartbeat_seconds: 600,
        review_target_seconds: 3600,
        coverage_intent: '24x7',
        signed: false,
        ...more,
      },
    })
  const heard = (date: string, heartbeats: number, of = source) =>
    entry('coverage.heartbeat', of, toInstant(Date.parse(`${date}T00:00:00Z`) + day), {
      ...{
        day: date,
        name: 'Prometheus',
        integration: 'alertmanager',
        heartbeat_seconds: 600,
        review_target_seconds: 7200,
        coverage_intent: '24x7',
        expected: 144,
      },
      ...{ heartbeats, deliveries: 1, refused: 0, longest_silence_seconds: 700, first_heard_at: null, last_heard_at: null },
    })

  function coverage(...entries: SealedEntry[]) {
    const population = new CoveragePopulation(period)
    for (const one of entries) population.take(one)
    const files = coverageFiles(population, asOf)
    return { population, rows: (name: string) => rowsOf(files.find((file) => file.name === name) as PopulationFile) }
  }

  test('has a row for every source on every UTC day of the period, also for one without an entry', () => {
    const { rows } = coverage(setup('created', at(-50)), heard('2026-04-01', 140))
    expect(rows('P4-coverage.csv')).toMatchObject([
      { day: '2026-04-01', on_record: 'yes', heartbeats: 140, expected: 144 },
      { day: '2026-04-02', on_record: 'no', heartbeats: null },
    ])
    expect(rows('P4-sources.csv')).toMatchObject([{ days: 2, days_on_record: 1, heartbeats: 140, review_target_seconds: 3600 }])
  })

  test('knows how a source was watched that was set up before the package begins, from what is said every day', () => {
    const { rows } = coverage(heard('2026-04-01', 140))
    expect(rows('P4-sources.csv')).toMatchObject([{ created_at: null, review_target_seconds: 7200, coverage_intent: '24x7' }])
  })

  test('leaves out sources that were not there, and days on which one was not yet or no longer there', () => {
    const [early, late] = [id('source', 2), id('source', 3)]
    const { rows } = coverage(
      ...[setup('created', at(30)), setup('retired', at(40)), setup('retired', at(-30), early), setup('created', at(60), late)],
    )
    expect(rows('P4-sources.csv').map(({ source_id }) => source_id)).toEqual([source])
    expect(rows('P4-coverage.csv').map(({ day: date }) => date)).toEqual(['2026-04-02'])
  })

  test('shows changes with what was in force at the end of the period', () => {
    const { rows } = coverage(
      setup('created', at(-50)),
      setup('changed', at(10), source, { heartbeat_seconds: 60 }),
      setup('changed', at(60), source, { heartbeat_seconds: 9 }),
    )
    expect(rows('P4-sources.csv')).toMatchObject([{ heartbeat_seconds: 60, changes: 1 }])
    expect(rows('P4-source-changes.csv').map(({ what }) => what)).toEqual(['created', 'changed', 'changed'])
  })

  test('holds the gaps that overlap the period, with their explanation, and one that has not ended', () => {
    const gap = (number: number, from: number, to: number | null, explained: boolean) => {
      const about = { source, source_name: 'Prometheus', started_at: at(from) }
      const gapId = id('gap', number)
      return [
        entry('coverage.gap_opened', gapId, at(from + 1), { ...about, heartbeat_seconds: 600 }, 'system'),
        ...(to === null ? [] : [entry('coverage.gap_closed', gapId, at(to), { ...about, ended_at: at(to) })]),
        ...(explained ? [entry('coverage.gap_explained', gapId, at(50), { source, explanation: 'Moved house.' }, id('person', 7))] : []),
      ]
    }
    const { rows } = coverage(
      heard('2026-04-01', 1),
      ...gap(1, -10, -5, false),
      ...gap(2, -10, 2, true),
      ...gap(3, 20, null, false),
      ...gap(4, 60, 61, false),
    )
    expect(rows('P4-gaps.csv')).toMatchObject([
      { seconds: 12 * 3600, explanation: 'Moved house.', ended_at: '2026-04-01T02:00:00.000Z' },
      { seconds: 100 * 3600, explanation: null, ended_at: null },
    ])
    expect(rows('P4-coverage.csv')).toMatchObject([
      { gap_seconds: 2 * 3600 + 4 * 3600, gap_explained: 'no' },
      { gap_seconds: 24 * 3600, gap_explained: 'no' },
    ])
    expect(rows('P4-sources.csv')).toMatchObject([{ gaps: 2, gaps_unexplained: 1 }])
  })
})
