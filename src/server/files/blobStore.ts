// Keeps bytes by their SHA-256, apart from the database: files of an organization that are too large for a row.
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import { Refusal } from '../../core/kernel/refusal.ts'

/** `sha256` is 64 hex digits. */
export type Blob = { sha256: string; size: number }

export type PutOptions = {
  /** What the bytes are said to hash to; others are not kept. */
  sha256?: string
  /** More than this is refused as `payload_too_large`. */
  maxBytes?: number
}

/** Files on this machine, or objects elsewhere: whoever implements this keeps one organization's bytes apart from another's. */
export type BlobStore = {
  /** Resolves once the bytes would survive a power cut. The same bytes again change nothing. */
  put(organizationId: OrganizationId, bytes: Uint8Array | AsyncIterable<Uint8Array>, options?: PutOptions): Promise<Blob>
  /** Null where there are none. `start` and `end` are byte positions, both included. */
  get(organizationId: OrganizationId, sha256: string, range?: { start: number; end: number }): Promise<Readable | null>
  head(organizationId: OrganizationId, sha256: string): Promise<Blob | null>
  /** False where there were none. */
  delete(organizationId: OrganizationId, sha256: string): Promise<boolean>
}

const isHash = (text: string) => /^[0-9a-f]{64}$/.test(text)

async function syncDirectory(directory: string) {
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes a directory and puts its name on disk in every parent that had to be made. */
async function makeDirectory(directory: string) {
  const first = await mkdir(directory, { recursive: true, mode: 0o700 })
  if (first === undefined) return
  for (let made = directory; made.length >= first.length; made = dirname(made)) await syncDirectory(dirname(made))
}

async function write(handle: FileHandle, bytes: Uint8Array | AsyncIterable<Uint8Array>, most: number): Promise<Blob> {
  const hash = createHash('sha256')
  let size = 0
  const pieces = bytes instanceof Uint8Array ? [bytes] : bytes
  for await (const piece of pieces) {
    size += piece.length
    if (size > most) throw new Refusal('payload_too_large', `The file is larger than ${most} bytes.`)
    hash.update(piece)
    await handle.writeFile(piece)
  }
  await handle.sync()
  return { sha256: hash.digest('hex'), size }
}

async function sizeOf(file: string): Promise<number | null> {
  try {
    return (await stat(file)).size
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

export function fileBlobStore(root: string): BlobStore {
  const fileOf = (organizationId: OrganizationId, sha256: string) => {
    if (!isHash(sha256)) throw new RangeError(`not a SHA-256 in hex: ${sha256}`)
    return join(root, organizationId, sha256.slice(0, 2), sha256)
  }

  async function keep(organizationId: OrganizationId, draft: string, blob: Blob) {
    const file = fileOf(organizationId, blob.sha256)
    await makeDirectory(dirname(file))
    // Renaming over an equal file is harmless, and mends one that a full disk cut short.
    await rename(draft, file)
    await syncDirectory(dirname(file))
  }

  return {
    async put(organizationId, bytes, options = {}) {
      const drafts = join(root, 'drafts')
      await makeDirectory(drafts)
      const draft = join(drafts, randomUUID())
      const handle = await open(draft, 'wx', 0o600)
      try {
        let blob: Blob
        try {
          blob = await write(handle, bytes, options.maxBytes ?? Number.POSITIVE_INFINITY)
        } finally {
          await handle.close()
        }
        if (options.sha256 !== undefined && options.sha256 !== blob.sha256) {
          throw new Refusal('payload_not_readable', 'The bytes do not have the SHA-256 that was given for them.')
        }
        await keep(organizationId, draft, blob)
        return blob
      } finally {
        await rm(draft, { force: true })
      }
    },
    async get(organizationId, sha256, range) {
      const file = fileOf(organizationId, sha256)
      if ((await sizeOf(file)) === null) return null
      return createReadStream(file, range ?? {})
    },
    async head(organizationId, sha256) {
      const size = await sizeOf(fileOf(organizationId, sha256))
      return size === null ? null : { sha256, size }
    },
    async delete(organizationId, sha256) {
      const file = fileOf(organizationId, sha256)
      if ((await sizeOf(file)) === null) return false
      await rm(file, { force: true })
      await syncDirectory(dirname(file))
      return true
    },
  }
}
