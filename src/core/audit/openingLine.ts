// One line of `openings.jsonl`: which slot of which entry, its salt, and the very bytes that were committed to.
import { encodeBase64 } from '../ledger/base64.ts'
import { saltLength } from '../ledger/commitment.ts'
import type { Slot } from '../ledger/entry.ts'
import { encodeUtf8 } from '../ledger/utf8.ts'
import { PackageDefect } from './packageDefect.ts'
import { plainTextTools, type TextTools } from './textTools.ts'

export type Opening = { slot: Slot; salt: Uint8Array; bytes: Uint8Array }

/** The slot's bytes are canonical JSON, so they stand in the line as they are: the line is canonical JSON too. */
export function openingLine(index: number, { slot, salt, bytes }: Opening): Uint8Array[] {
  return [encodeUtf8(`{"i":${index},"s":"${slot}","salt":"${encodeBase64(salt)}","v":`), bytes, end]
}

const end = encodeUtf8('}\n')
/** One spelling each: the salt's last character before the padding carries only four bits. */
const head = /^\{"i":(0|[1-9][0-9]{0,15}),"s":"(detail|file|personal)","salt":"([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)","v":/
const longestHead = 110

/** `line` without its newline. */
export function parseOpeningLine(line: Uint8Array, { latin1, base64 }: TextTools = plainTextTools): Opening & { index: number } {
  const match = head.exec(latin1(line.subarray(0, longestHead)))
  if (match === null || line.at(-1) !== 0x7d) {
    throw new PackageDefect('openings', 'A line of openings.jsonl is not an opening: index, slot, salt, and what was said.')
  }
  const [text, index, slot, salt] = match as unknown as [string, string, Slot, string]
  const saltBytes = base64(salt)
  if (saltBytes.length !== saltLength || !Number.isSafeInteger(Number(index))) {
    throw new PackageDefect('openings', 'A line of openings.jsonl has a salt or an index that cannot be one.')
  }
  return { index: Number(index), slot, salt: saltBytes, bytes: line.subarray(text.length, line.length - 1) }
}
