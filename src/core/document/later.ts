// When is a length of time over that a document promises, in the time zone that its organization had then?
import { addDays, addMonths, dateAt, startOfDay } from '../kernel/deadline.ts'
import { type Instant, second, toInstant } from '../kernel/instant.ts'
import { parseDuration } from './duration.ts'

/** `at`: up to and including which it is kept. `over`: from which on it is not. */
export type Due = { readonly at: Instant; readonly over: Instant }

const farthest = 250_000_000_000_000

/** A list asks for each of ten thousand documents when its review is due, each time it is looked at: a calendar answers once. */
const counted = new Map<string, Due>()
const mostCounted = 50_000

/** Days and months are had to the end of their last day; hours are exact. Nothing at all is over at once. */
export function later(from: Instant, iso: string, zone: string): Due {
  const asked = `${from} ${iso} ${zone}`
  const known = counted.get(asked)
  if (known !== undefined) return known
  const due = count(from, iso, zone)
  if (counted.size >= mostCounted) counted.clear()
  counted.set(asked, due)
  return due
}

function count(from: Instant, iso: string, zone: string): Due {
  const { months, days, milliseconds } = parseDuration(iso) ?? { months: 0, days: 0, milliseconds: 0 }
  if (months === 0 && days === 0) {
    const exact = toInstant(Math.min(from + milliseconds, farthest))
    return { at: exact, over: exact }
  }
  const over = toInstant(startOfDay(addDays(addMonths(dateAt(from, zone), months), days + 1), zone) + milliseconds)
  return { at: toInstant(over - second), over }
}

/** A grace is counted from the last day of what was due, so that a day of grace is one day. */
export function withGrace(due: Due, grace: string | null, zone: string): Due {
  if (grace === null) return due
  const { months, days, milliseconds } = parseDuration(grace) ?? { months: 0, days: 0, milliseconds: 0 }
  if (months === 0 && days === 0) return { at: toInstant(due.at + milliseconds), over: toInstant(due.over + milliseconds) }
  return later(due.at, grace, zone)
}
