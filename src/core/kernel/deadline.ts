// Calendar arithmetic, the only place where a time zone counts: where local days begin and end, when a duration is over, business time and days.
import { Temporal } from 'temporal-polyfill'
import { day, hour, type Instant, minute, second, toInstant } from './instant.ts'
import { Refusal } from './refusal.ts'

/** `YYYY-MM-DD`, without a time zone: which one is meant is said where it is used. */
export type CalendarDate = string

/** The instant a local date begins; where the clocks skip midnight, the first instant after it. */
export function startOfDay(date: CalendarDate, timeZone: string): Instant {
  return toInstant(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone }).epochMilliseconds)
}

/** The local date of an instant. */
export function dateAt(at: Instant, timeZone: string): CalendarDate {
  const here = Math.floor(at / day)
  // A day of 24 hours has no clock change in it, and needs no calendar for the instants between its ends.
  for (const number of [here, here - 1, here + 1]) {
    const { begins, date } = knownDay(number, timeZone)
    if (at >= begins && at - begins < day && knownDay(number + 1, timeZone).begins - begins === day) return date
  }
  return localDate(at, timeZone).toString()
}

type KnownDay = { begins: number; date: CalendarDate }

/** By time zone and number: ten thousand incidents of a quarter have some ninety days. */
const knownDays = new Map<string, Map<number, KnownDay>>()
const mostKnownDays = 5_000

function knownDay(number: number, timeZone: string): KnownDay {
  const inZone = knownDays.get(timeZone) ?? new Map<number, KnownDay>()
  const known = inZone.get(number)
  if (known !== undefined) return known
  if (inZone.size >= mostKnownDays) inZone.clear()
  if (knownDays.size >= mostKnownZones) knownDays.clear()
  const date = dateNumbered(number)
  const fresh = { begins: startOfDay(date, timeZone), date }
  knownDays.set(timeZone, inZone.set(number, fresh))
  return fresh
}

const mostKnownZones = 100

/** As a letter writes it: `2026-11-24 10:00 +01:00 (Europe/Zurich)`. */
export function localTime(at: Instant, timeZone: string): string {
  const { year, month, day, hour: hours, minute: minutes, offset } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${year}-${two(month)}-${two(day)} ${two(hours)}:${two(minutes)} ${offset} (${timeZone})`
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return dateNumbered(numberOf(date) + days)
}

/** The same day number some months on; the last day of a month that has no such day: 31 January and a month is 28 or 29 February. */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  return Temporal.PlainDate.from(date).add({ months }, { overflow: 'constrain' }).toString()
}

/** The last whole second of a local day: a deadline of a day is kept up to and including it. */
export function endOfDay(date: CalendarDate, timeZone: string): Instant {
  return toInstant(startOfDay(addDays(date, 1), timeZone) - second)
}

/** `HH:MM` on a local day. A time the clocks skip is moved on by what they skip; of one they show twice the first is meant. */
export function atTime(date: CalendarDate, time: string, timeZone: string): Instant {
  const plainTime = Temporal.PlainTime.from(time)
  return toInstant(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime }).epochMilliseconds)
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(date: CalendarDate): number {
  // Day 0 was a Thursday.
  return ((((numberOf(date) + 3) % 7) + 7) % 7) + 1
}

/** Days since 1 January 1970. Due dates walk over days by the hundred, and a number is counted on several times as fast as a date of Temporal. */
function numberOf(date: CalendarDate): number {
  const number = Date.parse(`${date}T00:00:00Z`) / day
  // The 30th of February is taken for the 2nd of March: only so late in a month can that be.
  if (Number.isNaN(number) || (date.slice(-2) > '28' && dateNumbered(number) !== date)) throw new RangeError(`${date} is not a date`)
  return number
}

function dateNumbered(number: number): CalendarDate {
  const text = new Date(number * day).toISOString()
  return text.slice(0, text.indexOf('T'))
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
    if (isOfficeDay(date)) total += Math.max(0, Math.min(closes, to) - Math.max(opens, from))
    date = date.add({ days: 1 })
  }
  return total
}

function isOfficeDay({ dayOfWeek }: Temporal.PlainDate): boolean {
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
  return numberOf(last) - numberOf(first) + 1
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

/** Hours run through nights, weekends and clock changes; days and months are counted on a calendar. One or the other, never both. */
export type Duration =
  | { readonly kind: 'elapsed'; readonly milliseconds: number }
  | { readonly kind: 'calendar'; readonly months: number; readonly days: number }

const isoDuration =
  /^P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?=\d)(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?$/

/** Reads an ISO 8601 duration in whole numbers: `PT15M`, `PT72H`, `P1D`, `P30D`, `P1M`, `P1Y`. */
export function parseDuration(text: string): Duration {
  const match = isoDuration.exec(text)
  if (!match) throw notADuration(text, 'write it like PT15M, PT72H, P30D, P1M or P1Y')
  const [years, months, weeks, days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0)) as Seven
  const milliseconds = hours * hour + minutes * minute + seconds * second
  const [allMonths, allDays] = [years * 12 + months, weeks * 7 + days]
  const onCalendar = allMonths > 0 || allDays > 0
  if (milliseconds > 0 && onCalendar) throw notADuration(text, 'it mixes calendar days with hours, say all of it in one of them')
  if (milliseconds > 0) return { kind: 'elapsed', milliseconds }
  if (!onCalendar) throw notADuration(text, 'it must be longer than nothing')
  return { kind: 'calendar', months: allMonths, days: allDays }
}

type Seven = [number, number, number, number, number, number, number]

function notADuration(text: string, todo: string): Refusal {
  return new Refusal('invalid_request', `“${text}” is not a duration: ${todo}.`)
}

/** A duration later. Elapsed time is exact; of calendar time the day of the event is not counted, and the last day is had to its end. */
export function afterDuration(at: Instant, duration: Duration, timeZone: string): Instant {
  if (duration.kind === 'elapsed') return toInstant(at + duration.milliseconds)
  return endOfLastDay(dateAt(at, timeZone), duration, timeZone)
}

/** What begins on one day ends at one instant: ten thousand incidents of a quarter have ninety of them for each promise. */
const ends = new Map<string, Instant>()
const mostEnds = 5_000

function endOfLastDay(date: CalendarDate, { months, days }: { months: number; days: number }, timeZone: string): Instant {
  const asked = `${date} ${months} ${days} ${timeZone}`
  const end = ends.get(asked) ?? endOfDay(addDays(addMonths(date, months), days), timeZone)
  if (ends.size >= mostEnds) ends.clear()
  ends.set(asked, end)
  return end
}

/** The days on which somebody does not work: weekdays (1 is Monday) and public holidays. */
export type WorkCalendar = { readonly restDays: readonly number[]; readonly holidays: ReadonlySet<CalendarDate> }

export const weekendsOnly: WorkCalendar = { restDays: [6, 7], holidays: new Set() }

export function isBusinessDay(date: CalendarDate, calendar: WorkCalendar): boolean {
  return !calendar.restDays.includes(weekdayOf(date)) && !calendar.holidays.has(date)
}

/** The date itself if somebody works on it, else the next one: where a last day that is free rolls to. */
export function businessDayFrom(date: CalendarDate, calendar: WorkCalendar): CalendarDate {
  return walk(date, 1, calendar)
}

/** The date itself if somebody works on it, else the one before: by when to send what is due on a free day. */
export function businessDayUpTo(date: CalendarDate, calendar: WorkCalendar): CalendarDate {
  return walk(date, -1, calendar)
}

/** The day of the event is not counted, whether or not it is a business day: one business day after a Saturday is Monday. */
export function addBusinessDays(date: CalendarDate, days: number, calendar: WorkCalendar): CalendarDate {
  let last = date
  for (let counted = 0; counted < days; counted++) last = walk(addDays(last, 1), 1, calendar)
  return last
}

/** Nobody rests for a year: a calendar that says so is a mistake, and would be walked for ever. */
const longestRest = 366

function walk(date: CalendarDate, step: 1 | -1, calendar: WorkCalendar): CalendarDate {
  let found = date
  for (let walked = 0; walked < longestRest; walked++) {
    if (isBusinessDay(found, calendar)) return found
    found = addDays(found, step)
  }
  throw new RangeError(`no business day within a year of ${date}`)
}

const timePattern = /^([01]\d|2[0-3]):([0-5]\d)$/

export function isTimeOfDay(text: string): boolean {
  return timePattern.test(text)
}
