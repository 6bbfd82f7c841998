// The small files of `data/log/` that hold hashes: the left range of the opening checkpoint, and proofs that one tree extends another.
import { decodeBase64, encodeBase64 } from '../ledger/base64.ts'
import { LedgerFormatError } from '../ledger/ledgerFormatError.ts'
import { demandHash } from '../ledger/merkleTree.ts'
import { decodeUtf8, encodeUtf8 } from '../ledger/utf8.ts'
import { PackageDefect } from './packageDefect.ts'

/** `hashes` are those of the largest complete subtrees left of the opening checkpoint, from the left. */
export type LeftRange = { size: number; hashes: Uint8Array[] }
export type Consistency = { from: number; to: number; hashes: Uint8Array[] }

export function formatLeftRange({ size, hashes }: LeftRange): Uint8Array {
  return format({ size }, hashes)
}

export function formatConsistency({ from, to, hashes }: Consistency): Uint8Array {
  return format({ from, to }, hashes)
}

function format(members: Record<string, number>, hashes: readonly Uint8Array[]): Uint8Array {
  return encodeUtf8(`${JSON.stringify({ ...members, hashes: hashes.map(encodeBase64) }, null, 2)}\n`)
}

export function parseLeftRange(name: string, bytes: Uint8Array): LeftRange {
  const { size, hashes } = parse(name, bytes)
  return same(name, bytes, { size: size ?? Number.NaN, hashes }, formatLeftRange)
}

export function parseConsistency(name: string, bytes: Uint8Array): Consistency {
  const { from, to, hashes } = parse(name, bytes)
  return same(name, bytes, { from: from ?? Number.NaN, to: to ?? Number.NaN, hashes }, formatConsistency)
}

type Parsed = { hashes: Uint8Array[]; size?: number; from?: number; to?: number }

function parse(name: string, bytes: Uint8Array): Parsed {
  try {
    const value = JSON.parse(decodeUtf8(bytes)) as { hashes: string[] } & Record<string, number>
    return { ...value, hashes: value.hashes.map((hash) => demandHash(decodeBase64(String(hash)))) }
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError || error instanceof LedgerFormatError) {
      throw new PackageDefect('log', `${name} is not a list of hashes.`, { cause: error })
    }
    throw error
  }
}

/** Strict by writing it again: no second spelling, no further members. */
function same<T>(name: string, bytes: Uint8Array, value: T, write: (value: T) => Uint8Array): T {
  if (decodeUtf8(write(value)) !== decodeUtf8(bytes)) throw new PackageDefect('log', `${name} is not in the form a package has.`)
  return value
}
