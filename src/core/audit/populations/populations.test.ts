// Sentences about the rows of populations: what belongs to a period, what became of it, and what does not add up.
import { describe, expect, test } from 'vitest'
import { type Id, type IdNoun, makeId } from '../../kernel/ids.ts'
import { day, hour, type Instant, minute, toInstant } from '../../kernel/instant.ts'
import type { EntryKind, SlotValue } from '../../ledger/entry.ts'
import type { PopulationFile, SealedEntry } from '../population.ts'
import { AlertPopulation } from './alerts.ts'
import { CoveragePopulation } from './coverage.ts'
import { coverageFiles } from './coverageFiles.ts'
import { DeliveryPopulation } from './deliveries.ts'

const start = toInstant(Date.parse('2026-04-01T00:00:00Z'))
const period = { start, end: toInstant(start + 2 * day) }
const asOf = toInstant(start + 5 * day)
const at = (hours: number) => toInstant(start + hours * hour)

const id = <N extends IdNoun>(noun: N, number: number): Id<N> => makeId(noun, 1, new Uint8Array(10).fill(number))
const source = id('source', 1)

let next = 100
function entry(kind: EntryKind, obj: string, rec: Instant, detail?: SlotValue, act: string = source): SealedEntry {
  const header = { v: 1 as const, kind, act, obj, at: rec, rec, ctl: [], c: {} }
  return { index: next++, header, slots: detail === undefined ? {} : { detail } }
}

function received(number: number, rec: Instant, more: SlotValue = {}): SealedEntry {
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

function reviewed(number: number, rec: Instant, disposition = 'benign'): SealedEntry {
  const detail = { review: id('review', number), disposition, reason: 'Looked at it.', reviewer_role: 'responder' }
  return entry('alert.reviewed', id('alert', number), rec, detail, id('person', 7))
}

/** Rows as objects, by the names of the columns. */
function rowsOf(file: PopulationFile): Record<string, string | number | null>[] {
  return [...file.rows()].map((row) => Object.fromEntries(file.columns.map((column, place) => [column, row[place] ?? null])))
}

function alerts(...entries: SealedEntry[]): AlertPopulation {
  const population = new AlertPopulation(period)
  for (const one of entries) population.take(one)
  return population
}

describe('every alert of a period', () => {
  test('is a row: those recorded from its first instant on and before the first instant after it, and no others', () => {
    const population = alerts(
      received(1, toInstant(start - 1)),
      received(2, start),
      received(3, toInstant(period.end - 1)),
      received(4, period.end),
    )
    expect(rowsOf(population.file(asOf)).map(({ number }) => number)).toEqual(['ALR-2', 'ALR-3'])
    expect(population.receivedAfter).toBe(1)
  })

  test('shows what became of it: the first review decides whether it was in time, the latest what it was', () => {
    const population = alerts(received(1, at(1)), reviewed(1, at(1.5)), reviewed(1, at(30), 'false-positive'))
    expect(rowsOf(population.file(asOf))).toMatchObject([
      {
        ...{ timeliness: 'in_time', seconds_to_review: 1800, disposition: 'false-positive', corrections: 1, reviewer_role: 'responder' },
        ...{ first_reviewed_at: '2026-04-01T01:30:00.000Z', reviewed_at: '2026-04-02T06:00:00.000Z', delay_seconds: 60 },
      },
    ])
  })

  test('is late for ever once late, overdue while nobody looked, open while it is not due', () => {
    const population = alerts(
      received(1, at(1)),
      reviewed(1, at(3)),
      received(2, at(2)),
      received(3, at(40), { review_target_seconds: 30 * 86_400 }),
    )
    expect(rowsOf(population.file(asOf)).map(({ timeliness }) => timeliness)).toEqual(['late', 'overdue', 'open'])
    expect(population.countsBySource(asOf).get(source)).toMatchObject({ received: 3, reviewed: 1, late: 1, overdue: 1, open: 1, inTime: 0 })
    expect(population.list('overdue', asOf, 10).map(({ number }) => number)).toEqual(['ALR-2'])
  })

  test('counts a review recorded after the period, and says so', () => {
    const population = alerts(received(1, at(47)), reviewed(1, at(49)))
    expect(rowsOf(population.file(asOf))).toMatchObject([{ reviewed_after_period: 'yes', timeliness: 'late' }])
    expect(population.countsBySource(asOf).get(source)).toMatchObject({ reviewedAfterPeriod: 1 })
  })

  test('does not mix in reviews of alerts received before or after it, but counts them', () => {
    const population = alerts(received(1, at(-1)), reviewed(1, at(1)), reviewed(9, at(1)), received(2, at(49)), reviewed(2, at(50)))
    expect([population.count, population.reviewsOfEarlier, population.reviewsOfLater]).toEqual([0, 2, 1])
  })

  test('keeps its end', () => {
    const end = entry('alert.resolved', id('alert', 1), at(2), { ended_at: at(1.9), delivery: id('delivery', 1) })
    expect(rowsOf(alerts(received(1, at(1)), end).file(asOf))).toMatchObject([
      { status: 'resolved', ended_at: '2026-04-01T01:54:00.000Z', resolved_at: '2026-04-01T02:00:00.000Z' },
    ])
  })

  test('stays in the count when its detail was erased', () => {
    const erased = entry('alert.received', id('alert', 5), at(1))
    expect(rowsOf(alerts(erased).file(asOf))).toMatchObject([
      { number: null, title: null, detail_erased: 'yes', timeliness: null, source_id: source },
    ])
  })

  test('is counted once if it is recorded twice, and both entries are named', () => {
    const twice = alerts(received(1, at(1)), received(1, at(2)))
    expect(twice.count).toBe(1)
    expect(twice.receivedTwice.count).toBe(1)
  })

  test('has a number, and numbers that nobody has are said', () => {
    expect(alerts(received(4, at(1)), received(5, at(2)), received(6, at(3))).numbering()).toEqual({
      first: 4,
      last: 6,
      elsewhere: 0,
      missing: 0,
    })
    expect(alerts(received(5, at(-1)), received(4, at(1)), received(6, at(3))).numbering()).toEqual({
      first: 4,
      last: 6,
      elsewhere: 1,
      missing: 0,
    })
    expect(alerts(received(4, at(1)), received(7, at(3))).numbering()).toEqual({ first: 4, last: 7, elsewhere: 0, missing: 2 })
    expect(alerts().numbering()).toMatchObject({ first: null, missing: 0 })
  })
})

describe('deliveries', () => {
  const delivery = (number: number, rec: Instant, state: string, more: SlotValue = {}) =>
    entry(state === 'refused' ? 'delivery.refused' : 'delivery.received', id('delivery', number), rec, {
      ...{ source, state, authentication: 'url_only', observations: state === 'accepted' ? 2 : 0, omitted: 0, ...more },
    })
  const readAgain = (number: number, rec: Instant, state = 'accepted') =>
    entry('delivery.reinterpreted', id('delivery', number), rec, { source, state, observations: 3 })

  function deliveries(...entries: SealedEntry[]): DeliveryPopulation {
    const population = new DeliveryPopulation(period)
    for (const one of entries) population.take(one)
    return population
  }

  test('are counted by what was made of them', () => {
    const population = deliveries(
      delivery(1, at(1), 'accepted', { omitted: 4 }),
      delivery(2, at(2), 'repeated'),
      delivery(3, at(3), 'refused'),
      delivery(4, at(-1), 'accepted'),
    )
    expect(population.countsBySource().get(source)).toEqual({
      accepted: 1,
      repeated: 1,
      refused: 1,
      readLater: 0,
      observations: 2,
      omitted: 4,
      erased: 0,
    })
  })

  test('that were refused and read later are listed as both', () => {
    const population = deliveries(
      delivery(3, at(3), 'refused', { reason: 'Not JSON.' }),
      readAgain(3, at(60), 'refused'),
      readAgain(3, at(70)),
    )
    expect(rowsOf(population.file(() => 'Prometheus'))).toMatchObject([
      { reason: 'Not JSON.', read_later_at: '2026-04-03T22:00:00.000Z', observations: 3 },
    ])
    // Read behind the period: what it said belongs there.
    expect(population.countsBySource().get(source)).toMatchObject({ refused: 1, readLater: 1, observations: 0 })
  })

  test('from before the period that were read in it make their observations in it', () => {
    expect(
      deliveries(delivery(3, at(-3), 'refused'), readAgain(3, at(3)))
        .countsBySource()
        .get(source),
    ).toMatchObject({ refused: 0, observations: 3 })
  })

  test('account for every alert, whichever of the two is recorded first', () => {
    const population = deliveries(
      received(1, at(1)),
      delivery(1, at(1), 'accepted'),
      delivery(2, at(2), 'accepted'),
      received(2, at(2)),
      received(3, at(3)),
    )
    expect(population.withoutDelivery()).toMatchObject({ count: 1 })
  })

  test('refused for one reason are one line of the report', () => {
    const population = deliveries(
      ...[1, 2, 3].map((number) => delivery(number, at(number), 'refused', { reason: number === 3 ? 'Other.' : 'Not JSON.' })),
    )
    expect(population.refusedByReason(5)).toMatchObject([
      { reason: 'Not JSON.', refused: 2 },
      { reason: 'Other.', refused: 1 },
    ])
  })
})

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
