// Calendar arithmetic, the only place where a time zone counts: where local days begin, and how much business time lies between instants.
import { Temporal } from 'temporal-polyfill'
import { type Instant, toInstant } from './instant.ts'

/** The instant a local calendar date (`YYYY-MM-DD`) begins in a time zone; where midnight is skipped, the first instant after it. */
export function startOfLocalDay(date: string, timeZone: string): Instant {
  return toInstant(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone }).epochMilliseconds)
}

/** The local calendar date of an instant. */
export function localDate(at: Instant, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString()
}

/** Monday to Friday, 08:00 to 18:00 local time. Public holidays are not known here: they are explained like any other silence. */
export const businessHours = { firstDay: 1, lastDay: 5, from: 8, until: 18 } as const

/**
 * How much business time lies between two instants, in milliseconds. Stops counting at `enough`: whoever asks whether an hour of
 * silence is exceeded need not walk through years of it.
 */
export function businessTimeBetween(from: Instant, to: Instant, timeZone: string, enough = Number.POSITIVE_INFINITY): number {
  if (to <= from) return 0
  let date = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone).toPlainDate()
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
