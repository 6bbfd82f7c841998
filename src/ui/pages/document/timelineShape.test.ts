// Where things lie on a timeline.
import { expect, test } from 'vitest'
import { spanOf, ticksOf } from './timelineShape.ts'

const [start, end] = [Date.parse('2026-04-01T00:00:00Z'), Date.parse('2026-07-01T00:00:00Z')]

test('a stretch lies where its days are, and never outside of the period', () => {
  const span = spanOf('2026-01-01T00:00:00Z', '2026-04-10T02:24:00Z', start, end)
  expect(span.left).toBe(0)
  expect(span.width).toBeCloseTo(10, 5)
  expect(spanOf('2026-06-30T00:00:00Z', '2027-01-01T00:00:00Z', start, end)).toEqual({
    left: expect.closeTo(98.9, 1),
    width: expect.closeTo(1.1, 1),
  })
})

test('months are named, and thinned out where there are many', () => {
  expect(ticksOf(start, end).map(({ label }) => label)).toEqual(['Apr 2026', 'May', 'Jun'])
  const zurich = [Date.parse('2026-03-31T22:00:00Z'), Date.parse('2026-06-30T22:00:00Z')] as const
  expect(ticksOf(...zurich).map(({ label }) => label)).toEqual(['Apr 2026', 'May', 'Jun'])
  const years = ticksOf(Date.parse('2024-01-01T00:00:00Z'), end)
  expect(years.length).toBeLessThanOrEqual(7)
  expect(years[0]?.label).toBe('Jan 2024')
})
