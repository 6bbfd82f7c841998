// The log as static files (C2SP tlog-tiles): where each tile lives, and what stands in it.
import { joinBytes } from './bytes.ts'
import { LedgerFormatError } from './ledgerFormatError.ts'
import { demandHash, demandSize, hashLength } from './merkleTree.ts'

/** Hashes in a full tile, entries in a full bundle. */
export const tileWidth = 256
const highestLevel = 63
const longestEntry = 0xffff

/** `width` is 256 for a full tile, less for the partial one at the right edge. */
export type TileId = { level: number | 'entries'; index: number; width: number }

/** `tile/<L>/<N>[.p/<W>]`: N in groups of three digits, all but the last marked with `x`, so that no file is also a folder. */
export function tilePath({ level, index, width }: TileId): string {
  if (level !== 'entries' && !(Number.isInteger(level) && level >= 0 && level <= highestLevel))
    throw new LedgerFormatError(`There is no tile level ${level}.`)
  if (!Number.isInteger(width) || width < 1 || width > tileWidth)
    throw new LedgerFormatError(`A tile has 1 to ${tileWidth} hashes, not ${width}.`)
  const digits = String(demandSize(index))
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g) ?? []
  const path = groups.map((group, at) => (at === groups.length - 1 ? group : `x${group}`)).join('/')
  return `tile/${level}/${path}${width === tileWidth ? '' : `.p/${width}`}`
}

/** How many hashes the last, partial tile of a level has in a tree of `size`; 0 where there is none. */
export function partialWidth(level: number, size: number): number {
  return Math.floor(demandSize(size) / tileWidth ** level) % tileWidth
}

export function formatHashTile(hashes: readonly Uint8Array[]): Uint8Array {
  return joinBytes(...hashes.map(demandHash))
}

export function parseHashTile(tile: Uint8Array): Uint8Array[] {
  const width = tile.length / hashLength
  if (!Number.isInteger(width) || width < 1 || width > tileWidth)
    throw new LedgerFormatError(`A tile has 1 to ${tileWidth} hashes of ${hashLength} bytes.`)
  return Array.from({ length: width }, (_, at) => tile.subarray(at * hashLength, (at + 1) * hashLength))
}

/** Entries one after the other, each behind its length in two bytes. */
export function formatEntryBundle(entries: readonly Uint8Array[]): Uint8Array {
  return joinBytes(
    ...entries.flatMap((entry) => {
      if (entry.length > longestEntry) throw new LedgerFormatError(`An entry in a bundle has at most ${longestEntry} bytes.`)
      return [Uint8Array.of(entry.length >> 8, entry.length & 255), entry]
    }),
  )
}

export function parseEntryBundle(bundle: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = []
  for (let at = 0; at < bundle.length; ) {
    const [high, low] = bundle.subarray(at, at + 2)
    const end = at + 2 + ((high ?? 0) << 8) + (low ?? 0)
    if (low === undefined || end > bundle.length) throw new LedgerFormatError('The entry bundle ends in the middle of an entry.')
    entries.push(bundle.subarray(at + 2, end))
    at = end
  }
  if (entries.length < 1 || entries.length > tileWidth) throw new LedgerFormatError(`An entry bundle has 1 to ${tileWidth} entries.`)
  return entries
}
