// Takes in files of gigabytes over connections that break: what was acknowledged is durable, and nothing is sent or hashed twice.
import { randomUUID } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { headLength, sniffType } from '../../core/evidence/sniff.ts'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { HeldLock } from '../../database/database.ts'
import { type BlobStore, requireHash, tooLarge } from './blobStore.ts'
import { sizeOf } from './durable.ts'
import { type FinishedUpload, type UploadTold, uploadDirectory } from './uploadDirectory.ts'
import { appendTo, bytesFile, DiskFailed, loadState, readJournal, takeOver, type UploadState } from './uploadFile.ts'
import { alone, type UploadTurns } from './uploadTurns.ts'

export type UploadLimits = {
  maxBytes: number
  /** Unfinished uploads of one organization. */
  open: number
  /** Milliseconds without a byte after which an upload is thrown away. */
  idle: number
}

export type UploadProgress = UploadTold & { uploadId: string; offset: number; finished: FinishedUpload | null }

/** Servers that share the directory may each go on with an upload that another one began. */
export type UploadEngine = {
  beginUpload(organizationId: OrganizationId, told: { name: string; size?: number; about?: string }): Promise<UploadProgress>
  readUpload(organizationId: OrganizationId, uploadId: string): Promise<UploadProgress>
  /**
   * `offset` must be where the upload continues. A newer request ends an older one of the same upload, whose connection is usually dead.
   * Where the stream breaks, what came is kept, and the refusal says where to continue.
   */
  appendPart(organizationId: OrganizationId, uploadId: string, offset: number, stream: Readable): Promise<{ offset: number }>
  /** Keeps the bytes as a blob. Asked again, answers the same. */
  finishUpload(organizationId: OrganizationId, uploadId: string, expected?: { sha256?: string }): Promise<FinishedUpload>
  /** False where there was none. Bytes of a finished upload stay: they are a blob. */
  abandon(organizationId: OrganizationId, uploadId: string): Promise<boolean>
  /** Throws away what received nothing for too long; answers how many. For a job. */
  abandonExpired(): Promise<number>
}

type Live = { state: UploadState | null; stream: Readable | null; last: Promise<unknown> }

export type UploadTools = { directory: string; blobs: BlobStore; limits: UploadLimits; clock: () => Instant; turns?: UploadTurns }

function continueAt(offset: number, why: string): Refusal {
  return new Refusal('upload_offset_wrong', `${why} Continue at byte ${offset}.`, {
    fields: [{ path: '/offset', message: String(offset) }],
  })
}

export function uploadEngine({ directory: root, blobs, limits, clock, turns = alone }: UploadTools): UploadEngine {
  const disk = uploadDirectory(root)
  /** As journals name this process. */
  const ourselves = randomUUID()
  const lives = new Map<string, Live>()
  const beginnings = new Map<OrganizationId, Promise<unknown>>()

  function liveOf(uploadId: string): Live {
    const live = lives.get(uploadId) ?? { state: null, stream: null, last: Promise.resolve() }
    lives.set(uploadId, live)
    return live
  }

  /**
   * Whoever reads the stream hears that it ended too early. It is told no error of its own: all of it may have been read already, and an error
   * that nobody listens to would end the process.
   */
  const cut = (live: Live | undefined) => live?.stream?.destroy()

  turns.whenWanted((uploadId) => cut(lives.get(uploadId)))

  async function inTurn<T>(uploadId: string, work: (turn: HeldLock) => Promise<T>): Promise<T> {
    const turn = await turns.take(uploadId)
    if (turn === null) throw new Refusal('not_ready', 'Another server still takes in bytes of this upload; try again.', { retryAfter: 2 })
    try {
      return await work(turn)
    } finally {
      await turn.release()
    }
  }

  /** One after the other for one upload, whatever became of the one before, here and at other servers. */
  function exclusively<T>(uploadId: string, live: Live, work: (turn: HeldLock) => Promise<T>): Promise<T> {
    const done = live.last.then(() => inTurn(uploadId, work))
    live.last = done.catch(() => undefined)
    return done
  }

  /** In memory only as long as no other process has written since. */
  async function stateOf(live: Live, directory: string): Promise<UploadState> {
    const isOurs = turns.isAlone || (await readJournal(directory))?.owner === ourselves
    if (!isOurs) live.state = await takeOver(directory, ourselves)
    live.state ??= await loadState(directory)
    return live.state
  }

  async function countOpen(organizationId: OrganizationId): Promise<number> {
    const uploads = await disk.uploadsOf(organizationId)
    const finished = await Promise.all(uploads.map((uploadId) => disk.readFinished(disk.directoryOf(organizationId, uploadId))))
    return finished.filter((one) => one === null).length
  }

  async function begin(organizationId: OrganizationId, { name, size, about }: { name: string; size?: number; about?: string }) {
    if (size !== undefined && (!Number.isSafeInteger(size) || size < 0))
      throw new Refusal('invalid_request', 'The size must be a number of bytes.')
    if (size !== undefined && size > limits.maxBytes) throw tooLarge(limits.maxBytes)
    if ((await countOpen(organizationId)) >= limits.open) {
      throw new Refusal('too_many_uploads', `There are ${limits.open} unfinished uploads already: finish one of them or give it up first.`)
    }
    const told = { name, size: size ?? null, about: about ?? null }
    const uploadId = await disk.make(organizationId, told, ourselves, clock())
    return { uploadId, ...told, offset: 0, finished: null }
  }

  async function append(live: Live, turn: HeldLock, directory: string, size: number | null, offset: number, stream: Readable) {
    if ((await disk.readFinished(directory)) !== null) throw new Refusal('already_exists', 'This upload is finished; begin another one.')
    const state = await stateOf(live, directory)
    if (offset !== state.offset) throw continueAt(state.offset, `The upload is not at byte ${offset}.`)
    const most = size ?? limits.maxBytes
    const tooMany = () => (size === null ? tooLarge(most) : new Refusal('payload_too_large', `The upload was said to have ${size} bytes.`))
    live.stream = stream
    try {
      await appendTo({ directory, state, stream, most, tooMany, clock })
      // Without the database it cannot be known whether another server has gone on meanwhile: what the journal says then counts.
      if (!turn.isHeld()) throw new Refusal('not_ready', 'The database went away; ask where the upload continues.', { retryAfter: 2 })
      return { offset: state.offset }
    } catch (error) {
      // Read back from the disk by whoever comes next: only the journal knows then what is durable.
      if (error instanceof DiskFailed) live.state = null
      if (error instanceof DiskFailed || error instanceof Refusal) throw error
      throw new Refusal('request_timeout', `The connection broke; what came is kept. Continue at byte ${state.offset}.`, {
        fields: [{ path: '/offset', message: String(state.offset) }],
      })
    } finally {
      live.stream = null
      stream.destroy()
    }
  }

  async function headOf(file: string): Promise<Uint8Array> {
    const handle = await open(file, 'r')
    try {
      const head = Buffer.alloc(headLength)
      let read = 0
      for (let more = 1; more > 0 && read < headLength; read += more) {
        more = (await handle.read(head, read, headLength - read, read)).bytesRead
      }
      return head.subarray(0, read)
    } finally {
      await handle.close()
    }
  }

  async function whatItIs(live: Live, directory: string, size: number | null, expected: string | undefined): Promise<FinishedUpload> {
    const { offset, hash } = await stateOf(live, directory)
    if (size !== null && offset !== size) throw continueAt(offset, `${size - offset} bytes are missing.`)
    const sha256 = hash.copy().digest('hex')
    requireHash(expected, sha256)
    return { sha256, size: offset, type: sniffType(await headOf(bytesFile(directory)), offset <= headLength) }
  }

  async function finish(live: Live, organizationId: OrganizationId, uploadId: string, expected: string | undefined) {
    const { size } = await disk.readTold(organizationId, uploadId)
    const directory = disk.directoryOf(organizationId, uploadId)
    const before = await disk.readFinished(directory)
    const finished = before ?? (await whatItIs(live, directory, size, expected))
    requireHash(expected, finished.sha256)
    if (before === null) await disk.writeFinished(directory, finished)
    // Still here the first time, and where a crash came between the two.
    const file = bytesFile(directory)
    if ((await sizeOf(file)) !== null) await blobs.adopt(organizationId, file, { sha256: finished.sha256, size: finished.size })
    live.state = null
    return finished
  }

  async function isExpired(directory: string, now: Instant): Promise<boolean> {
    const journal = await readJournal(directory).catch(() => null)
    return journal === null || now - journal.touchedAt >= limits.idle
  }

  async function abandon(organizationId: OrganizationId, uploadId: string): Promise<boolean> {
    const live = liveOf(uploadId)
    cut(live)
    const removed = await exclusively(uploadId, live, () => disk.remove(organizationId, uploadId))
    lives.delete(uploadId)
    return removed
  }

  return {
    async beginUpload(organizationId, told) {
      // Counted and made in one go, so that two at once cannot both be the last that is allowed.
      const before = beginnings.get(organizationId) ?? Promise.resolve()
      const begun = before.then(() => begin(organizationId, told))
      beginnings.set(
        organizationId,
        begun.catch(() => undefined),
      )
      return begun
    },
    async readUpload(organizationId, uploadId) {
      const told = await disk.readTold(organizationId, uploadId)
      const directory = disk.directoryOf(organizationId, uploadId)
      const finished = await disk.readFinished(directory)
      const offset = finished?.size ?? (await readJournal(directory))?.offset ?? 0
      return { uploadId, ...told, offset, finished }
    },
    async appendPart(organizationId, uploadId, offset, stream) {
      try {
        const { size } = await disk.readTold(organizationId, uploadId)
        const live = liveOf(uploadId)
        cut(live)
        return await exclusively(uploadId, live, (turn) =>
          append(live, turn, disk.directoryOf(organizationId, uploadId), size, offset, stream),
        )
      } catch (error) {
        stream.destroy()
        throw error
      }
    },
    async finishUpload(organizationId, uploadId, expected = {}) {
      await disk.readTold(organizationId, uploadId)
      const live = liveOf(uploadId)
      if (live.stream !== null)
        throw new Refusal('not_ready', 'Bytes are still arriving; finish the upload once they are here.', { retryAfter: 1 })
      return exclusively(uploadId, live, () => finish(live, organizationId, uploadId, expected.sha256))
    },
    abandon,
    async abandonExpired() {
      await disk.removeLeftovers(clock())
      let count = 0
      for (const organizationId of await disk.organizations()) {
        for (const uploadId of await disk.uploadsOf(organizationId)) {
          const busy = (lives.get(uploadId)?.stream ?? null) !== null
          if (busy || !(await isExpired(disk.directoryOf(organizationId, uploadId), clock()))) continue
          if (await abandon(organizationId, uploadId)) count += 1
        }
      }
      return count
    },
  }
}
