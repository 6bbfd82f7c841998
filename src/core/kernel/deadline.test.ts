// Sentences about local days and business time.
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import {
  addBusinessDays,
  addDays,
  addMonths,
  afterDuration,
  atTime,
  businessDayFrom,
  businessDayUpTo,
  businessTimeBetween,
  countDays,
  dateAt,
  endOfDay,
  isBusinessDay,
  isCalendarDate,
  isTimeZone,
  parseDuration,
  periodOfDays,
  quarterBefore,
  startOfDay,
  weekdayOf,
  weekendsOnly,
} from './deadline.ts'
import { day, formatInstant, hour, type Instant, minute, parseInstant, toInstant } from './instant.ts'
import { Refusal } from './refusal.ts'

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
  test('are counted as Temporal counts them, from any date over any number of days', () => {
    const anyDate = fc
      .integer({ min: Date.parse('0001-01-01'), max: Date.parse('9989-12-31') })
      .map((time) => dateAt(toInstant(time), 'UTC'))
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -300, max: 3_000 }), (date, days) => {
        const from = Temporal.PlainDate.from(date)
        const to = from.add({ days })
        expect([addDays(date, days), weekdayOf(date), countDays(date, to.toString())]).toEqual([to.toString(), from.dayOfWeek, days + 1])
      }),
      { numRuns: 2_000 },
    )
  })
  test.each(['2026-02-29', '2026-02-30', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-32', '2026-1-1', '', 'today'])(
    'that do not exist are not counted from: %o',
    (date) => {
      expect(() => addDays(date, 1)).toThrow(RangeError)
      expect(() => weekdayOf(date)).toThrow(RangeError)
      expect(() => countDays('2026-01-01', date)).toThrow(RangeError)
    },
  )
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

describe('durations', () => {
  test('are elapsed time or calendar time, by their unit', () => {
    expect(parseDuration('PT15M')).toEqual({ kind: 'elapsed', milliseconds: 15 * minute })
    expect(parseDuration('PT1H30M5S')).toEqual({ kind: 'elapsed', milliseconds: 90 * minute + 5000 })
    expect(parseDuration('P1D')).toEqual({ kind: 'calendar', months: 0, days: 1 })
    expect(parseDuration('P2W')).toEqual({ kind: 'calendar', months: 0, days: 14 })
    expect(parseDuration('P1Y2M3D')).toEqual({ kind: 'calendar', months: 14, days: 3 })
  })
  test.each(['', 'P', 'PT', 'P1DT', '72h', '-P1D', 'P1.5D', 'pt1h', 'P1H', 'PT1D', 'P0D', 'PT0S', 'P1DT12H', ' P1D', 'P99999Y'])(
    '“%s” is refused',
    (text) => {
      expect(() => parseDuration(text)).toThrow(Refusal)
    },
  )
  test('in hours are exact, in days and months they last to the end of the local day', () => {
    const start = at('2026-10-24T10:00:00+02:00')
    const over = (text: string) => formatInstant(afterDuration(start, parseDuration(text), 'Europe/Paris'))
    expect(over('PT72H')).toBe('2026-10-27T08:00:00.000Z')
    expect(over('P3D')).toBe('2026-10-27T22:59:59.000Z')
    expect(over('P1M')).toBe('2026-11-24T22:59:59.000Z')
    expect(over('P1Y')).toBe('2027-10-24T21:59:59.000Z')
  })
  test('of months end on the last day of a month that is too short', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2028-01-31', 1)).toBe('2028-02-29')
    expect(addMonths('2026-11-30', 3)).toBe('2027-02-28')
    expect(addMonths('2026-12-15', 1)).toBe('2027-01-15')
  })
  test('end of a day and a time of a day hold where the clocks change', () => {
    expect(formatInstant(endOfDay('2026-03-29', 'Europe/Berlin'))).toBe('2026-03-29T21:59:59.000Z')
    expect(formatInstant(atTime('2026-11-27', '17:30', 'America/New_York'))).toBe('2026-11-27T22:30:00.000Z')
    expect(formatInstant(atTime('2026-03-29', '02:30', 'Europe/Berlin'))).toBe('2026-03-29T01:30:00.000Z')
    expect(formatInstant(atTime('2026-10-25', '02:30', 'Europe/Berlin'))).toBe('2026-10-25T00:30:00.000Z')
  })
})

describe('business days', () => {
  const christmas = { restDays: [6, 7], holidays: new Set(['2026-12-25', '2027-01-01']) }

  test('skip weekends and holidays, and do not count the day of the event', () => {
    expect(addBusinessDays('2026-12-24', 1, christmas)).toBe('2026-12-28')
    expect(addBusinessDays('2026-12-24', 5, christmas)).toBe('2027-01-04')
    expect(addBusinessDays('2026-12-26', 1, christmas)).toBe('2026-12-28')
    expect(addBusinessDays('2026-12-24', 0, christmas)).toBe('2026-12-24')
  })
  test('are found from a free day on and back', () => {
    expect(businessDayFrom('2026-12-25', christmas)).toBe('2026-12-28')
    expect(businessDayUpTo('2026-12-27', christmas)).toBe('2026-12-24')
    expect(businessDayFrom('2026-12-28', christmas)).toBe('2026-12-28')
    expect(isBusinessDay('2026-12-25', weekendsOnly)).toBe(true)
  })
  test('of a calendar that never works are not looked for without an end', () => {
    expect(() => addBusinessDays('2026-12-24', 1, { restDays: [1, 2, 3, 4, 5, 6, 7], holidays: new Set() })).toThrow(RangeError)
  })
  test('without holidays are five to a week', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 0, max: 60 }), (offset, weeks) => {
        const date = addDays('2020-01-06', offset)
        const from = businessDayFrom(date, weekendsOnly)
        expect(addBusinessDays(from, weeks * 5, weekendsOnly)).toBe(addDays(from, weeks * 7))
        expect(startOfDay(addBusinessDays(from, 1, weekendsOnly), 'UTC')).toBeGreaterThanOrEqual(startOfDay(from, 'UTC') + day)
      }),
    )
  })
})

describe('the date of an instant', () => {
  test('is what the calendar says, also where clocks change, at midnight or across it, and where a day is left out', () => {
    // 1987 to 2011 St. John's went back from 00:01 to 23:01; in 2011 Apia had no 30 December; São Paulo and Asunción change at midnight.
    const zones = [
      'UTC',
      'Europe/Zurich',
      'America/St_Johns',
      'Pacific/Apia',
      'America/Sao_Paulo',
      'America/Havana',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
    ]
    const calendar = (at: number, zone: string) =>
      Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString()
    for (const zone of zones) {
      let from = Temporal.Instant.from('2006-01-01T00:00:00Z').toZonedDateTimeISO(zone)
      for (let changes = 0; changes < 16; changes++) {
        const next = from.getTimeZoneTransition('next')
        if (next === null) break
        for (let minutes = -26 * 60; minutes <= 26 * 60; minutes += 17) {
          const at = next.epochMilliseconds + minutes * 60_000
          expect([zone, at, dateAt(toInstant(at), zone)]).toEqual([zone, at, calendar(at, zone)])
        }
        from = next
      }
    }
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 4_000_000_000 }), (zone, seconds) => {
        expect(dateAt(toInstant(seconds * 1000), zone)).toBe(calendar(seconds * 1000, zone))
      }),
      { numRuns: 3000, seed: 20_261_128 },
    )
  }, 60_000)
})
