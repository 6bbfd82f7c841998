// Where unfinished uploads lie on this machine: made whole or not at all, and taken away the same way.
import { randomUUID } from 'node:crypto'
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import { isId } from '../../core/kernel/ids.ts'
import { hour, type Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { isAbsent, makeDirectory, syncDirectory } from './durable.ts'
import { bytesFile, journalFile, journalStart } from './uploadFile.ts'

/** What was said of an upload when it began. `size` is null where it was not known; `about` is the id of what it is for. */
export type UploadTold = { name: string; size: number | null; about: string | null }

/** What a finished upload turned out to be. `type` is sniffed from its bytes. */
export type FinishedUpload = { sha256: string; size: number; type: string }

/** Making one takes milliseconds, taking a large one away seconds. */
const leftAfter = hour

const uploadIdPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function readOrNull(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (isAbsent(error)) return null
    throw error
  }
}

async function namesIn(directory: string): Promise<string[]> {
  try {
    return await readdir(directory)
  } catch (error) {
    if (isAbsent(error)) return []
    throw error
  }
}

export function uploadDirectory(root: string) {
  const drafts = join(root, 'drafts')

  function directoryOf(organizationId: OrganizationId, uploadId: string): string {
    if (!uploadIdPattern.test(uploadId)) throw new Refusal('not_found', 'There is no such upload; begin it again.')
    return join(root, organizationId, uploadId)
  }
  const finishedFile = (directory: string) => join(directory, 'finished.json')

  return {
    directoryOf,
    /** Prepared aside and renamed into place, so that an upload is there whole or not. */
    async make(organizationId: OrganizationId, told: UploadTold, owner: string, now: Instant): Promise<string> {
      const uploadId = randomUUID()
      const draft = join(drafts, uploadId)
      await makeDirectory(draft)
      await writeDurably(join(draft, 'told.json'), JSON.stringify(told))
      await writeDurably(bytesFile(draft), '')
      await writeDurably(journalFile(draft), journalStart(owner, { offset: 0, touchedAt: now }))
      await syncDirectory(draft)
      const place = directoryOf(organizationId, uploadId)
      await makeDirectory(dirname(place))
      await rename(draft, place)
      await syncDirectory(dirname(place))
      return uploadId
    },
    async readTold(organizationId: OrganizationId, uploadId: string): Promise<UploadTold> {
      const text = await readOrNull(join(directoryOf(organizationId, uploadId), 'told.json'))
      if (text === null) throw new Refusal('not_found', 'There is no such upload; it may have been thrown away. Begin it again.')
      return JSON.parse(text) as UploadTold
    },
    async readFinished(directory: string): Promise<FinishedUpload | null> {
      const text = await readOrNull(finishedFile(directory))
      return text === null ? null : (JSON.parse(text) as FinishedUpload)
    },
    /** From here on the upload is what it is: a crash after this is gone on with, not started over. */
    async writeFinished(directory: string, finished: FinishedUpload): Promise<void> {
      const draft = `${finishedFile(directory)}.new`
      await rm(draft, { force: true })
      await writeDurably(draft, JSON.stringify(finished))
      await rename(draft, finishedFile(directory))
      await syncDirectory(directory)
    },
    /** False where there was none. Renamed away first, so that no half of it is taken for an upload. */
    async remove(organizationId: OrganizationId, uploadId: string): Promise<boolean> {
      const gone = join(drafts, randomUUID())
      await makeDirectory(drafts)
      try {
        await rename(directoryOf(organizationId, uploadId), gone)
      } catch (error) {
        if (isAbsent(error)) return false
        throw error
      }
      await rm(gone, { recursive: true, force: true })
      return true
    },
    uploadsOf: (organizationId: OrganizationId) => namesIn(join(root, organizationId)),
    async organizations(): Promise<OrganizationId[]> {
      return (await namesIn(root)).filter((name) => isId('organization', name))
    },
    /** What a crash left of uploads that were being made or taken away; what another server makes just now is younger. */
    async removeLeftovers(now: Instant): Promise<void> {
      for (const name of await namesIn(drafts)) {
        const { mtimeMs } = await stat(join(drafts, name)).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }))
        if (now - mtimeMs > leftAfter) await rm(join(drafts, name), { recursive: true, force: true })
      }
    },
  }
}
