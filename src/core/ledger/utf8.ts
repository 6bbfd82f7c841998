// Text and its UTF-8 bytes. Core has no TextEncoder, and wants one that refuses what is not exactly Unicode text.
import { LedgerFormatError } from './ledgerFormatError.ts'

/** `String.fromCharCode` takes its characters as arguments, and engines limit how many. */
const piece = 8192

/** Refuses a lone surrogate: it has no UTF-8, and replacing it would make two texts one. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code > 0x7f) return encodeBeyondAscii(text, bytes.subarray(0, at))
    bytes[at] = code
  }
  return bytes
}

function encodeBeyondAscii(text: string, ascii: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(ascii.length + (text.length - ascii.length) * 3)
  bytes.set(ascii)
  let to = ascii.length
  for (let at = ascii.length; at < text.length; at++) {
    const code = text.codePointAt(at) as number
    if (code <= 0x7f) bytes[to++] = code
    else if (code <= 0x7ff) {
      bytes[to++] = 0xc0 | (code >> 6)
      bytes[to++] = 0x80 | (code & 0x3f)
    } else if (code <= 0xffff) {
      if (code >= 0xd800 && code <= 0xdfff) throw new LedgerFormatError('Not Unicode text: half of a surrogate pair stands alone.')
      bytes[to++] = 0xe0 | (code >> 12)
      bytes[to++] = 0x80 | ((code >> 6) & 0x3f)
      bytes[to++] = 0x80 | (code & 0x3f)
    } else {
      bytes[to++] = 0xf0 | (code >> 18)
      bytes[to++] = 0x80 | ((code >> 12) & 0x3f)
      bytes[to++] = 0x80 | ((code >> 6) & 0x3f)
      bytes[to++] = 0x80 | (code & 0x3f)
      at++
    }
  }
  return bytes.slice(0, to)
}

/** Strict: refuses overlong forms, surrogates, and anything beyond U+10FFFF; keeps a byte order mark as the character it is. */
export function decodeUtf8(bytes: Uint8Array): string {
  return textOfUnits(isAscii(bytes) ? bytes : decodeBeyondAscii(bytes))
}

/** A loop, since asking a function for each byte takes ten times as long, and whole ledgers are decoded. */
function isAscii(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) if ((bytes[at] as number) > 0x7f) return false
  return true
}

/** Latin-1: each byte becomes the character of the same number. For bytes a pattern will judge, where that pattern is pure ASCII. */
export function textOfUnits(units: Uint8Array | Uint16Array): string {
  if (units.length <= piece) return String.fromCharCode.apply(null, units as unknown as number[])
  let text = ''
  for (let at = 0; at < units.length; at += piece) {
    text += String.fromCharCode.apply(null, units.subarray(at, at + piece) as unknown as number[])
  }
  return text
}

function decodeBeyondAscii(bytes: Uint8Array): Uint16Array {
  const units = new Uint16Array(bytes.length)
  let to = 0
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] as number
    if (first <= 0x7f) {
      units[to++] = first
      at += 1
      continue
    }
    const length = first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0
    const code = length === 0 ? -1 : codePoint(bytes, at, length)
    if (code < 0) throw new LedgerFormatError(`Not UTF-8: byte ${at + 1} begins no character.`)
    if (code > 0xffff) {
      units[to++] = 0xd800 + ((code - 0x10000) >> 10)
      units[to++] = 0xdc00 + ((code - 0x10000) & 0x3ff)
    } else units[to++] = code
    at += length
  }
  return units.subarray(0, to)
}

/** The smallest code point that needs as many bytes: below it the form is overlong. */
const smallest = [0, 0, 0x80, 0x800, 0x10000]

function codePoint(bytes: Uint8Array, at: number, length: number): number {
  let code = (bytes[at] as number) & (0xff >> (length + 1))
  for (let next = 1; next < length; next++) {
    const byte = bytes[at + next]
    if (byte === undefined || (byte & 0xc0) !== 0x80) return -1
    code = (code << 6) | (byte & 0x3f)
  }
  if (code < (smallest[length] as number) || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return -1
  return code
}
