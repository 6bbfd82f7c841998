// The JSON of a payload, read without losing a digit: integers beyond 2^53 stay as they were written.
import { LosslessNumber, parse } from 'lossless-json'
import { textOfUtf8 } from './bytes.ts'
import { cleanLine } from './text.ts'

export type JsonObject = { readonly [member: string]: JsonValue }
/** An integer beyond 2^53 is a `LosslessNumber`, which holds its digits; every other number is a `number`. */
export type JsonValue = null | boolean | number | string | LosslessNumber | readonly JsonValue[] | JsonObject

export type ReadJson = { ok: true; value: JsonValue } | { ok: false; reason: string }

/** Deeper than any monitoring tool nests, and shallow enough that whatever walks the value may recurse. */
export const depthLimit = 64

/** One delivery is asked for its signature, its id and what it says, one after the other: the body is read for the first of them. */
let last: { readonly body: Uint8Array; readonly read: ReadJson } | null = null

/** The empty body, what is not UTF-8, not JSON or nested too deeply is refused with a sentence. Nobody changes a body, or what was read from it. */
export function readJson(body: Uint8Array): ReadJson {
  if (last?.body !== body) last = { body, read: readAnew(body) }
  return last.read
}

function readAnew(body: Uint8Array): ReadJson {
  if (body.length === 0) return { ok: false, reason: 'The body is empty.' }
  const text = textOfUtf8(body)
  if (text === null) return { ok: false, reason: 'The body is not UTF-8 text.' }
  return readJsonText(text)
}

/**
 * Two members of the same name: the last one wins, as in every browser. RFC 8259 leaves it open, the bytes are kept as they
 * came, and refusing would lose an alert over a template's slip.
 */
export function readJsonText(text: string): ReadJson {
  if (text.trim() === '') return { ok: false, reason: 'The body is empty.' }
  if (isTooDeep(text)) return { ok: false, reason: `The JSON is nested deeper than ${depthLimit} levels.` }
  if (!longDigits.test(text)) {
    try {
      return { ok: true, value: JSON.parse(text) as JsonValue }
    } catch {
      // The other parser says in the same words on every runtime what is wrong and where.
    }
  }
  try {
    const value = parse(text, null, { parseNumber, onDuplicateKey: ({ newValue }) => newValue }) as JsonValue
    return { ok: true, value }
  } catch (problem) {
    const words = problem instanceof Error ? problem.message : 'no reason given'
    return { ok: false, reason: `The body is not JSON: ${cleanLine(words, 200)}.` }
  }
}

/** No integer can be beyond 2^53 without sixteen digits in a row; the quick parser does for the rest. */
const longDigits = /\d{16}/
const integer = /^-?\d+$/

function parseNumber(text: string): number | LosslessNumber {
  const value = Number(text)
  return Number.isSafeInteger(value) || !integer.test(text) ? value : new LosslessNumber(text)
}

function isTooDeep(text: string): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x22) {
      at = endOfString(text, at)
    } else if (code === 0x5b || code === 0x7b) {
      if (++depth > depthLimit) return true
    } else if (code === 0x5d || code === 0x7d) depth--
  }
  return false
}

/** Where the string that begins at `from` ends: its closing quote, or the end of the text. */
export function endOfString(text: string, from: number): number {
  let at = from + 1
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === 0x22) return at
    at += code === 0x5c ? 2 : 1
  }
  return text.length
}
