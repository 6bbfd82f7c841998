// Are these bytes, at one look, canonical JSON (RFC 8785)? Nearly all of a ledger's slots are, and saying so must not cost what parsing does.

/** Deeper than any record of ours, shallow enough that hostile nesting ends in a sentence and not in a stack overflow. */
export const deepest = 256

const no = -1
const mostDigits = 15
const [quote, comma, minus, colon, backslash] = [0x22, 0x2c, 0x2d, 0x3a, 0x5c]
const [zero, one, nine] = [0x30, 0x31, 0x39]
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d]
const words = ['true', 'false', 'null'].map((word) => Array.from(word, (character) => character.charCodeAt(0)))

/**
 * True only where it is certain: ASCII without escapes, whole numbers of at most 15 digits, members in ascending order, each once. False says
 * nothing; then somebody has to parse it and write it again.
 */
export function isPlainCanonical(bytes: Uint8Array): boolean {
  return value(bytes, 0, 0) === bytes.length
}

/** Each of these answers where what begins at `at` has ended, or `no`. */
function value(bytes: Uint8Array, at: number, depth: number): number {
  const first = bytes[at] as number
  if (first === quote) return string(bytes, at)
  if (first === openObject) return object(bytes, at, depth)
  if (first === openList) return list(bytes, at, depth)
  if (first === minus || (first >= zero && first <= nine)) return whole(bytes, at)
  return word(bytes, at)
}

function string(bytes: Uint8Array, at: number): number {
  for (let place = at + 1; place < bytes.length; place++) {
    const byte = bytes[place] as number
    if (byte === quote) return place + 1
    if (byte < 0x20 || byte > 0x7e || byte === backslash) return no
  }
  return no
}

function whole(bytes: Uint8Array, at: number): number {
  const from = bytes[at] === minus ? at + 1 : at
  const first = bytes[from] as number
  // Minus zero is written as 0.
  if (first === zero) return from === at ? at + 1 : no
  if (!(first >= one && first <= nine)) return no
  let place = from + 1
  while (place < bytes.length && (bytes[place] as number) >= zero && (bytes[place] as number) <= nine) place += 1
  return place - from > mostDigits ? no : place
}

function word(bytes: Uint8Array, at: number): number {
  const found = words.find((letters) => letters.every((letter, place) => bytes[at + place] === letter))
  return found === undefined ? no : at + found.length
}

function list(bytes: Uint8Array, at: number, depth: number): number {
  if (depth >= deepest) return no
  if (bytes[at + 1] === closeList) return at + 2
  let place = at
  do {
    place = value(bytes, place + 1, depth + 1)
    if (place === no) return no
  } while (bytes[place] === comma)
  return bytes[place] === closeList ? place + 1 : no
}

function object(bytes: Uint8Array, at: number, depth: number): number {
  if (depth >= deepest) return no
  if (bytes[at + 1] === closeObject) return at + 2
  let place = at
  let [before, beforeEnd] = [no, no]
  do {
    const name = place + 1
    if (bytes[name] !== quote) return no
    const nameEnd = string(bytes, name)
    if (nameEnd === no || bytes[nameEnd] !== colon) return no
    if (before !== no && !isAscending(bytes, before, beforeEnd, name, nameEnd)) return no
    place = value(bytes, nameEnd + 1, depth + 1)
    if (place === no) return no
    ;[before, beforeEnd] = [name, nameEnd]
  } while (bytes[place] === comma)
  return bytes[place] === closeObject ? place + 1 : no
}

/** Of two names, both with their quotation marks, by code units; a name that begins with the other one comes after it. */
function isAscending(bytes: Uint8Array, one: number, oneEnd: number, other: number, otherEnd: number): boolean {
  const [oneLength, otherLength] = [oneEnd - one - 2, otherEnd - other - 2]
  const common = Math.min(oneLength, otherLength)
  for (let place = 1; place <= common; place++) {
    const difference = (bytes[one + place] as number) - (bytes[other + place] as number)
    if (difference !== 0) return difference < 0
  }
  return oneLength < otherLength
}
