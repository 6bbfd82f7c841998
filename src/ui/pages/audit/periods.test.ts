// Periods: whole calendar days, also around a new year.
import { expect, test } from 'vitest'
import { todayIn } from '../../kit/calendar.ts'
import { periodsBefore } from './periods.ts'

test('the last quarter in February is the last quarter of the year before', () => {
  expect(periodsBefore('2026-02-10')[0]).toMatchObject({ name: 'Q4 2025', firstDay: '2025-10-01', lastDay: '2025-12-31' })
})
test('twelve months end with last month', () => {
  expect(periodsBefore('2026-11-22').find((period) => period.id === 'twelve')).toMatchObject({
    firstDay: '2025-11-01',
    lastDay: '2026-10-31',
  })
})
test('last year is a calendar year, leap days and all', () => {
  expect(periodsBefore('2025-06-01').at(-1)).toMatchObject({ firstDay: '2024-01-01', lastDay: '2024-12-31' })
})
test('today is counted in the zone of the organization', () => {
  expect(todayIn('Pacific/Auckland', Date.parse('2026-03-03T13:05:09Z'))).toBe('2026-03-04')
})
