// Easter against days that calendars have printed.
import { describe, expect, test } from 'vitest'
import { weekdayOf } from '../kernel/deadline.ts'
import { easterSunday, orthodoxEasterSunday } from './easter.ts'

describe('Easter', () => {
  test.each([
    [2024, '2024-03-31', '2024-05-05'],
    [2025, '2025-04-20', '2025-04-20'],
    [2026, '2026-04-05', '2026-04-12'],
    [2027, '2027-03-28', '2027-05-02'],
    [2028, '2028-04-16', '2028-04-16'],
    [2029, '2029-04-01', '2029-04-08'],
    [2030, '2030-04-21', '2030-04-28'],
    [2031, '2031-04-13', '2031-04-13'],
  ])('of %i is on %s in the west and on %s in the east', (year, west, east) => {
    expect([easterSunday(year), orthodoxEasterSunday(year)]).toEqual([west, east])
  })
  test('is as early as 22 March and as late as 25 April', () => {
    expect([1818, 2285].map(easterSunday)).toEqual(['1818-03-22', '2285-03-22'])
    expect([1943, 2038].map(easterSunday)).toEqual(['1943-04-25', '2038-04-25'])
  })
  test('is a Sunday in each of two hundred years, and in the east never before the west', () => {
    for (let year = 1900; year < 2100; year++) {
      const [west, east] = [easterSunday(year), orthodoxEasterSunday(year)]
      expect([weekdayOf(west), weekdayOf(east)], String(year)).toEqual([7, 7])
      expect(east >= west, String(year)).toBe(true)
    }
  })
})
