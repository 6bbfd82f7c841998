// A time as monitoring tools write it: RFC 3339 and its variants, HTTP dates, seconds to nanoseconds since 1970.
import { isLosslessNumber } from 'lossless-json'
import { type Instant, isInstant, parseInstant } from '../core/kernel/instant.ts'
import type { JsonValue } from './readJson.ts'

/**
 * Before this, a time is a zero that leaked out (`0001-01-01`, `1970-01-01`): it means "not yet" or "not known". Nothing
 * monitored then is monitored now.
 */
const earliest = Date.UTC(1980, 0, 1)

/** Null for what names no instant: a missing zone, a zero value, prose. Never throws. */
export function readTime(value: JsonValue | undefined): Instant | null {
  const milliseconds = typeof value === 'string' ? fromText(value.trim()) : fromNumber(value)
  if (milliseconds === null || milliseconds < earliest || !isInstant(milliseconds)) return null
  return milliseconds
}

const digits = /^(\d{1,19})(?:\.(\d{1,19}))?$/

function fromText(text: string): number | null {
  if (text === '' || text.length > 64) return null
  const epoch = digits.exec(text)
  if (epoch) return fromDigits(epoch[1] ?? '', epoch[2] ?? '')
  return parseInstant(text) ?? fromHttpDate(text)
}

function fromNumber(value: JsonValue | undefined): number | null {
  if (isLosslessNumber(value)) return digits.test(value.value) ? fromDigits(value.value, '') : null
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) return null
  const milliseconds = value * millisecondsPer(value)
  // A float's last digit is noise: 1566248777.677 seconds are …677 milliseconds, not …676.9998.
  return Number.isInteger(value) ? Math.floor(milliseconds) : Math.round(milliseconds)
}

function fromDigits(whole: string, fraction: string): number {
  // Nanoseconds as digits: cut, not divided, because as a number they would round into the next millisecond.
  if (whole.length > 17) return Number(whole.slice(0, -6))
  const value = Number(fraction === '' ? whole : `${whole}.${fraction}`)
  return fraction === '' ? Math.floor(value * millisecondsPer(value)) : Math.round(value * millisecondsPer(value))
}

/** By magnitude: seconds until the year 5138, then milliseconds, microseconds, nanoseconds (each from 1973 on). */
function millisecondsPer(value: number): number {
  if (value < 1e11) return 1000
  if (value < 1e14) return 1
  return value < 1e17 ? 1e-3 : 1e-6
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const httpDate = /^(?:[a-z]{3}, )?(\d{1,2}) ([a-z]{3}) (\d{4}) (\d{2}:\d{2}:\d{2}) (?:gmt|utc|([+-]\d{4}))$/i

/** `Thu, 1 Nov 2018 22:00:00 GMT`, as AWS Health writes it. */
function fromHttpDate(text: string): number | null {
  const match = httpDate.exec(text)
  if (!match) return null
  const [, day = '', month = '', year = '', time = '', offset = 'Z'] = match
  const number = months.indexOf(month.toLowerCase()) + 1
  return parseInstant(`${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}T${time}${offset}`) ?? null
}
