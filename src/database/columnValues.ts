// What a column's value is in code. The same on both engines, because both are read through the same table of parsers.
import pg from 'pg'
import { type Instant, parseInstant, toInstant } from '../core/kernel/instant.ts'

const oid = {
  bytea: 17,
  int8: 20,
  date: 1082,
  timestamp: 1114,
  timestamptz: 1184,
  interval: 1186,
  numeric: 1700,
  timestamptzArray: 1185,
  int8Array: 1016,
  byteaArray: 1001,
  dateArray: 1182,
  numericArray: 1231,
} as const

const zero = 48
const digit = (text: string, place: number) => text.charCodeAt(place) - zero
const two = (text: string, place: number) => digit(text, place) * 10 + digit(text, place + 1)

const wholeSeconds = '2026-11-28 17:40:00+00'.length
/** What is finer than a millisecond is left out. */
function fractionOf(text: string): number {
  const digits = text.length - wholeSeconds - 1
  return digit(text, 20) * 100 + (digits > 1 ? digit(text, 21) * 10 : 0) + (digits > 2 ? digit(text, 22) : 0)
}

/** Lists hold tens of thousands of them: `2026-11-28 17:40:00.125+00` is read where it stands. Undefined: it is written otherwise. */
function readPlainly(text: string): Instant | undefined {
  const isPlain = text.charCodeAt(0) > zero && text[4] === '-' && text[10] === ' ' && text.endsWith('+00')
  if (!isPlain || (text.length !== wholeSeconds && (text[19] !== '.' || text.length > wholeSeconds + 7))) return undefined
  const year = two(text, 0) * 100 + two(text, 2)
  const fraction = text.length === wholeSeconds ? 0 : fractionOf(text)
  return Date.UTC(year, two(text, 5) - 1, two(text, 8), two(text, 11), two(text, 14), two(text, 17), fraction) as Instant
}

/** Sessions run in UTC with ISO dates, so the offset is `+00` but for a session somebody else configured. */
export function readTimestamp(text: string): Instant {
  const plain = readPlainly(text)
  if (plain !== undefined) return plain
  const at = text.endsWith('+00') ? Date.parse(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`) : Number.NaN
  if (!Number.isNaN(at)) return toInstant(at)
  const parsed = parseInstant(text)
  if (parsed === undefined) throw new RangeError(`The database holds a time that is no instant between the years 1 and 9999: ${text}`)
  return parsed
}

function readInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`The database holds an integer beyond 2^53 where a number is expected: ${text}`)
  return value
}

const readBuffer: (text: string) => Uint8Array = pg.types.getTypeParser(oid.bytea, 'text')

/** A plain Uint8Array, not a Buffer: equal bytes are then equal values in tests and in core. */
function readBytes(text: string): Uint8Array {
  const buffer = readBuffer(text)
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
}

const asText = (text: string) => text

/** The driver's own reader of `{…}`; its published type describes something else. */
const { create: readArray } = pg.types.arrayParser as unknown as {
  create: (text: string, read: (text: string) => unknown) => { parse: () => unknown[] }
}
const arrayOf = (read: (text: string) => unknown) => (text: string) => readArray(text, read).parse()

const readers: Record<number, (text: string) => unknown> = {
  [oid.bytea]: readBytes,
  [oid.int8]: readInteger,
  [oid.date]: asText,
  [oid.timestamp]: asText,
  [oid.timestamptz]: readTimestamp,
  [oid.interval]: asText,
  [oid.numeric]: asText,
  [oid.byteaArray]: arrayOf(readBytes),
  [oid.int8Array]: arrayOf(readInteger),
  [oid.dateArray]: arrayOf(asText),
  [oid.timestamptzArray]: arrayOf(readTimestamp),
  [oid.numericArray]: arrayOf(asText),
}

/** Given to every connection: timestamptz → Instant, int8 → number, bytea → Uint8Array, date, numeric and interval → text, jsonb parsed. */
export const columnReaders = {
  getTypeParser(type: number, format?: string): (value: string) => unknown {
    const reader = format === 'binary' ? undefined : readers[type]
    return reader ?? (pg.types.getTypeParser(type, format === 'binary' ? 'binary' : 'text') as (value: string) => unknown)
  },
}
