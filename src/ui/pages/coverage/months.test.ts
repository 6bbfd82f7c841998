// Months and quarters of the coverage page.
import { expect, test } from 'vitest'
import { otherWidth, readSpan, weekdayOf } from './months.ts'

const now = Date.parse('2026-11-22T12:00:00Z')

test('a month has all its days, also in a leap year', () => {
  expect(readSpan('2028-02', now)).toMatchObject({ from: '2028-02-01', to: '2028-02-29', before: '2028-01', after: '2028-03' })
})
test('a quarter goes over the new year', () => {
  expect(readSpan('2026-Q1', now)).toMatchObject({
    label: 'Q1 2026',
    from: '2026-01-01',
    to: '2026-03-31',
    before: '2025-Q4',
    after: '2026-Q2',
  })
})
test('what cannot be read is this month', () => {
  expect(readSpan('soon', now).id).toBe('2026-11')
})
test('month and quarter lead to each other', () => {
  expect(otherWidth(readSpan('2026-11', now))).toBe('2026-Q4')
  expect(otherWidth(readSpan('2026-Q4', now))).toBe('2026-10')
})
test('weeks begin on Monday', () => {
  expect(weekdayOf('2026-11-23')).toBe(0)
  expect(weekdayOf('2026-11-22')).toBe(6)
})
