// Public holidays as rules: a fixed day, one counted from Easter, a weekday of a season; and the days they are in a year.
import { addDays, type CalendarDate, isBusinessDay, isCalendarDate, weekdayOf } from '../kernel/deadline.ts'
import { easterSunday, orthodoxEasterSunday } from './easter.ts'

type Anchor =
  | { readonly kind: 'fixed'; readonly monthDay: string }
  | { readonly kind: 'easter'; readonly days: number }
  | { readonly kind: 'orthodox-easter'; readonly days: number }
  /** The first such weekday from a day on. */
  | { readonly kind: 'weekday'; readonly weekday: number; readonly from: string }

export type Holiday = Anchor & {
  /** The first and the last year it is one. */
  readonly since: number | null
  readonly until: number | null
  /** Years in which it was suspended by a law of its own. */
  readonly except: readonly number[]
  /** On a rest day it is made up for on the next working day. */
  readonly madeUp: boolean
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const written = /^(?:(\d{2}-\d{2})|(orthodox-easter|easter) ([+-]\d{1,2})|([a-z]+) from (\d{2}-\d{2}))$/

/** `05-01`, `easter -2`, `orthodox-easter +1`, `saturday from 06-20`; undefined: it says nothing that is known. */
export function readHolidayDay(text: string): Anchor | undefined {
  const [, fixed, easter, days, weekday, from] = written.exec(text) ?? []
  // 29 February is no holiday anywhere, and would be none in most years.
  if (fixed !== undefined) return isCalendarDate(`2025-${fixed}`) ? { kind: 'fixed', monthDay: fixed } : undefined
  if (easter !== undefined) return { kind: easter === 'easter' ? 'easter' : 'orthodox-easter', days: Number(days) }
  const at = weekdays.indexOf(weekday ?? '')
  if (at < 0 || from === undefined || !isCalendarDate(`2025-${from}`)) return undefined
  return { kind: 'weekday', weekday: at + 1, from }
}

function dateIn(year: number, holiday: Anchor): CalendarDate {
  if (holiday.kind === 'fixed') return `${year}-${holiday.monthDay}`
  if (holiday.kind === 'easter') return addDays(easterSunday(year), holiday.days)
  if (holiday.kind === 'orthodox-easter') return addDays(orthodoxEasterSunday(year), holiday.days)
  const from = `${year}-${holiday.from}`
  return addDays(from, (holiday.weekday - weekdayOf(from) + 7) % 7)
}

function isKept(year: number, { since, until, except }: Holiday): boolean {
  return (since === null || year >= since) && (until === null || year <= until) && !except.includes(year)
}

/** All of them from the first day to the last one, those that are made up for included. */
export function holidaysBetween(
  holidays: readonly Holiday[],
  { from, to, restDays }: { from: CalendarDate; to: CalendarDate; restDays: readonly number[] },
): Set<CalendarDate> {
  const found = new Set<CalendarDate>()
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) {
    const kept = holidays.filter((holiday) => isKept(year, holiday)).map((holiday) => ({ holiday, date: dateIn(year, holiday) }))
    for (const { date } of kept) found.add(date)
    const madeUp = kept.filter(({ holiday, date }) => holiday.madeUp && restDays.includes(weekdayOf(date)))
    for (const { date } of madeUp.sort((left, right) => (left.date < right.date ? -1 : 1))) {
      let next = addDays(date, 1)
      while (!isBusinessDay(next, { restDays, holidays: found })) next = addDays(next, 1)
      found.add(next)
    }
  }
  return new Set([...found].filter((date) => date >= from && date <= to).sort())
}
