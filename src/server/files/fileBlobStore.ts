// Keeps blobs as files on this machine: written beside, synced, then renamed into place, so that a crash leaves a whole one or none.
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import { type Blob, type BlobStore, blobPath, requireHash, tooLarge } from './blobStore.ts'
import { isAbsent, makeDirectory, sizeOf, syncDirectory } from './durable.ts'

async function write(handle: FileHandle, bytes: Uint8Array | AsyncIterable<Uint8Array>, most: number): Promise<Blob> {
  const hash = createHash('sha256')
  let size = 0
  const pieces = bytes instanceof Uint8Array ? [bytes] : bytes
  for await (const piece of pieces) {
    size += piece.length
    if (size > most) throw tooLarge(most)
    hash.update(piece)
    await handle.writeFile(piece)
  }
  await handle.sync()
  return { sha256: hash.digest('hex'), size }
}

/** Work on a new file of that directory, whatever becomes of it afterwards. */
export async function withDraft<T>(drafts: string, work: (draft: string, handle: FileHandle) => Promise<T>): Promise<T> {
  await makeDirectory(drafts)
  const draft = join(drafts, randomUUID())
  const handle = await open(draft, 'wx', 0o600)
  try {
    return await work(draft, handle)
  } finally {
    await handle.close()
    await rm(draft, { force: true })
  }
}

export async function writeDraft(
  handle: FileHandle,
  bytes: Uint8Array | AsyncIterable<Uint8Array>,
  options: { sha256?: string; maxBytes?: number } = {},
): Promise<Blob> {
  const blob = await write(handle, bytes, options.maxBytes ?? Number.POSITIVE_INFINITY)
  requireHash(options.sha256, blob.sha256)
  return blob
}

/** Drafts that nobody has written to since; those of a running put are younger. */
export async function removeDrafts(drafts: string, before: number): Promise<number> {
  let names: string[]
  try {
    names = await readdir(drafts)
  } catch (error) {
    if (isAbsent(error)) return 0
    throw error
  }
  let removed = 0
  for (const name of names) {
    const { mtimeMs } = await stat(join(drafts, name)).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }))
    if (mtimeMs >= before) continue
    await rm(join(drafts, name), { force: true })
    removed += 1
  }
  return removed
}

export function fileBlobStore(root: string): BlobStore {
  const drafts = join(root, 'drafts')
  const fileOf = (organizationId: OrganizationId, sha256: string) => join(root, blobPath(organizationId, sha256))

  async function keep(organizationId: OrganizationId, draft: string, blob: Blob) {
    const file = fileOf(organizationId, blob.sha256)
    await makeDirectory(dirname(file))
    // Renaming over an equal file is harmless, and mends one that a full disk cut short.
    await rename(draft, file)
    await syncDirectory(dirname(file))
  }

  return {
    put(organizationId, bytes, options = {}) {
      return withDraft(drafts, async (draft, handle) => {
        const blob = await writeDraft(handle, bytes, options)
        await keep(organizationId, draft, blob)
        return blob
      })
    },
    async adopt(organizationId, file, blob) {
      const handle = await open(file, 'r+')
      try {
        await handle.sync()
      } finally {
        await handle.close()
      }
      await keep(organizationId, file, blob)
      await syncDirectory(dirname(file))
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
    presign: async () => null,
    abandonUnfinished: (before) => removeDrafts(drafts, before),
  }
}
