// Keeps blobs as objects of an S3-compatible service, each written once and, where the settings say so, locked.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { day, formatInstant, type Instant, parseInstant, toInstant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { type Blob, type BlobStore, blobPath, requireHash } from './blobStore.ts'
import { removeDrafts, withDraft, writeDraft } from './fileBlobStore.ts'
import { type S3Client, S3Error, type S3Reply, type S3Settings, type S3Tools, s3Client } from './s3Client.ts'
import { base64Hash, type Part, partsOf, putInParts } from './s3Multipart.ts'
import { abortUploads } from './s3Unfinished.ts'

/** `governance` can be lifted by those the bucket's owner allows to; `compliance` by nobody. The bucket must have been made with Object Lock. */
export type ObjectLock = { mode: 'governance' | 'compliance'; days: number }

export type S3StoreSettings = S3Settings & {
  lock: ObjectLock | null
  /** Where streams of unknown hash wait on this machine until it is known: an object is named by it. */
  spoolDirectory: string
}

async function* chained(first: readonly Part[], rest: AsyncIterable<Part>): AsyncGenerator<Part> {
  yield* first
  yield* rest
}

export function s3BlobStore(settings: S3StoreSettings, tools: S3Tools): BlobStore {
  const client: S3Client = s3Client(settings, tools)
  const drafts = join(settings.spoolDirectory, 'drafts')

  const lockedUntil = ({ days }: ObjectLock): Instant => toInstant(tools.clock() + days * day)
  function lockHeaders(): Record<string, string> {
    if (settings.lock === null) return {}
    return {
      'x-amz-object-lock-mode': settings.lock.mode.toUpperCase(),
      'x-amz-object-lock-retain-until-date': formatInstant(lockedUntil(settings.lock)),
    }
  }

  async function ask(path: string): Promise<S3Reply | null> {
    const reply = await client.ask({ method: 'HEAD', path })
    if (reply.status === 404) return null
    if (reply.status !== 200) throw new S3Error(`HEAD ${path}`, reply)
    return reply
  }

  const sizeOf = ({ headers }: S3Reply) => Number(headers['content-length'])

  /** The same bytes again are kept as long as they would be had they come for the first time. Locks are only ever lengthened. */
  async function lengthenLock(path: string, there: S3Reply): Promise<void> {
    if (settings.lock === null) return
    const until = lockedUntil(settings.lock)
    const already = parseInstant(there.headers['x-amz-object-lock-retain-until-date'] ?? '')
    if (already !== undefined && already >= until) return
    const mode = there.headers['x-amz-object-lock-mode'] === 'COMPLIANCE' ? 'COMPLIANCE' : settings.lock.mode.toUpperCase()
    const body = Buffer.from(
      `<Retention xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Mode>${mode}</Mode><RetainUntilDate>${formatInstant(until)}</RetainUntilDate></Retention>`,
    )
    const headers = { 'x-amz-checksum-sha256': base64Hash(body), 'content-type': 'application/xml' }
    const reply = await client.ask({ method: 'PUT', path, query: { retention: '' }, headers, body })
    if (reply.status !== 200) throw new S3Error(`lengthen the lock of ${path}`, reply)
  }

  /** Asks whether the object is there as it must be, and locks it as if it had just been put. */
  async function settle(path: string, blob: Blob): Promise<boolean> {
    const there = await ask(path)
    if (there === null) return false
    if (sizeOf(there) !== blob.size) throw new Error(`The object ${path} has ${sizeOf(there)} bytes instead of ${blob.size}.`)
    await lengthenLock(path, there)
    return true
  }

  async function requireThere(path: string, blob: Blob): Promise<void> {
    if (!(await settle(path, blob))) throw new Error(`The object store did not keep ${path}. Nothing was changed; try again.`)
  }

  async function putWhole(path: string, body: Uint8Array, blob: Blob): Promise<void> {
    const headers = { ...lockHeaders(), 'if-none-match': '*', 'x-amz-checksum-sha256': base64Hash(body) }
    const reply = await client.ask({ method: 'PUT', path, headers, body })
    if (reply.status === 200) return
    if (reply.status !== 412 && reply.status !== 409) throw new S3Error(`PUT ${path}`, reply)
    await requireThere(path, blob)
  }

  async function putParts(path: string, sha256: string, parts: AsyncIterable<Part>): Promise<Blob> {
    const { blob, completion } = await putInParts(client, { path, sha256, headers: lockHeaders() }, parts)
    if (completion !== 'created') await requireThere(path, blob)
    return blob
  }

  /** Does not send what is there already, but reads it: bytes are only said to be kept once they were hashed. */
  async function putNamed(path: string, sha256: string, parts: AsyncIterable<Part>): Promise<Blob> {
    if ((await ask(path)) === null) return putParts(path, sha256, parts)
    const hash = createHash('sha256')
    let size = 0
    for await (const part of parts) {
      hash.update(part)
      size += part.length
    }
    requireHash(sha256, hash.digest('hex'))
    await requireThere(path, { sha256, size })
    return { sha256, size }
  }

  const store: BlobStore = {
    async put(organizationId, bytes, options = {}) {
      const pieces = bytes instanceof Uint8Array ? [bytes] : bytes
      const parts = partsOf(pieces, options.maxBytes ?? Number.POSITIVE_INFINITY)
      const first = await parts.next()
      const second = first.done ? first : await parts.next()
      if (first.done || second.done) {
        const body = first.value ?? Buffer.alloc(0)
        const blob = { sha256: createHash('sha256').update(body).digest('hex'), size: body.length }
        requireHash(options.sha256, blob.sha256)
        await putWhole(blobPath(organizationId, blob.sha256), body, blob)
        return blob
      }
      const all = chained([first.value, second.value], parts)
      if (options.sha256 !== undefined) return putNamed(blobPath(organizationId, options.sha256), options.sha256, all)
      return withDraft(drafts, async (draft, handle) => {
        const blob = await writeDraft(handle, all)
        await store.adopt(organizationId, draft, blob)
        return blob
      })
    },
    async adopt(organizationId, file, { sha256, size }) {
      const blob = await store.put(organizationId, createReadStream(file, { highWaterMark: 1024 * 1024 }), { sha256 })
      if (blob.size !== size) throw new Error(`The file has ${blob.size} bytes, not ${size}.`)
      await rm(file)
    },
    async get(organizationId, sha256, range) {
      const path = blobPath(organizationId, sha256)
      const headers: Record<string, string> = range ? { range: `bytes=${range.start}-${range.end}` } : {}
      const answer = await client.open({ method: 'GET', path, headers })
      if (answer.status === (range ? 206 : 200)) return answer.body
      answer.body.destroy()
      if (answer.status === 404) return null
      // A range that begins behind the end holds nothing, as with files.
      if (answer.status === 416) return Readable.from([])
      throw new S3Error(`GET ${path}`, { status: answer.status, text: '' })
    },
    async head(organizationId, sha256) {
      const there = await ask(blobPath(organizationId, sha256))
      return there === null ? null : { sha256, size: sizeOf(there) }
    },
    async delete(organizationId, sha256) {
      const path = blobPath(organizationId, sha256)
      const there = await ask(path)
      if (there === null) return false
      // Without its version a versioned bucket would only hide the object, and say it is gone.
      const version = there.headers['x-amz-version-id']
      const reply = await client.ask({ method: 'DELETE', path, query: version === undefined ? {} : { versionId: version } })
      if (reply.status === 204 || reply.status === 200) return true
      const until = there.headers['x-amz-object-lock-retain-until-date']
      const held = there.headers['x-amz-object-lock-legal-hold'] === 'ON'
      if (reply.status === 403 && (until !== undefined || held)) {
        const end = held ? 'while a legal hold is on them' : `until ${until}`
        throw new Refusal('retention_locked', `The object store keeps these bytes ${end}; nobody can take them away before.`)
      }
      throw new S3Error(`DELETE ${path}`, reply)
    },
    async presign(organizationId, sha256, { seconds, disposition }) {
      const path = blobPath(organizationId, sha256)
      if ((await ask(path)) === null) return null
      const query = { 'response-content-type': 'application/octet-stream', 'response-content-disposition': disposition }
      return client.presign(path, query, seconds)
    },
    async abandonUnfinished(before) {
      return (await removeDrafts(drafts, before)) + (await abortUploads(client, before))
    },
  }
  return store
}
