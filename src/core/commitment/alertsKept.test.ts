// By when alerts are due in each slice of a period: every instant in one slice, and its end counted on the calendar of the place.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseDuration } from '../document/duration.ts'
import { afterDuration } from '../kernel/deadline.ts'
import { day, hour, toInstant } from '../kernel/instant.ts'
import { countable } from '../policy/countable.ts'
import { alertKept, alertSlices } from './alertsKept.ts'

const start = toInstant(Date.UTC(2026, 2, 20, 9))
const within = (iso: string) => parseDuration(iso) ?? expect.unreachable()

test('hours are one slice, and days one for each local day, also where the clocks change', () => {
  expect(alertSlices('v1', within('PT4H'), start, toInstant(start + 30 * day), 'Europe/Zurich')).toHaveLength(1)
  const slices = alertSlices('v1', within('P1D'), start, toInstant(start + 20 * day), 'Europe/Zurich')
  expect(slices).toHaveLength(21)
  expect(slices[8]?.from).toBe(Date.UTC(2026, 2, 27, 23))
  expect(slices[9]).toMatchObject({
    from: Date.UTC(2026, 2, 28, 23),
    to: Date.UTC(2026, 2, 29, 22),
    dueAt: Date.UTC(2026, 2, 30, 21, 59, 59),
  })
})

test('any instant of a period lies in one slice, and is due when the calendar says', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('PT1H', 'PT36H', 'P1D', 'P2W', 'P1M'),
      fc.constantFrom('Europe/Zurich', 'America/Havana', 'Asia/Kathmandu', 'UTC'),
      fc.integer({ min: 1, max: 60 * 24 }),
      fc.double({ min: 0, max: 0.999999, noNaN: true }),
      (iso, zone, hours, share) => {
        const [end, at] = [toInstant(start + hours * hour), toInstant(start + Math.floor(share * hours * hour))]
        const holding = alertSlices('v1', within(iso), start, end, zone).filter(({ from, to }) => from <= at && at < to)
        expect(holding).toHaveLength(1)
        const [slice] = holding
        const due = afterDuration(at, countable(within(iso)), zone)
        expect(slice && alertKept(slice, { receivedAt: at, firstReviewedAt: due }, end)).toMatchObject({ dueAt: due, outcome: 'kept' })
        expect(slice && alertKept(slice, { receivedAt: at, firstReviewedAt: toInstant(due + 1000) }, end).outcome).toBe('broken')
      },
    ),
    { numRuns: 50 },
  )
})

test('what nobody reviewed runs until it is due', () => {
  const [slice] = alertSlices('v1', within('PT4H'), start, toInstant(start + day), 'UTC')
  const outcome = (hours: number) =>
    slice && alertKept(slice, { receivedAt: start, firstReviewedAt: null }, toInstant(start + hours * hour)).outcome
  expect([outcome(4), outcome(5)]).toEqual(['running', 'broken'])
})
