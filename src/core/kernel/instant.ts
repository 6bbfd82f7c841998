// A point in time. Core never asks the clock: instants are made at the edge and passed in.

declare const instant: unique symbol
/** Milliseconds since 1970-01-01T00:00:00Z, a whole number. */
export type Instant = number & { readonly [instant]: true }

export const second = 1000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour

/** The range PostgreSQL's `timestamptz`, JavaScript's `Date` and RFC 3339 agree on: years 0001 to 9999. */
const earliest = -62_135_596_800_000
const latest = 253_402_300_799_999

export function isInstant(milliseconds: number): milliseconds is Instant {
  return Number.isInteger(milliseconds) && milliseconds >= earliest && milliseconds <= latest
}

export function toInstant(milliseconds: number): Instant {
  if (!Number.isFinite(milliseconds)) throw new RangeError(`not an instant: ${milliseconds}`)
  const whole = Math.floor(milliseconds)
  if (whole < earliest || whole > latest) throw new RangeError(`an instant outside the years 1 to 9999: ${milliseconds}`)
  return whole as Instant
}

/** RFC 3339 in UTC with milliseconds, for instance `2026-04-01T02:21:54.532Z`. */
export function formatInstant(at: Instant): string {
  return new Date(at).toISOString()
}

const rfc3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:[.,](\d{1,12}))?(?:([Zz])|([+-])(\d{2}):?(\d{2}))$/

/**
 * Reads RFC 3339, and what monitoring tools send in its name: offsets without a colon, up to twelve fraction digits
 * (those beyond the millisecond are dropped), a space for the `T`. A time without an offset is not an instant: undefined.
 */
export function parseInstant(text: string): Instant | undefined {
  const match = rfc3339.exec(text.trim())
  if (!match) return undefined
  const [, year, month, date, hours, minutes, seconds, fraction = '', , sign, offsetHours = '0', offsetMinutes = '0'] = match
  const field = [year, month, date, hours, minutes, seconds].map(Number) as [number, number, number, number, number, number]
  if (field[1] < 1 || field[1] > 12 || field[2] < 1 || field[3] > 23 || field[4] > 59 || field[5] > 60) return undefined
  const days = new Date(0)
  days.setUTCFullYear(field[0], field[1] - 1, field[2])
  if (days.getUTCMonth() !== field[1] - 1) return undefined
  if (Number(offsetHours) > 23 || Number(offsetMinutes) > 59) return undefined
  const offset = (sign === '-' ? -1 : 1) * (Number(offsetHours) * hour + Number(offsetMinutes) * minute)
  const milliseconds = Number(fraction.padEnd(3, '0').slice(0, 3))
  const total = days.getTime() + field[3] * hour + field[4] * minute + Math.min(field[5], 59) * second + milliseconds - offset
  return total < earliest || total > latest ? undefined : (total as Instant)
}
