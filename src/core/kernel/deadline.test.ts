// Sentences about local days and business time.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  businessTimeBetween,
  countDays,
  dateAt,
  isCalendarDate,
  isTimeZone,
  periodOfDays,
  quarterBefore,
  startOfDay,
  weekdayOf,
} from './deadline.ts'
import { formatInstant, hour, type Instant, parseInstant, toInstant } from './instant.ts'

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

describe('periods', () => {
  const zones = [
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kolkata',
    'Pacific/Apia',
    'Africa/Cairo',
    'Australia/Lord_Howe',
    'America/Sao_Paulo',
  ]
  const anyZone = fc.constantFrom(...zones)
  const anyDate = fc
    .date({ min: new Date('2005-01-01T00:00:00Z'), max: new Date('2035-12-31T00:00:00Z'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))

  test('every instant of a period has a local date from the first to the last, and the instants beside it have none', () => {
    fc.assert(
      fc.property(
        anyDate,
        fc.integer({ min: 0, max: 400 }),
        anyZone,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (first, days, zone, part) => {
          const last = addDays(first, days)
          const { start, end } = periodOfDays(first, last, zone)
          const inside = dateAt(toInstant(start + Math.floor((end - 1 - start) * part)), zone)
          expect(inside >= first && inside <= last).toBe(true)
          // Samoa slept through 2011-12-30: that day begins when the next one does.
          if (dateAt(start, zone) === first) expect(dateAt(toInstant(start - 1), zone) < first).toBe(true)
          expect(dateAt(end, zone) > last).toBe(true)
          expect(dateAt(toInstant(end - 1), zone) <= last).toBe(true)
        },
      ),
    )
  })

  test('follow one another without a gap and without an overlap', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 60 }), anyZone, (first, one, two, zone) => {
        const middle = addDays(first, one)
        const [left, right] = [periodOfDays(first, middle, zone), periodOfDays(addDays(middle, 1), addDays(middle, two), zone)]
        expect(left.end).toBe(right.start)
      }),
    )
  })

  test('are as long as their days, give or take the hours a clock change moves', () => {
    const { start, end } = periodOfDays('2026-03-29', '2026-03-29', 'Europe/Berlin')
    expect(end - start).toBe(23 * hour)
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 800 }), anyZone, (first, days, zone) => {
        const last = addDays(first, days)
        const { start: from, end: until } = periodOfDays(first, last, zone)
        expect(countDays(first, last)).toBe(days + 1)
        // Samoa left out a whole day in 2011, between a winter and a summer of its own.
        expect(Math.abs(until - from - (days + 1) * 24 * hour)).toBeLessThanOrEqual(25 * hour)
      }),
      { examples: [['2010-03-06', 664, 'Pacific/Apia']] },
    )
  })

  test('of the last full quarter end on the day before this quarter', () => {
    expect(quarterBefore('2026-11-22')).toEqual({ first: '2026-07-01', last: '2026-09-30' })
    expect(quarterBefore('2026-01-01')).toEqual({ first: '2025-10-01', last: '2025-12-31' })
    expect(quarterBefore('2026-03-31')).toEqual({ first: '2025-10-01', last: '2025-12-31' })
    expect(quarterBefore('2026-04-01')).toEqual({ first: '2026-01-01', last: '2026-03-31' })
  })
})

describe('what is no date and no time zone', () => {
  test.each(['2026-02-29', '2026-04-31', '2026-13-01', '2026-1-1', '20260101', '2026-01-01T00:00', ''])(
    '“%s” is refused as a date',
    (text) => {
      expect(isCalendarDate(text)).toBe(false)
    },
  )
  test.each(['+02:00', 'Europe/Atlantis', '', 'UTC ', '../UTC', 'Z', '2026-01-01T00:00Z[UTC]'])(
    '“%s” is refused as a time zone',
    (text) => {
      expect(isTimeZone(text)).toBe(false)
    },
  )
  test.each(['UTC', 'Europe/Zurich', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'])('“%s” is a time zone', (text) => {
    expect(isTimeZone(text)).toBe(true)
  })
})
