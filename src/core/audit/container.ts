// The one form a package's ZIP container has: every byte that is not a member's own data follows from the list of members.
import { joinBytes, sameBytes } from '../ledger/bytes.ts'
import { encodeHex } from '../ledger/hex.ts'
import { encodeUtf8, textOfUnits } from '../ledger/utf8.ts'
import { PackageDefect } from './packageDefect.ts'

/**
 * Ordinary ZIP (any unzip program reads it), but with every freedom of the format taken away: no comments, no gaps, no extra fields but
 * ZIP64's where sizes need it, one fixed time, plain names. So a reader can write down the container a list of members must have and
 * compare it byte for byte, and two programs cannot see two different packages in the same file.
 */
export type Member = {
  name: string
  /** Of the data as it is, not as it is packed. */
  crc: number
  size: number
  packedSize: number
}

/** Where a member's packed data begins. */
export type PlacedMember = Member & { offset: number; dataOffset: number }

const deflated = 8
/** 1980-01-01 00:00, the beginning of DOS time: a ZIP cannot say that it does not know. */
const fixedDate = 0x0021
const sentinel32 = 0xffffffff
const sentinel16 = 0xffff
const unix = 3
const regularFile = 0o100644
/** What version of the specification a reader needs: 2.0 for deflate, 4.5 for ZIP64. */
const version = { deflate: 20, zip64: 45 } as const

const plainName = /^[A-Za-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/
const longestName = 200

export function isPlainName(name: string): boolean {
  return name.length <= longestName && plainName.test(name)
}

/** The form of the container is still the first, whatever the package in it has become. */
const commentHead = 'tickmark-package/1 sha256 '
/** The comment at the very end: the hash of every byte before the end record, since two packings can unpack to the same bytes. */
export const commentLength = commentHead.length + 64

export function containerComment(sha256: Uint8Array): Uint8Array {
  return encodeUtf8(commentHead + encodeHex(sha256))
}

type Field = readonly [value: number, width: 2 | 4 | 8]

function fields(list: readonly Field[]): Uint8Array {
  const bytes = new Uint8Array(list.reduce((length, [, width]) => length + width, 0))
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const [value, width] of list) {
    if (width === 2) view.setUint16(at, value, true)
    else if (width === 4) view.setUint32(at, value, true)
    else view.setBigUint64(at, BigInt(value), true)
    at += width
  }
  return bytes
}

function isLarge({ size, packedSize }: Member): boolean {
  return size >= sentinel32 || packedSize >= sentinel32
}

function zip64Extra(values: readonly number[]): Uint8Array {
  if (values.length === 0) return new Uint8Array(0)
  return fields([[0x0001, 2], [values.length * 8, 2], ...values.map((value): Field => [value, 8])])
}

/** What local and central header have in common, from the flags to the two lengths. */
function description(member: Member, extra: Uint8Array): Field[] {
  const large = isLarge(member)
  return [
    [0, 2],
    [deflated, 2],
    [0, 2],
    [fixedDate, 2],
    [member.crc, 4],
    [large ? sentinel32 : member.packedSize, 4],
    [large ? sentinel32 : member.size, 4],
    [member.name.length, 2],
    [extra.length, 2],
  ]
}

export function localHeader(member: Member): Uint8Array {
  const extra = zip64Extra(isLarge(member) ? [member.size, member.packedSize] : [])
  const needed = isLarge(member) ? version.zip64 : version.deflate
  return joinBytes(fields([[0x04034b50, 4], [needed, 2], ...description(member, extra)]), encodeUtf8(member.name), extra)
}

function centralHeader(member: PlacedMember): Uint8Array {
  const far = member.offset >= sentinel32
  const extra = zip64Extra([...(isLarge(member) ? [member.size, member.packedSize] : []), ...(far ? [member.offset] : [])])
  const needed = isLarge(member) || far ? version.zip64 : version.deflate
  const place: Field[] = [
    [0, 2],
    [0, 2],
    [0, 2],
    [regularFile * 0x10000, 4],
    [far ? sentinel32 : member.offset, 4],
  ]
  const made: Field[] = [
    [0x02014b50, 4],
    [unix * 256 + version.zip64, 2],
    [needed, 2],
  ]
  return joinBytes(fields([...made, ...description(member, extra), ...place]), encodeUtf8(member.name), extra)
}

/** The members as they follow one another from the first byte of the file, and where the directory begins. */
export function placeMembers(members: readonly Member[]): { placed: PlacedMember[]; end: number } {
  let offset = 0
  const placed = members.map((member) => {
    const dataOffset = offset + localHeader(member).length
    const here = { ...member, offset, dataOffset }
    offset = dataOffset + member.packedSize
    return here
  })
  return { placed, end: offset }
}

function centralHeaders(placed: readonly PlacedMember[]): Uint8Array {
  const each = placed.map(centralHeader)
  const all = new Uint8Array(each.reduce((length, one) => length + one.length, 0))
  let at = 0
  for (const one of each) {
    all.set(one, at)
    at += one.length
  }
  return all
}

/** Everything between the last member and the end record. */
export function directory(placed: readonly PlacedMember[], begin: number): Uint8Array {
  const headers = centralHeaders(placed)
  if (!needsZip64(placed.length, headers.length, begin)) return headers
  const end64: Field[] = [
    [0x06064b50, 4],
    [44, 8],
    [unix * 256 + version.zip64, 2],
    [version.zip64, 2],
    [0, 4],
    [0, 4],
    [placed.length, 8],
    [placed.length, 8],
    [headers.length, 8],
    [begin, 8],
  ]
  const locator: Field[] = [
    [0x07064b50, 4],
    [0, 4],
    [begin + headers.length, 8],
    [1, 4],
  ]
  return joinBytes(headers, fields(end64), fields(locator))
}

function needsZip64(count: number, length: number, begin: number): boolean {
  return count >= sentinel16 || length >= sentinel32 || begin >= sentinel32
}

export function endRecord(placed: readonly PlacedMember[], begin: number, comment: Uint8Array): Uint8Array {
  const { length } = centralHeaders(placed)
  const zip64 = needsZip64(placed.length, length, begin)
  const count = zip64 ? sentinel16 : placed.length
  const end: Field[] = [
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [count, 2],
    [count, 2],
    [zip64 ? sentinel32 : length, 4],
    [zip64 ? sentinel32 : begin, 4],
    [comment.length, 2],
  ]
  return joinBytes(fields(end), comment)
}

/** How many bytes at the end of a file tell where its directory is: the end record with its comment, and ZIP64's two records. */
export const tailLength = 22 + commentLength + 20 + 56

export type Tail = {
  directoryBegin: number
  directoryLength: number
  endBegin: number
  /** The end record as it stands, with its comment. */
  end: Uint8Array
  /** What the comment says. */
  sha256: string
}

/** Reads the last `tailLength` bytes of a file (or all of it, if it is shorter). Believes nothing: `readDirectory` checks all of it. */
export function readTail(tail: Uint8Array, fileSize: number): Tail {
  const end = tail.length - 22 - commentLength
  const view = new DataView(tail.buffer, tail.byteOffset, tail.length)
  if (end < 0 || view.getUint32(end, true) !== 0x06054b50) {
    throw new PackageDefect('container', 'The file is not a package of Tickmark: it does not end as one, or its end is cut off.')
  }
  const comment = textOfUnits(tail.subarray(end + 22))
  if (!/^tickmark-package\/1 sha256 [0-9a-f]{64}$/.test(comment)) {
    throw new PackageDefect('container', 'The file’s last bytes do not say the hash that a package ends with.')
  }
  const endBegin = fileSize - 22 - commentLength
  const far = view.getUint32(end + 16, true) === sentinel32 || view.getUint16(end + 10, true) === sentinel16
  const at64 = end - 20 - 56
  if (far && at64 < 0) throw new PackageDefect('container', 'The container’s directory is cut off.')
  const length = far ? Number(view.getBigUint64(at64 + 40, true)) : view.getUint32(end + 12, true)
  const begin = far ? Number(view.getBigUint64(at64 + 48, true)) : view.getUint32(end + 16, true)
  const trailer = far ? 20 + 56 : 0
  if (!Number.isSafeInteger(begin) || !Number.isSafeInteger(length) || begin + length + trailer !== endBegin) {
    throw new PackageDefect('container', 'The container’s directory does not end where its end record begins.')
  }
  return {
    ...{ directoryBegin: begin, directoryLength: length + trailer, endBegin, end: tail.subarray(end) },
    sha256: comment.slice(commentHead.length),
  }
}

/** The members a directory lists, if it is the very directory that these members must have. */
export function readDirectory(bytes: Uint8Array, { directoryBegin, directoryLength, end: endBytes }: Tail): PlacedMember[] {
  const members: Member[] = []
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  for (let at = 0; at + 46 <= bytes.length && view.getUint32(at, true) === 0x02014b50; ) {
    const [nameLength, extraLength] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true)]
    if (at + 46 + nameLength + extraLength > bytes.length) throw new PackageDefect('container', 'The container’s directory is cut off.')
    members.push(readMember(view, bytes, at, nameLength, extraLength))
    at += 46 + nameLength + extraLength
  }
  const { placed, end } = placeMembers(members)
  if (end !== directoryBegin)
    throw new PackageDefect('container', 'Between the container’s files lie bytes that belong to none of them, or some are missing.')
  const wantedEnd = endRecord(placed, end, endBytes.subarray(22))
  if (bytes.length !== directoryLength || !sameBytes(directory(placed, end), bytes) || !sameBytes(wantedEnd, endBytes)) {
    throw new PackageDefect('container', 'The container’s directory is not in the one form a package has.')
  }
  return placed
}

function readMember(view: DataView, bytes: Uint8Array, at: number, nameLength: number, extraLength: number): Member {
  const name = textOfUnits(bytes.subarray(at + 46, at + 46 + nameLength))
  if (!isPlainName(name))
    throw new PackageDefect('container', 'The container names a file in a way that packages do not: it may try to write elsewhere.')
  const extra = at + 46 + nameLength
  const large = view.getUint32(at + 20, true) === sentinel32
  if (large && extraLength < 20) throw new PackageDefect('container', `The container does not say how long ${name} is.`)
  const size = large ? Number(view.getBigUint64(extra + 4, true)) : view.getUint32(at + 24, true)
  const packedSize = large ? Number(view.getBigUint64(extra + 12, true)) : view.getUint32(at + 20, true)
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(packedSize))
    throw new PackageDefect('container', `The container says an impossible length of ${name}.`)
  return { name, crc: view.getUint32(at + 16, true), size, packedSize }
}
