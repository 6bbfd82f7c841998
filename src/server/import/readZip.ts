// The files in a ZIP that somebody sent us, as few of them as are wanted. What is encrypted, too many or too large is refused before it is unpacked.
import yauzl from 'yauzl'
import { Refusal } from '../../core/kernel/refusal.ts'

export type ZipLimits = { entries: number; entryBytes: number; allBytes: number }

/** An export of a large space has a thousand pages; a page or the text of a Word file is rarely larger than one megabyte. */
export const zipLimits: ZipLimits = { entries: 5_000, entryBytes: 20_000_000, allBytes: 60_000_000 }

export type UnpackedZip = { names: readonly string[]; files: ReadonlyMap<string, Buffer> }

export async function readZip(bytes: Buffer, isWanted: (name: string) => boolean, limits = zipLimits): Promise<UnpackedZip> {
  const zip = await opened(bytes)
  if (zip.entryCount > limits.entries)
    throw tooLarge(`It holds ${zip.entryCount.toLocaleString('en')} files; at most ${limits.entries.toLocaleString('en')} are looked at.`)
  const names: string[] = []
  const files = new Map<string, Buffer>()
  let all = 0
  for await (const entry of entriesOf(zip)) {
    names.push(entry.fileName)
    if (entry.fileName.endsWith('/') || !isWanted(entry.fileName)) continue
    if (entry.isEncrypted())
      throw new Refusal('unsupported_media_type', `${shown(entry.fileName)} in it is encrypted. Save it without a password.`)
    // The size that an entry declares is checked while it is unpacked: one that lies is cut off there.
    if (entry.uncompressedSize > limits.entryBytes)
      throw tooLarge(
        `${shown(entry.fileName)} in it has ${megabytes(entry.uncompressedSize)}; at most ${megabytes(limits.entryBytes)} are unpacked.`,
      )
    all += entry.uncompressedSize
    if (all > limits.allBytes) throw tooLarge(`Unpacked it has more than ${megabytes(limits.allBytes)}.`)
    if (files.has(entry.fileName)) throw notReadable(`It holds ${shown(entry.fileName)} twice: nobody can tell which one is meant.`)
    files.set(entry.fileName, await unpacked(zip, entry))
  }
  return { names, files }
}

function opened(bytes: Buffer): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true, strictFileNames: true, validateEntrySizes: true }, (error, zip) => {
      if (error !== null) reject(notReadable(`It is no whole ZIP: ${error.message}.`))
      else resolve(zip)
    })
  })
}

async function* entriesOf(zip: yauzl.ZipFile): AsyncGenerator<yauzl.Entry> {
  for (;;) {
    const entry = await new Promise<yauzl.Entry | null>((resolve, reject) => {
      const settle = (act: () => void) => {
        zip.removeAllListeners('entry')
        zip.removeAllListeners('end')
        zip.removeAllListeners('error')
        act()
      }
      zip.on('entry', (found: yauzl.Entry) => settle(() => resolve(found)))
      zip.on('end', () => settle(() => resolve(null)))
      zip.on('error', (error: Error) => settle(() => reject(notReadable(`It is no whole ZIP: ${error.message}.`))))
      zip.readEntry()
    })
    if (entry === null) return
    yield entry
  }
}

function unpacked(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error) => reject(notReadable(`${shown(entry.fileName)} in it cannot be unpacked: ${error.message}.`))
    zip.openReadStream(entry, (error, stream) => {
      if (error !== null) {
        failed(error)
        return
      }
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('error', failed)
      stream.on('end', () => resolve(Buffer.concat(chunks)))
    })
  })
}

function shown(name: string): string {
  return JSON.stringify(name.slice(0, 100))
}

function megabytes(count: number): string {
  return `${Math.ceil(count / 1e6).toLocaleString('en')} MB`
}

function tooLarge(message: string): Refusal {
  return new Refusal('payload_too_large', message)
}

function notReadable(message: string): Refusal {
  return new Refusal('payload_not_readable', message)
}
