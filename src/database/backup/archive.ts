// The backup's file: a ZIP written as a stream, and read back entry by entry, hashing as it goes.
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import yauzl from 'yauzl'
import yazl from 'yazl'

export type Hashed = { size: number; sha256: string }

export type ArchiveWriter = {
  /** Writes one entry to its end before the next begins. */
  add: (path: string, pieces: AsyncIterable<string | Uint8Array>) => Promise<Hashed>
  /** Resolves once everything is on the disk. */
  finish: () => Promise<void>
  abandon: () => void
}

/** Makes the file (readable by the owner only) and refuses to write over one. */
export function writeArchive(file: string): ArchiveWriter {
  const zip = new yazl.ZipFile()
  const failed = new Promise<never>((_, reject) => zip.on('error', reject))
  failed.catch(() => undefined)
  const written = pipeline(zip.outputStream, createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }))
  written.catch(() => undefined)

  async function add(path: string, pieces: AsyncIterable<string | Uint8Array>): Promise<Hashed> {
    const hash = createHash('sha256')
    let size = 0
    async function* hashed() {
      for await (const piece of pieces) {
        const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece
        hash.update(bytes)
        size += bytes.length
        yield bytes
      }
    }
    const source = Readable.from(hashed(), { objectMode: false, highWaterMark: 1 << 16 })
    const ended = new Promise<void>((resolve, reject) => source.once('end', resolve).once('error', reject))
    zip.addReadStream(source, path, { mtime: new Date(0), mode: 0o100600, compressionLevel: 3 })
    // Whichever comes first: all read, or a disk that takes no more.
    await Promise.race([ended, failed, written.then(() => ended)])
    return { size, sha256: hash.digest('hex') }
  }

  return {
    add,
    finish: async () => {
      zip.end()
      await Promise.race([written, failed])
    },
    abandon: () => {
      zip.outputStream.unpipe?.()
      ;(zip.outputStream as Readable).destroy()
    },
  }
}

export type ArchiveReader = {
  paths: string[]
  open: (path: string) => Promise<Readable>
  close: () => void
}

async function refuseOther(file: string) {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0)
    if (bytesRead < 4 || buffer.readUInt32LE(0) !== 0x04034b50) throw new Error(`${file} is no backup of Tickmark.`)
  } finally {
    await handle.close()
  }
}

export async function readArchive(file: string): Promise<ArchiveReader> {
  await refuseOther(file)
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) => {
    yauzl.open(file, { lazyEntries: true, autoClose: false, strictFileNames: true }, (error, opened) =>
      error ? reject(error) : resolve(opened),
    )
  })
  const entries = new Map<string, yauzl.Entry>()
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject)
    zip.on('end', resolve)
    zip.on('entry', (entry: yauzl.Entry) => {
      if (entries.has(entry.fileName)) reject(new Error(`The backup was changed: it holds ${entry.fileName} twice.`))
      entries.set(entry.fileName, entry)
      zip.readEntry()
    })
    zip.readEntry()
  })
  return {
    paths: [...entries.keys()],
    open: (path) => {
      const entry = entries.get(path)
      if (!entry) return Promise.reject(new Error(`The backup was changed: ${path} is not in it.`))
      return new Promise((resolve, reject) => zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream))))
    },
    close: () => zip.close(),
  }
}

/** The pieces of an entry, and what they hash to once all were read. */
export function hashing(source: AsyncIterable<Buffer>): { pieces: AsyncGenerator<Buffer>; result: () => Hashed } {
  const hash = createHash('sha256')
  let size = 0
  async function* pieces() {
    for await (const piece of source) {
      hash.update(piece)
      size += piece.length
      yield piece
    }
  }
  return { pieces: pieces(), result: () => ({ size, sha256: hash.digest('hex') }) }
}

const newline = 0x0a

/** Lines without their ends. Bytes are joined before they are decoded, so that no character is cut in two. */
export async function* linesOf(pieces: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest: Buffer[] = []
  for await (const piece of pieces) {
    let begin = 0
    for (let at = piece.indexOf(newline); at !== -1; at = piece.indexOf(newline, begin)) {
      rest.push(piece.subarray(begin, at))
      yield Buffer.concat(rest).toString('utf8')
      rest = []
      begin = at + 1
    }
    if (begin < piece.length) rest.push(piece.subarray(begin))
  }
  if (rest.length > 0) throw new Error('The backup was changed: a line has no end.')
}
