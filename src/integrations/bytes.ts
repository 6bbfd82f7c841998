// Bytes and the texts that stand for them: UTF-8, hexadecimal, base64. Payloads are hostile, so nothing here throws.

// Part of every runtime this is meant for, but not of the language: named here so that this floor still needs no platform's types.
declare const TextDecoder: new (label: 'utf-8', options: { fatal: boolean }) => { decode(bytes: Uint8Array): string }
declare const TextEncoder: new () => { encode(text: string): Uint8Array }

const strict = new TextDecoder('utf-8', { fatal: true })
const encoder = new TextEncoder()

/** Null for anything that is not UTF-8. A leading byte order mark, which some senders add, is dropped. */
export function textOfUtf8(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes)
  } catch {
    return null
  }
}

export function utf8OfText(text: string): Uint8Array {
  return encoder.encode(text)
}

const hexDigits = /^(?:[0-9a-fA-F]{2})+$/

/** Null for anything that is not an even number of hexadecimal digits. */
export function bytesOfHex(text: string): Uint8Array | null {
  if (!hexDigits.test(text)) return null
  return Uint8Array.from({ length: text.length / 2 }, (_, index) => Number.parseInt(text.slice(index * 2, index * 2 + 2), 16))
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const sextets = new Map<string, number>([...alphabet].map((letter, value) => [letter, value]))
sextets.set('-', 62).set('_', 63)

/** Padded or not, either alphabet; null for anything else. */
export function bytesOfBase64(text: string): Uint8Array | null {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const length = text.length - padding
  if (length === 0 || length % 4 === 1 || (padding > 0 && text.length % 4 !== 0)) return null
  const bytes = new Uint8Array(Math.floor((length * 6) / 8))
  let held = 0
  let bits = 0
  let to = 0
  for (let at = 0; at < length; at++) {
    const sextet = sextets.get(text.charAt(at))
    if (sextet === undefined) return null
    held = ((held << 6) | sextet) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[to++] = (held >> bits) & 0xff
    }
  }
  return bytes
}

export function joinBytes(...pieces: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(pieces.reduce((total, piece) => total + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    joined.set(piece, at)
    at += piece.length
  }
  return joined
}
