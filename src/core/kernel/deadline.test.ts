// Sentences about local days and business time.
import { describe, expect, test } from 'vitest'
import { addDays, businessTimeBetween, dateAt, startOfDay, weekdayOf } from './deadline.ts'
import { formatInstant, hour, type Instant, parseInstant } from './instant.ts'

function at(text: string): Instant {
  const instant = parseInstant(text)
  if (instant === undefined) throw new Error(text)
  return instant
}

describe('local days', () => {
  test('begin at local midnight, also on the days the clocks change', () => {
    expect(formatInstant(startOfDay('2026-03-29', 'Europe/Zurich'))).toBe('2026-03-28T23:00:00.000Z')
    expect(formatInstant(startOfDay('2026-03-30', 'Europe/Zurich'))).toBe('2026-03-29T22:00:00.000Z')
    expect(formatInstant(startOfDay('2026-04-01', 'America/Los_Angeles'))).toBe('2026-04-01T07:00:00.000Z')
  })
  test('begin with the first instant there is where midnight is skipped', () => {
    expect(formatInstant(startOfDay('2026-04-24', 'Africa/Cairo'))).toBe('2026-04-23T22:00:00.000Z')
  })
  test('an instant lies on another date elsewhere', () => {
    expect(dateAt(at('2026-04-01T02:00:00Z'), 'America/New_York')).toBe('2026-03-31')
    expect(dateAt(at('2026-04-01T02:00:00Z'), 'Asia/Tokyo')).toBe('2026-04-01')
  })
  test('are counted on over the ends of months, and know their weekday', () => {
    expect(addDays('2026-02-27', 3)).toBe('2026-03-02')
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
    expect(weekdayOf('2026-04-06')).toBe(1)
    expect(weekdayOf('2026-04-05')).toBe(7)
  })
})

describe('business time', () => {
  test('is Monday to Friday, eight to six, in the time zone given', () => {
    // 2026-04-06 is a Monday.
    expect(businessTimeBetween(at('2026-04-06T00:00:00Z'), at('2026-04-07T00:00:00Z'), 'UTC')).toBe(10 * hour)
    expect(businessTimeBetween(at('2026-04-06T00:00:00Z'), at('2026-04-13T00:00:00Z'), 'UTC')).toBe(50 * hour)
    expect(businessTimeBetween(at('2026-04-04T00:00:00Z'), at('2026-04-06T00:00:00Z'), 'UTC')).toBe(0)
    expect(businessTimeBetween(at('2026-04-06T06:00:00Z'), at('2026-04-06T07:00:00Z'), 'Europe/Zurich')).toBe(hour)
  })
  test('counts the part of a day that lies between', () => {
    expect(businessTimeBetween(at('2026-04-06T17:30:00Z'), at('2026-04-07T08:15:00Z'), 'UTC')).toBe(0.75 * hour)
    expect(businessTimeBetween(at('2026-04-06T09:00:00Z'), at('2026-04-06T09:20:00Z'), 'UTC')).toBe(hour / 3)
  })
  test('over a weekend is nothing', () => {
    expect(businessTimeBetween(at('2026-04-03T18:00:00Z'), at('2026-04-06T08:00:00Z'), 'UTC')).toBe(0)
  })
  test('stops counting where enough is known', () => {
    const counted = businessTimeBetween(at('2020-01-01T00:00:00Z'), at('2026-04-06T08:00:00Z'), 'UTC', hour)
    expect(counted).toBeGreaterThanOrEqual(hour)
    expect(counted).toBeLessThan(20 * hour)
  })
  test('backwards is none', () => {
    expect(businessTimeBetween(at('2026-04-07T12:00:00Z'), at('2026-04-06T12:00:00Z'), 'UTC')).toBe(0)
  })
})
