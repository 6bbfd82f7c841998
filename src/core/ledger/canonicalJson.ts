// The one spelling of a JSON value (RFC 8785, JCS): what is hashed must have exactly one form.
import type { Json } from './entry.ts'
import { LedgerFormatError } from './ledgerFormatError.ts'
import { deepest, isPlainCanonical } from './plainCanonical.ts'
import { decodeUtf8, encodeUtf8, textOfUnits } from './utf8.ts'

/** Text without anything JSON escapes, ASCII only: by far the most common. */
const plain = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/
const loneSurrogate = /\p{Surrogate}/u

export function canonicalJson(value: Json): string {
  return write(value, 0)
}

export function canonicalBytes(value: Json): Uint8Array {
  return encodeUtf8(write(value, 0))
}

/**
 * Demands that the bytes are the canonical form of what they say; kills duplicate members, other spellings and imprecise numbers.
 * `latin1`: the bytes as characters of the same number, where somebody has them already.
 */
export function parseCanonical(bytes: Uint8Array, latin1?: string): Json {
  if (isPlainCanonical(bytes)) return JSON.parse(latin1 ?? textOfUnits(bytes)) as Json
  return parseCanonicalText(decodeUtf8(bytes))
}

/** The same for text whose bytes are known to be UTF-8. */
export function parseCanonicalText(text: string): Json {
  const value = parse(text)
  if (!isPlainlyCanonical(text, value) && canonicalJson(value) !== text) {
    throw new LedgerFormatError('JSON, but not in its canonical form (RFC 8785).')
  }
  return value
}

/**
 * Millions of entries pass here, so the engine's own writer is asked first: it writes numbers and strings as RFC 8785 wants them and keeps
 * members in the order in which they came. What is left to check is that order, and that no half surrogate hides behind an escape.
 */
function isPlainlyCanonical(text: string, value: Json): boolean {
  return isOrdered(value, 0) && JSON.stringify(value) === text && !text.includes('\\u')
}

function isOrdered(value: Json, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (depth >= deepest) return false
  if (Array.isArray(value)) return value.every((item) => isOrdered(item as Json, depth + 1))
  let before = ''
  for (const name in value) {
    if (name < before) return false
    if (!isOrdered((value as { [key: string]: Json })[name] as Json, depth + 1)) return false
    before = name
  }
  return true
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch (error) {
    throw new LedgerFormatError('Not JSON.', { cause: error })
  }
}

function write(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return writeString(value)
    case 'number':
      // ECMAScript's own number formatting is what RFC 8785 prescribes; minus zero becomes 0.
      if (!Number.isFinite(value)) throw new LedgerFormatError(`${value} is not a JSON number.`)
      return String(value)
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      if (value === null) return 'null'
      if (depth >= deepest) throw new LedgerFormatError(`JSON nested more than ${deepest} levels deep.`)
      return Array.isArray(value) ? writeArray(value, depth) : writeObject(value, depth)
    default:
      throw new LedgerFormatError(`A value of type ${typeof value} is not JSON.`)
  }
}

function writeString(text: string): string {
  if (plain.test(text)) return `"${text}"`
  if (loneSurrogate.test(text)) throw new LedgerFormatError('Not Unicode text: half of a surrogate pair stands alone.')
  return JSON.stringify(text)
}

function writeArray(items: readonly unknown[], depth: number): string {
  let text = '['
  for (let index = 0; index < items.length; index++) text += (index === 0 ? '' : ',') + write(items[index], depth + 1)
  return `${text}]`
}

function writeObject(value: object, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) throw new LedgerFormatError('Only plain objects are JSON.')
  const members = value as Record<string, unknown>
  let text = '{'
  // `sort` without a comparison orders by UTF-16 code units, as RFC 8785 §3.2.3 wants it.
  for (const name of Object.keys(members).sort()) {
    text += `${text.length === 1 ? '' : ','}${writeString(name)}:${write(members[name], depth + 1)}`
  }
  return `${text}}`
}
