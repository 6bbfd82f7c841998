// Opens a package file: checks that the container is in the one form it can have, byte for byte, and then reads its files as streams.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { localHeader, type PlacedMember, readDirectory, readTail, type Tail, tailLength } from '../../core/audit/container.ts'
import { PackageDefect } from '../../core/audit/packageDefect.ts'
import type { PackageReader } from '../../core/audit/verify/packageReader.ts'
import { sameBytes } from '../../core/ledger/bytes.ts'

/** The file is no package at all: nothing was checked. */
export class UnreadablePackage extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UnreadablePackage'
  }
}

/** `file` and `placed`: the descriptor and where each file lies, for `readerOf` in another thread. */
export type OpenedPackage = PackageReader & { file: number; placed: readonly PlacedMember[]; close: () => Promise<void> }

const pieceLength = 262_144
/** A directory of a million files. */
const longestDirectory = 256 * 1024 * 1024

export async function openPackage(path: string): Promise<OpenedPackage> {
  const file = await openFile(path)
  try {
    const { size } = await file.stat()
    const tailBytes = await readAt(file, Math.max(0, size - tailLength), Math.min(size, tailLength))
    if (!looksLikeZip(await readAt(file, 0, Math.min(4, size)), tailBytes)) throw new UnreadablePackage(`${path} is not a ZIP file.`)
    const tail = readTail(tailBytes, size)
    if (tail.directoryLength > longestDirectory)
      throw new PackageDefect('container', 'The container’s directory is longer than that of any package.')
    const placed = readDirectory(await readAt(file, tail.directoryBegin, tail.directoryLength), tail)
    await checkLocalHeaders(file, placed)
    await checkWhole(file, tail)
    return { ...readerOf(file.fd, placed), file: file.fd, placed, close: () => file.close() }
  } catch (error) {
    await file.close()
    throw error
  }
}

/** Reads from a package that was opened, and whose container was checked. */
export function readerOf(file: number, placed: readonly PlacedMember[]): PackageReader {
  const byName = new Map(placed.map((member) => [member.name, member]))
  return {
    members: placed.map(({ name, size }) => ({ name, size })),
    read(name) {
      const member = byName.get(name)
      if (member === undefined) throw new PackageDefect('files', `${name} is not in the package.`)
      return readMember(file, member)
    },
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    const file = await open(path, 'r')
    if ((await file.stat()).isFile()) return file
    await file.close()
  } catch (error) {
    throw new UnreadablePackage(`${path} cannot be opened: ${(error as Error).message}`)
  }
  throw new UnreadablePackage(`${path} is not a file.`)
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length; ) {
    const { bytesRead } = await file.read(bytes, at, length - at, position + at)
    if (bytesRead === 0) throw new PackageDefect('container', 'The file ends before what its directory says.')
    at += bytesRead
  }
  return bytes
}

/** One of its two ends is enough: a package with a damaged end is a damaged package, and no other kind of file. */
function looksLikeZip(head: Uint8Array, tail: Uint8Array): boolean {
  const isSignature = (bytes: Uint8Array, third: number, fourth: number) =>
    bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === third && bytes[3] === fourth
  if (isSignature(head, 3, 4) || isSignature(head, 5, 6)) return true
  return tail.some((_, at) => isSignature(tail.subarray(at, at + 4), 5, 6))
}

/** What stands before each file says the same as the directory: two programs must not see two packages. */
async function checkLocalHeaders(file: FileHandle, placed: readonly PlacedMember[]): Promise<void> {
  for (const member of placed) {
    const wanted = localHeader(member)
    if (!sameBytes(await readAt(file, member.offset, wanted.length), wanted)) {
      throw new PackageDefect('container', `What stands before ${member.name} in the container is not what its directory says.`)
    }
  }
}

async function checkWhole(file: FileHandle, tail: Tail): Promise<void> {
  const hash = createHash('sha256')
  const source = createReadStream('', { fd: file.fd, autoClose: false, start: 0, end: tail.endBegin - 1, highWaterMark: 4 * pieceLength })
  for await (const piece of source) hash.update(piece as Buffer)
  if (hash.digest('hex') !== tail.sha256) {
    throw new PackageDefect(
      'container',
      'The file was changed after it was written: its bytes do not have the hash that stands at its end.',
    )
  }
}

async function* readMember(file: number, member: PlacedMember): AsyncGenerator<Uint8Array> {
  const damaged = (why: string) => new PackageDefect('container', `${member.name} cannot be unpacked: ${why}.`)
  const range = { start: member.dataOffset, end: member.dataOffset + member.packedSize - 1 }
  if (member.packedSize === 0) throw damaged('it has no packed bytes')
  const source = createReadStream('', { fd: file, autoClose: false, ...range, highWaterMark: pieceLength })
  const inflate = createInflateRaw({ chunkSize: pieceLength })
  // Errors reach the loop below through the last stream.
  pipeline(source, inflate, () => undefined)
  let size = 0
  let crc = 0
  try {
    for await (const piece of inflate as AsyncIterable<Buffer>) {
      size += piece.length
      if (size > member.size) throw damaged('it is longer than the container says')
      crc = crc32(piece, crc)
      yield piece
    }
  } catch (error) {
    if (error instanceof Error && String((error as { code?: unknown }).code).startsWith('Z_'))
      throw damaged('its packed bytes are not what was packed')
    throw error
  }
  if (size !== member.size) throw damaged('it is shorter than the container says')
  if (crc !== member.crc) throw damaged('its checksum differs')
  if (inflate.bytesWritten !== member.packedSize) throw damaged('bytes follow its end')
}
