// Bytes as lower-case hexadecimal, and back.
import { LedgerFormatError } from './ledgerFormatError.ts'

const twoDigits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

export function encodeHex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += twoDigits[byte]
  return text
}

const hexText = /^(?:[0-9a-f]{2})*$/

/** Lower case only, so that one byte string has one text. */
export function decodeHex(text: string): Uint8Array {
  if (!hexText.test(text)) throw new LedgerFormatError('Not lower-case hexadecimal with two digits a byte.')
  return Uint8Array.from({ length: text.length / 2 }, (_, index) => Number.parseInt(text.slice(index * 2, index * 2 + 2), 16))
}
