// Sentences about the container: what it looks like when files are small, when they are huge, and when there are very many.
import { describe, expect, test } from 'vitest'
import { joinBytes } from '../ledger/bytes.ts'
import {
  containerComment,
  directory,
  endRecord,
  isPlainName,
  localHeader,
  type Member,
  placeMembers,
  readDirectory,
  readTail,
  tailLength,
} from './container.ts'
import { PackageDefect } from './packageDefect.ts'

const hash = new Uint8Array(32).fill(5)

/** Only the end of a file: directory and end record, as if the files lay before it. */
function endOf(members: readonly Member[]) {
  const { placed, end } = placeMembers(members)
  const bytes = joinBytes(directory(placed, end), endRecord(placed, end, containerComment(hash)))
  return { placed, begin: end, bytes, size: end + bytes.length }
}

function readBack(members: readonly Member[]) {
  const { placed, begin, bytes, size } = endOf(members)
  const tail = readTail(bytes.subarray(Math.max(0, bytes.length - tailLength)), size)
  expect(tail.directoryBegin).toBe(begin)
  expect(readDirectory(bytes.subarray(0, tail.directoryLength), tail)).toEqual(placed)
}

const small: Member = { name: 'data/a.txt', crc: 0xdeadbeef, size: 10, packedSize: 12 }
const huge: Member = { name: 'data/huge', crc: 1, size: 9 * 2 ** 30, packedSize: 5 * 2 ** 30 }

describe('a container', () => {
  test('of small files is read back', () => readBack([small, { ...small, name: 'data/b.txt' }]))
  test('of files beyond four gigabytes, and files behind them, is read back', () =>
    readBack([small, huge, { ...small, name: 'data/z.txt' }]))
  test('of a file that packs from beyond to below four gigabytes is read back', () => readBack([{ ...huge, packedSize: 1000 }]))
  test('of more files than two bytes can count is read back', () => {
    readBack(Array.from({ length: 65_536 }, (_, at) => ({ ...small, name: `data/files/${at}` })))
  })
  test('says in the local header what the directory says', () => {
    const header = localHeader(small)
    expect(new DataView(header.buffer).getUint32(14, true)).toBe(0xdeadbeef)
    expect(new TextDecoder().decode(header.subarray(30))).toBe('data/a.txt')
  })
  test('whose directory leaves a gap, or overlaps, is refused', () => {
    const { placed, begin, bytes, size } = endOf([small])
    const tail = readTail(bytes.subarray(Math.max(0, bytes.length - tailLength)), size)
    const moved = directory([{ ...(placed[0] as (typeof placed)[0]), offset: 1 }], begin)
    expect(() => readDirectory(moved, tail)).toThrow(PackageDefect)
    expect(() => readDirectory(directory(placed, begin), { ...tail, directoryBegin: begin + 1 })).toThrow(PackageDefect)
  })
})

test.each(['../x', '/x', 'a//b', 'a/../b', 'C:x', 'a\\b', '.hidden', 'data/', 'ü', 'a b', '', `data/${'x'.repeat(200)}`])(
  '%j is no name of a file in a package',
  (name) => {
    expect(isPlainName(name)).toBe(false)
  },
)

test('a name that climbs out of the folder is refused before anything is read', () => {
  const { bytes, size } = endOf([{ ...small, name: '../../x' }])
  const tail = readTail(bytes.subarray(Math.max(0, bytes.length - tailLength)), size)
  expect(() => readDirectory(bytes.subarray(0, tail.directoryLength), tail)).toThrow(/it may try to write elsewhere/)
})
