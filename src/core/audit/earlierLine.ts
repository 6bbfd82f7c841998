// One line of `data/log/earlier.jsonl`: an entry from before the opening checkpoint that the period rests on, and the proof that it lies under it.
import { decodeBase64, encodeBase64 } from '../ledger/base64.ts'
import { canonicalBytes, parseCanonical } from '../ledger/canonicalJson.ts'
import { type Json, type Slot, type SlotValue, slots } from '../ledger/entry.ts'
import { LedgerFormatError } from '../ledger/ledgerFormatError.ts'
import type { Opening } from './openingLine.ts'

export type EarlierEntry = {
  index: number
  header: Uint8Array
  openings: readonly Pick<Opening, 'slot' | 'salt' | 'bytes'>[]
  /** From the entry up to the root of the opening checkpoint. */
  proof: readonly Uint8Array[]
}

/** Header and slots are canonical JSON, so they stand in the line as what they say, and come out of it as the very bytes they were. */
export function earlierLine({ index, header, openings, proof }: EarlierEntry): Uint8Array {
  const said = openings.map(({ slot, salt, bytes }) => ({ s: slot, salt: encodeBase64(salt), v: parseCanonical(bytes) }))
  const line = canonicalBytes({ h: parseCanonical(header), i: index, o: said, p: proof.map(encodeBase64) })
  const ended = new Uint8Array(line.length + 1)
  ended.set(line)
  ended[line.length] = 0x0a
  return ended
}

/** `line` is without its newline. Throws LedgerFormatError where it is none. */
export function parseEarlierLine(line: Uint8Array): EarlierEntry {
  const { h, i, o, p, ...more } = objectOf(parseCanonical(line))
  if (Object.keys(more).length > 0 || typeof i !== 'number' || !Number.isSafeInteger(i) || i < 0) throw notEarlier()
  return {
    index: i,
    header: canonicalBytes(objectOf(h)),
    openings: listOf(o).map(openingOf),
    proof: listOf(p).map((hash) => decodeBase64(textOf(hash))),
  }
}

function openingOf(value: Json): EarlierEntry['openings'][number] {
  const { s, salt, v, ...more } = objectOf(value)
  const slot: Slot | undefined = slots.find((one) => one === s)
  if (slot === undefined || Object.keys(more).length > 0) throw notEarlier()
  return { slot, salt: decodeBase64(textOf(salt)), bytes: canonicalBytes(objectOf(v)) }
}

function objectOf(value: Json | undefined): SlotValue {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw notEarlier()
  return value as SlotValue
}

function listOf(value: Json | undefined): readonly Json[] {
  if (!Array.isArray(value)) throw notEarlier()
  return value as readonly Json[]
}

function textOf(value: Json | undefined): string {
  if (typeof value !== 'string') throw notEarlier()
  return value
}

function notEarlier(): LedgerFormatError {
  return new LedgerFormatError('Not an earlier entry: index, header, openings and proof.')
}
