// One line of `openings.jsonl`: which slot of which entry, its salt, and the very bytes that were committed to.
import { encodeBase64 } from '../ledger/base64.ts'
import { type Slot, slots } from '../ledger/entry.ts'
import { encodeUtf8 } from '../ledger/utf8.ts'
import { PackageDefect } from './packageDefect.ts'
import type { TextTools } from './textTools.ts'

export type Opening = {
  slot: Slot
  salt: Uint8Array
  bytes: Uint8Array
  /** The bytes as characters of the same number, where somebody has them already. */
  latin1?: string
}

/** The slot's bytes are canonical JSON, so they stand in the line as they are: the line is canonical JSON too. */
export function openingLine(index: number, { slot, salt, bytes }: Opening): Uint8Array[] {
  return [encodeUtf8(`${beginning}${index}${beforeSalt[slot]}${encodeBase64(salt)}${beforeValue}`), bytes, end]
}

const beginning = '{"i":'
const beforeSalt: Readonly<Record<Slot, string>> = {
  detail: ',"s":"detail","salt":"',
  file: ',"s":"file","salt":"',
  personal: ',"s":"personal","salt":"',
}
const beforeValue = '","v":'
const end = encodeUtf8('}\n')
const zero = 0x30
const saltTextLength = 44
/** Characters of base64, and those of them that can stand before one padding: they carry only four bits, or a salt had two spellings. */
const inSalt = flags('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')
const endsSalt = flags('AEIMQUYcgkosw048')

function flags(characters: string): Uint8Array {
  const set = new Uint8Array(256)
  for (const character of characters) set[character.charCodeAt(0)] = 1
  return set
}

function isSalt(text: string, at: number): boolean {
  for (let place = at; place < at + 42; place++) if (inSalt[text.charCodeAt(place)] !== 1) return false
  return endsSalt[text.charCodeAt(at + 42)] === 1 && text.charCodeAt(at + 43) === 0x3d
}

/** `line` is without its newline, `text` the same as Latin-1. Millions pass here, so it is read by hand and not by a pattern. */
export function parseOpeningLine(line: Uint8Array, text: string, { base64 }: Pick<TextTools, 'base64'>): Opening & { index: number } {
  if (!text.startsWith(beginning)) throw notAnOpening()
  let at = beginning.length
  let index = 0
  for (; at < beginning.length + 15; at++) {
    const digit = text.charCodeAt(at) - zero
    if (!(digit >= 0 && digit <= 9)) break
    index = index * 10 + digit
  }
  if (at === beginning.length || (at > beginning.length + 1 && text.charCodeAt(beginning.length) === zero)) throw notAnOpening()
  const slot = slots.find((one) => text.startsWith(beforeSalt[one], at))
  if (slot === undefined) throw notAnOpening()
  at += beforeSalt[slot].length
  if (!isSalt(text, at)) throw notAnOpening()
  const salt = text.slice(at, at + saltTextLength)
  at += saltTextLength
  if (!text.startsWith(beforeValue, at) || !text.endsWith('}')) throw notAnOpening()
  at += beforeValue.length
  return { index, slot, salt: base64(salt), bytes: line.subarray(at, line.length - 1), latin1: text.slice(at, -1) }
}

function notAnOpening(): PackageDefect {
  return new PackageDefect('openings', 'A line of openings.jsonl is not an opening: index, slot, salt, and what was said.')
}
