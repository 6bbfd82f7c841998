// Calendar arithmetic, the only place where a time zone counts: where local days begin, and how much business time lies between instants.
import { Temporal } from 'temporal-polyfill'
import { type Instant, toInstant } from './instant.ts'

/** `YYYY-MM-DD`, without a time zone: which one is meant is said where it is used. */
export type CalendarDate = string

/** The instant a local date begins; where the clocks skip midnight, the first instant after it. */
export function startOfDay(date: CalendarDate, timeZone: string): Instant {
  return toInstant(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone }).epochMilliseconds)
}

/** The local date of an instant. */
export function dateAt(at: Instant, timeZone: string): CalendarDate {
  return localDate(at, timeZone).toString()
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return Temporal.PlainDate.from(date).add({ days }).toString()
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(date: CalendarDate): number {
  return Temporal.PlainDate.from(date).dayOfWeek
}

function localDate(at: Instant, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate()
}

/** Monday to Friday, 08:00 to 18:00 local time. Public holidays are not known here: they are explained like any other silence. */
export const businessHours = { firstDay: 1, lastDay: 5, from: 8, until: 18 } as const

/**
 * How much business time lies between two instants, in milliseconds. Stops counting at `enough`: whoever asks whether an hour of
 * silence is exceeded need not walk through years of it.
 */
export function businessTimeBetween(from: Instant, to: Instant, timeZone: string, enough = Number.POSITIVE_INFINITY): number {
  if (to <= from) return 0
  let date = localDate(from, timeZone)
  let total = 0
  while (total < enough) {
    const [opens, closes] = hoursOf(date, timeZone)
    if (opens >= to) break
    if (isBusinessDay(date)) total += Math.max(0, Math.min(closes, to) - Math.max(opens, from))
    date = date.add({ days: 1 })
  }
  return total
}

function isBusinessDay({ dayOfWeek }: Temporal.PlainDate): boolean {
  return dayOfWeek >= businessHours.firstDay && dayOfWeek <= businessHours.lastDay
}

function hoursOf(date: Temporal.PlainDate, timeZone: string): [number, number] {
  const at = (hours: number) => date.toZonedDateTime({ timeZone, plainTime: { hour: hours } }).epochMilliseconds
  return [at(businessHours.from), at(businessHours.until)]
}

const datePattern = /^\d{4}-\d{2}-\d{2}$/

/** A day that exists: not the 31st of April. */
export function isCalendarDate(text: string): text is CalendarDate {
  if (!datePattern.test(text)) return false
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** A name of the IANA time zone database that this machine knows, or `UTC`. Offsets like `+02:00` are refused: they know no summer time. */
export function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(text)) return false
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** How many days there are from the first to the last, both included; none or fewer where the last lies before the first. */
export function countDays(first: CalendarDate, last: CalendarDate): number {
  return Temporal.PlainDate.from(first).until(Temporal.PlainDate.from(last), { largestUnit: 'days' }).days + 1
}

/** From the first instant of the first local day up to, and without, the first instant after the last one. */
export function periodOfDays(first: CalendarDate, last: CalendarDate, timeZone: string): { start: Instant; end: Instant } {
  return { start: startOfDay(first, timeZone), end: startOfDay(addDays(last, 1), timeZone) }
}

/** The last quarter that is wholly over on a date: what an auditor asks for first. */
export function quarterBefore(date: CalendarDate): { first: CalendarDate; last: CalendarDate } {
  const { year, month } = Temporal.PlainDate.from(date)
  const begins = new Temporal.PlainDate(year, month - ((month - 1) % 3), 1)
  return { first: begins.subtract({ months: 3 }).toString(), last: begins.subtract({ days: 1 }).toString() }
}

const timePattern = /^([01]\d|2[0-3]):([0-5]\d)$/

export function isTimeOfDay(text: string): boolean {
  return timePattern.test(text)
}

/** The instant of `HH:MM` on a local date. A time the clocks skip is the same distance after the change; one they repeat is the earlier. */
export function localTime(date: CalendarDate, time: string, timeZone: string): Instant {
  const plainTime = Temporal.PlainTime.from(time)
  return toInstant(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime }).epochMilliseconds)
}
