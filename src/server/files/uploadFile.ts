// The bytes of one unfinished upload on disk, and how many of them would survive a power cut.
import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open, readFile, rename, rm, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Instant } from '../../core/kernel/instant.ts'
import { isInstant } from '../../core/kernel/instant.ts'
import { sizeOf, syncDirectory } from './durable.ts'

/** `offset` bytes are durable, and `hash` has seen exactly those. */
export type UploadState = { offset: number; hash: Hash; touchedAt: Instant }

export const bytesFile = (directory: string) => join(directory, 'bytes')
/** First whose it is, then one line each time more bytes became durable: how many, and when. The last whole line counts. */
export const journalFile = (directory: string) => join(directory, 'durable')

/** Written at once: fewer, larger writes are what disks like. */
const batch = 1024 * 1024
/** Made durable at least this often, so that a crash costs little of a long request. */
const stride = 64 * 1024 * 1024

/** `owner`: the process that writes on it. */
export type Journal = { offset: number; touchedAt: Instant; owner: string | null }

export const journalStart = (owner: string, { offset, touchedAt }: Pick<Journal, 'offset' | 'touchedAt'>) =>
  `# ${owner}\n${offset} ${touchedAt}\n`

export async function readJournal(directory: string): Promise<Journal | null> {
  const text = await readFile(journalFile(directory), 'utf8')
  // A line that a crash cut short has no end and does not count.
  const [, offset, at] = [...text.matchAll(/^(\d{1,15}) (\d{1,15})\n/gm)].at(-1) ?? []
  const touchedAt = Number(at)
  const owner = /^# (\S+)\n/.exec(text)?.[1] ?? null
  return offset === undefined || !isInstant(touchedAt) ? null : { offset: Number(offset), touchedAt, owner }
}

async function durableJournal(directory: string): Promise<Journal & { size: number }> {
  const journal = await readJournal(directory)
  const size = (await sizeOf(bytesFile(directory))) ?? 0
  if (journal === null || size < journal.offset) throw new Error(`The upload in ${directory} has lost bytes that were durable.`)
  return { ...journal, size }
}

/** After a start of the server: what was written but never said to be durable is cut off, and the rest is hashed again. */
export async function loadState(directory: string): Promise<UploadState> {
  const { offset, touchedAt, size } = await durableJournal(directory)
  const file = bytesFile(directory)
  if (size > offset) await truncate(file, offset)
  const hash = createHash('sha256')
  if (offset > 0) {
    for await (const piece of createReadStream(file, { highWaterMark: batch })) hash.update(piece as Uint8Array)
  }
  return { offset, touchedAt, hash }
}

/** Aside, and then in the place of the file that was there: whoever still has that one open writes into nothing. */
async function replace(file: string, write: (handle: FileHandle) => Promise<void>): Promise<() => Promise<void>> {
  const draft = `${file}.new`
  await rm(draft, { force: true })
  const handle = await open(draft, 'wx', 0o600)
  try {
    await write(handle)
    await handle.sync()
  } finally {
    await handle.close()
  }
  return () => rename(draft, file)
}

/**
 * From another process, which may have lost its turn without knowing: the durable bytes are copied as they are hashed, so that nothing it still
 * writes is ever part of the upload. The journal goes first: a crash between the two leaves more bytes than it speaks of, never fewer.
 */
export async function takeOver(directory: string, owner: string): Promise<UploadState> {
  const { offset, touchedAt } = await durableJournal(directory)
  const hash = createHash('sha256')
  const placeBytes = await replace(bytesFile(directory), async (handle) => {
    if (offset === 0) return
    for await (const piece of createReadStream(bytesFile(directory), { end: offset - 1, highWaterMark: batch })) {
      hash.update(piece as Uint8Array)
      await handle.writeFile(piece as Uint8Array)
    }
  })
  const placeJournal = await replace(journalFile(directory), (handle) => handle.writeFile(journalStart(owner, { offset, touchedAt })))
  await placeJournal()
  await placeBytes()
  await syncDirectory(directory)
  return { offset, touchedAt, hash }
}

async function writeAll(handle: FileHandle, pieces: readonly Uint8Array[], position: number): Promise<number> {
  const { bytesWritten } = await handle.writev(pieces, position)
  const length = pieces.reduce((total, piece) => total + piece.length, 0)
  for (let written = bytesWritten; written < length; ) {
    const rest = Buffer.concat(pieces).subarray(written)
    written += (await handle.write(rest, 0, rest.length, position + written)).bytesWritten
  }
  return length
}

export type Append = {
  directory: string
  state: UploadState
  stream: Readable
  /** The upload may have so many bytes in all; `tooMany` is what is thrown at the one beyond. */
  most: number
  tooMany: () => Error
  clock: () => Instant
}

/** Nothing is known of the bytes since the last line of the journal. */
export class DiskFailed extends Error {
  constructor(cause: unknown) {
    super(`The disk failed: ${(cause as Error).message}`, { cause })
    this.name = 'DiskFailed'
  }
}

/**
 * Writes what the stream brings and makes it durable. Where the stream breaks, what came before is durable all the same when this throws the
 * stream's error. Where the disk fails, `state` is no longer to be trusted: `DiskFailed` says so.
 */
export async function appendTo({ directory, state, stream, most, tooMany, clock }: Append): Promise<void> {
  const handle = await open(bytesFile(directory), 'r+')
  const journal = await open(journalFile(directory), 'a')
  let position = state.offset
  let waiting: Uint8Array[] = []
  let waitingBytes = 0

  const write = async () => {
    if (waiting.length === 0) return
    const length = await writeAll(handle, waiting, position)
    for (const piece of waiting) state.hash.update(piece)
    position += length
    waiting = []
    waitingBytes = 0
  }
  const makeDurable = async () => {
    await write()
    if (position === state.offset) return
    await handle.datasync()
    const touchedAt = clock()
    await journal.appendFile(`${position} ${touchedAt}\n`)
    await journal.datasync()
    state.offset = position
    state.touchedAt = touchedAt
  }
  const onDisk = async (work: () => Promise<void>) => {
    try {
      await work()
    } catch (error) {
      throw new DiskFailed(error)
    }
  }
  const receive = async () => {
    for await (const piece of stream as AsyncIterable<Uint8Array>) {
      if (position + waitingBytes + piece.length > most) throw tooMany()
      waiting.push(piece)
      waitingBytes += piece.length
      if (waitingBytes >= batch) await onDisk(write)
      if (position - state.offset >= stride) await onDisk(makeDurable)
    }
  }

  try {
    let broken: { error: unknown } | undefined
    await receive().catch((error: unknown) => {
      broken = { error }
    })
    if (broken?.error instanceof DiskFailed) throw broken.error
    await onDisk(makeDurable)
    if (broken) throw broken.error
  } finally {
    await handle.close()
    await journal.close()
  }
}
