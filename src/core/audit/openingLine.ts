// One line of `openings.jsonl`: which slot of which entry, its salt, and the very bytes that were committed to.
import { encodeBase64, readBase64Of32 } from '../ledger/base64.ts'
import { commitment, saltLength } from '../ledger/commitment.ts'
import { type EntryKind, type Slot, slots } from '../ledger/entry.ts'
import { encodeUtf8 } from '../ledger/utf8.ts'
import { PackageDefect } from './packageDefect.ts'
import type { TextTools } from './textTools.ts'

/** What a slot holds. */
export type Opened = {
  slot: Slot
  bytes: Uint8Array
  /** The bytes as characters of the same number, where somebody has them already. */
  latin1?: string
}

/** With what shows that it is what was committed to. */
export type Opening = Opened & { salt: Uint8Array }

/** `committed` is what the header of the entry says of this slot, if anything. */
export function isCommitted(
  { sha256Base64 }: Pick<TextTools, 'sha256Base64'>,
  committed: string | undefined,
  { slot, salt, bytes }: Opening,
): boolean {
  return committed === commitment(sha256Base64, slot, salt, bytes)
}

export function altered(index: number, kind: EntryKind, slot: Slot): PackageDefect {
  const what = `What entry #${index} (${kind}) is said to hold`
  return new PackageDefect('openings', `${what} is not what was committed to: its ${slot} was altered.`)
}

export function openedTwice(index: number, slot: Slot): PackageDefect {
  return new PackageDefect('openings', `The ${slot} slot of entry #${index} is opened twice.`)
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

const saltTextLength = 44
const mostDigits = 15
const zero = 0x30
const closingBrace = 0x7d
const marks = { beginning: encodeUtf8(beginning), beforeValue: encodeUtf8(beforeValue) }
const slotMarks = slots.map((slot) => ({ slot, mark: encodeUtf8(beforeSalt[slot]) }))

/** `line` is without its newline. Millions pass here, so it is read byte by byte and not by a pattern. */
export function parseOpeningLine(line: Uint8Array): Opening & { index: number } {
  let at = marks.beginning.length
  let index = 0
  for (; at < marks.beginning.length + mostDigits; at++) {
    const digit = (line[at] ?? 0) - zero
    if (digit < 0 || digit > 9) break
    index = index * 10 + digit
  }
  const digits = at - marks.beginning.length
  if (!startsWith(line, marks.beginning, 0) || digits === 0 || (digits > 1 && line[marks.beginning.length] === zero)) throw notAnOpening()
  const found = slotMarks.find(({ mark }) => startsWith(line, mark, at))
  if (found === undefined) throw notAnOpening()
  at += found.mark.length
  const salt = new Uint8Array(saltLength)
  if (!readBase64Of32(line, at, salt)) throw notAnOpening()
  at += saltTextLength
  if (!startsWith(line, marks.beforeValue, at) || line[line.length - 1] !== closingBrace) throw notAnOpening()
  return { index, slot: found.slot, salt, bytes: line.subarray(at + marks.beforeValue.length, line.length - 1) }
}

function startsWith(line: Uint8Array, mark: Uint8Array, at: number): boolean {
  for (let place = 0; place < mark.length; place++) if (line[at + place] !== mark[place]) return false
  return true
}

function notAnOpening(): PackageDefect {
  return new PackageDefect('openings', 'A line of openings.jsonl is not an opening: index, slot, salt, and what was said.')
}
