// Public holidays of the Member States: computed days are those that people had off, and time limits step over them.
import { describe, expect, test } from 'vitest'
import { obligationCatalogue } from '../../../test/support/obligationCatalogue.ts'
import { addBusinessDays, isBusinessDay } from '../kernel/deadline.ts'
import { type Holiday, holidaysBetween, readHolidayDay } from './holiday.ts'
import { economicArea } from './places.ts'
import type { DatedCalendar } from './rule.ts'

const { calendars } = obligationCatalogue()
const calendarOf = (country: string): DatedCalendar =>
  calendars.get(`eu-${country.toLowerCase()}`) ?? expect.fail(`no calendar of ${country}`)
const inYear = (country: string, year: number) =>
  [...calendarOf(country).holidays].filter((date) => date.startsWith(String(year))).map((date) => date.slice(5))

describe('a day', () => {
  test('is fixed, counted from Easter, or a weekday of a season', () => {
    expect(readHolidayDay('05-01')).toEqual({ kind: 'fixed', monthDay: '05-01' })
    expect(readHolidayDay('easter -2')).toEqual({ kind: 'easter', days: -2 })
    expect(readHolidayDay('orthodox-easter +50')).toEqual({ kind: 'orthodox-easter', days: 50 })
    expect(readHolidayDay('saturday from 06-20')).toEqual({ kind: 'weekday', weekday: 6, from: '06-20' })
  })
  test.each(['02-30', 'easter', 'easter 1', 'Easter +1', 'feierabend from 01-01', 'monday from 13-01', ''])('is not “%s”', (text) => {
    expect(readHolidayDay(text)).toBeUndefined()
  })
  test('on a weekend is made up for on the next working day where that is the law, two of them on two', () => {
    const christmas = ['12-24', '12-25', '12-26'].map(
      (monthDay): Holiday => ({ kind: 'fixed', monthDay, since: null, until: null, except: [], madeUp: true }),
    )
    const days = holidaysBetween(christmas, { from: '2027-01-01', to: '2027-12-31', restDays: [6, 7] })
    expect([...days]).toEqual(['2027-12-24', '2027-12-25', '2027-12-26', '2027-12-27', '2027-12-28'])
  })
})

describe('the calendars of the Member States', () => {
  test('are 27, each with its place, and say where they are from and how sure that is', () => {
    const ofStates = [...calendars.values()].filter(({ id }) => id.startsWith('eu-'))
    expect(ofStates.map(({ place }) => place).sort()).toEqual(economicArea.filter((code) => !['IS', 'LI', 'NO'].includes(code)).sort())
    for (const { id, sources, confidence } of calendars.values()) {
      expect(sources.length, id).toBeGreaterThan(0)
      expect(confidence, id).not.toBe('low')
    }
    for (const { id, sources } of ofStates)
      expect(
        sources.some(({ kind }) => kind !== 'memory'),
        id,
      ).toBe(true)
  })
  // country, year, every day of it as it was printed
  test.each([
    ['DE', 2026, '01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26'],
    ['FR', 2026, '01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25'],
    ['AT', 2027, '01-01 01-06 03-29 05-01 05-06 05-17 05-27 08-15 10-26 11-01 12-08 12-25 12-26'],
    ['GR', 2026, '01-01 01-06 02-23 03-25 04-10 04-12 04-13 05-01 06-01 08-15 10-28 12-25 12-26'],
    ['RO', 2027, '01-01 01-02 01-06 01-07 01-24 04-30 05-01 05-02 05-03 06-01 06-20 06-21 08-15 11-30 12-01 12-25 12-26'],
    ['IE', 2030, '01-01 02-01 03-17 04-22 05-06 06-03 08-05 10-28 12-25 12-26'],
    ['SE', 2026, '01-01 01-06 04-03 04-05 04-06 05-01 05-14 05-24 06-06 06-20 10-31 12-25 12-26'],
    ['IT', 2025, '01-01 01-06 04-20 04-21 04-25 05-01 06-02 08-15 11-01 12-08 12-25 12-26'],
    ['IT', 2026, '01-01 01-06 04-05 04-06 04-25 05-01 06-02 08-15 10-04 11-01 12-08 12-25 12-26'],
    ['SK', 2026, '01-01 01-06 04-03 04-06 05-01 07-05 08-29 11-01 12-24 12-25 12-26'],
    ['SK', 2027, '01-01 01-06 03-26 03-29 05-01 05-08 07-05 08-29 09-15 11-01 12-24 12-25 12-26'],
  ])('%s %i', (country, year, days) => {
    expect(inYear(country, year).join(' ')).toBe(days)
  })
  test.each([
    ['DK', '2026-05-01', true, 'the general prayer day of Denmark was abolished'],
    ['LV', '2025-05-05', false, 'the 4th was a Sunday'],
    ['BG', '2027-05-04', false, '1 May is a Saturday, and Monday is Easter Monday'],
    ['PL', '2025-12-24', false, 'free for the first time'],
    ['LU', '2026-05-09', false, 'Europe Day'],
    ['DE', '2026-06-04', true, 'Corpus Christi is kept in some states only'],
    ['ES', '2026-01-06', true, 'regions may exchange it'],
  ])('%s on %s is worked: %s, for %s', (country, date, worked) => {
    expect(isBusinessDay(date, calendarOf(country))).toBe(worked)
  })
  test('two working days from Maundy Thursday are the Wednesday after Easter in Germany, Tuesday where Good Friday is worked', () => {
    expect(addBusinessDays('2026-04-02', 2, calendarOf('DE'))).toBe('2026-04-08')
    expect(addBusinessDays('2026-04-02', 2, calendarOf('FR'))).toBe('2026-04-07')
  })
})
