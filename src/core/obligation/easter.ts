// On which day is Easter? In the churches of the west, and in those of the east.
import { addDays, type CalendarDate } from '../kernel/deadline.ts'

const two = (part: number) => String(part).padStart(2, '0')

/** By the tables of Gregory’s calendar, in the form that needs no exceptions (Meeus, Jones, Butcher). */
export function easterSunday(year: number): CalendarDate {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const ofCentury = year % 100
  const moonShift = Math.floor((century + 8) / 25)
  const moon = (19 * golden + century - Math.floor(century / 4) - Math.floor((century - moonShift + 1) / 3) + 15) % 30
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - moon - (ofCentury % 4)) % 7
  const late = Math.floor((golden + 11 * moon + 22 * weekday) / 451)
  const days = moon + weekday - 7 * late + 114
  return `${year}-${two(Math.floor(days / 31))}-${two((days % 31) + 1)}`
}

/** How far Julius’ calendar lies behind, from March 1900 to February 2100. */
const julianLag = 13

/** By the moon of Julius’ calendar, told in ours. */
export function orthodoxEasterSunday(year: number): CalendarDate {
  const moon = (19 * (year % 19) + 15) % 30
  const weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
  const days = moon + weekday + 114
  return addDays(`${year}-${two(Math.floor(days / 31))}-${two((days % 31) + 1)}`, julianLag)
}
