// Sentences about the alerts of a period: which belong to it, what became of them, and what does not add up.
import { describe, expect, test } from 'vitest'
import { asOf, at, entry, id, period, received, rowsOf, source } from '../../../../test/support/populationEntries.ts'
import { type Instant, toInstant } from '../../kernel/instant.ts'
import type { SealedEntry } from '../population.ts'
import { AlertPopulation } from './alerts.ts'

function reviewed(number: number, rec: Instant, disposition = 'benign'): SealedEntry {
  const detail = { review: id('review', number), disposition, reason: 'Looked at it.', reviewer_role: 'responder' }
  return entry('alert.reviewed', id('alert', number), rec, detail, id('person', 7))
}

function alerts(...entries: SealedEntry[]): AlertPopulation {
  const population = new AlertPopulation(period)
  for (const one of entries) population.take(one)
  return population
}

describe('every alert of a period', () => {
  test('is a row: those recorded from its first instant on and before the first instant after it, and no others', () => {
    const population = alerts(
      received(1, toInstant(period.start - 1)),
      received(2, period.start),
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
