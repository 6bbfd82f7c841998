// Base64 (RFC 4648 §4), one text per byte string: the decoder refuses every second spelling of the same bytes.
import { LedgerFormatError } from './ledgerFormatError.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Twelve bits at a time: two characters for each of 4,096 values. */
const pairs = Array.from({ length: 4096 }, (_, value) => `${alphabet[value >> 6]}${alphabet[value & 63]}`)

/** Value of each ASCII character, 64 where it is none. */
const values = new Uint8Array(128).fill(64)
for (let value = 0; value < 64; value++) values[alphabet.charCodeAt(value)] = value

export function encodeBase64(bytes: Uint8Array): string {
  let text = ''
  let at = 0
  for (; at + 2 < bytes.length; at += 3) {
    const three = ((bytes[at] as number) << 16) | ((bytes[at + 1] as number) << 8) | (bytes[at + 2] as number)
    text += (pairs[three >> 12] as string) + (pairs[three & 4095] as string)
  }
  if (at + 1 === bytes.length) return `${text}${pairs[(bytes[at] as number) << 4]}==`
  if (at + 2 === bytes.length) {
    const sixteen = ((bytes[at] as number) << 8) | (bytes[at + 1] as number)
    return `${text}${pairs[sixteen >> 4]}${alphabet[(sixteen & 15) << 2]}=`
  }
  return text
}

const padding = '='.charCodeAt(0)

function valueAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  const value = code < 128 ? (values[code] as number) : 64
  if (value === 64) throw new LedgerFormatError(`Not base64: character ${at + 1} is not in the alphabet.`)
  return value
}

/** Refuses white space, missing or surplus padding, the URL alphabet, and bits set behind the last byte. */
export function decodeBase64(text: string): Uint8Array {
  if (text.length % 4 !== 0) throw new LedgerFormatError('Not base64: the length is not a multiple of four.')
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  const whole = text.length - (padding === 0 ? 0 : 4)
  let to = 0
  for (let at = 0; at < whole; at += 4) {
    const four = (valueAt(text, at) << 18) | (valueAt(text, at + 1) << 12) | (valueAt(text, at + 2) << 6) | valueAt(text, at + 3)
    bytes[to++] = four >> 16
    bytes[to++] = (four >> 8) & 255
    bytes[to++] = four & 255
  }
  if (padding === 0) return bytes
  const last = (valueAt(text, whole) << 12) | (valueAt(text, whole + 1) << 6) | (padding === 1 ? valueAt(text, whole + 2) : 0)
  if ((last & (padding === 1 ? 0x3 : 0x3ff)) !== 0) throw new LedgerFormatError('Not canonical base64: bits are set behind the last byte.')
  bytes[to++] = last >> 10
  if (padding === 1) bytes[to] = (last >> 2) & 255
  return bytes
}

/**
 * Decodes the 44 characters of 32 bytes where they stand among others, without making text of them; false where they are not the one
 * spelling of 32 bytes. Millions of salts pass here.
 */
export function readBase64Of32(ascii: Uint8Array, at: number, into: Uint8Array): boolean {
  let wrong = 0
  let to = 0
  for (let place = at; place < at + 40; place += 4) {
    const [one, two, three, four] = [digit(ascii, place), digit(ascii, place + 1), digit(ascii, place + 2), digit(ascii, place + 3)]
    wrong |= one | two | three | four
    into[to++] = (one << 2) | (two >> 4)
    into[to++] = ((two & 15) << 4) | (three >> 2)
    into[to++] = ((three & 3) << 6) | four
  }
  const [one, two, three] = [digit(ascii, at + 40), digit(ascii, at + 41), digit(ascii, at + 42)]
  into[30] = (one << 2) | (two >> 4)
  into[31] = ((two & 15) << 4) | (three >> 2)
  // Two bits are left behind the last byte, and one padding ends it.
  return ((wrong | one | two | three) & 64) === 0 && (three & 3) === 0 && ascii[at + 43] === padding
}

function digit(ascii: Uint8Array, at: number): number {
  return values[ascii[at] as number] ?? 64
}
