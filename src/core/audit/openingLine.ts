// One line of `openings.jsonl`: which slot of which entry, its salt, and the very bytes that were committed to.
import { decodeBase64, encodeBase64 } from '../ledger/base64.ts'
import { saltLength } from '../ledger/commitment.ts'
import type { Slot } from '../ledger/entry.ts'
import type { Latin1 } from '../ledger/parseHeader.ts'
import { encodeUtf8, textOfUnits } from '../ledger/utf8.ts'
import { PackageDefect } from './packageDefect.ts'

export type Opening = { slot: Slot; salt: Uint8Array; bytes: Uint8Array }

/** The slot's bytes are canonical JSON, so they stand in the line as they are: the line is canonical JSON too. */
export function openingLine(index: number, { slot, salt, bytes }: Opening): Uint8Array[] {
  return [encodeUtf8(`{"i":${index},"s":"${slot}","salt":"${encodeBase64(salt)}","v":`), bytes, end]
}

const end = encodeUtf8('}\n')
const head = /^\{"i":(0|[1-9][0-9]{0,15}),"s":"(detail|file|personal)","salt":"([A-Za-z0-9+/]{43}=)","v":/
const longestHead = 110

/** `line` without its newline. */
export function parseOpeningLine(line: Uint8Array, latin1: Latin1 = textOfUnits): Opening & { index: number } {
  const match = head.exec(latin1(line.subarray(0, longestHead)))
  if (match === null || line.at(-1) !== 0x7d) {
    throw new PackageDefect('openings', 'A line of openings.jsonl is not an opening: index, slot, salt, and what was said.')
  }
  const [text, index, slot, salt] = match as unknown as [string, string, Slot, string]
  const saltBytes = decodeBase64(salt)
  if (saltBytes.length !== saltLength || !Number.isSafeInteger(Number(index))) {
    throw new PackageDefect('openings', 'A line of openings.jsonl has a salt or an index that cannot be one.')
  }
  return { index: Number(index), slot, salt: saltBytes, bytes: line.subarray(text.length, line.length - 1) }
}
