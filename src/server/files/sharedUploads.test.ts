// Promises about uploads that arrive at two servers with one folder: they take turns, and the file is the bytes that came at both.
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import { day, type Instant, parseInstant } from '../../core/kernel/instant.ts'
import type { BlobStore } from './blobStore.ts'
import { fileBlobStore } from './fileBlobStore.ts'
import { uploadEngine } from './uploadEngine.ts'
import type { UploadTurns } from './uploadTurns.ts'

const ours = `org_${'0'.repeat(32)}` as OrganizationId
const now = parseInstant('2026-03-01T00:00:00Z') as Instant
const sha256Of = (text: string) => createHash('sha256').update(text).digest('hex')
const stream = (...parts: string[]) => Readable.from(parts.map((part) => Buffer.from(part)))

describe('an upload shared with another server', () => {
  let root: string
  let blobs: BlobStore
  let holders: Set<string>
  let letGo: ((uploadId: string) => void)[]
  /** As the database keeps them: whoever cannot have one asks for it, and tries again. */
  const turns = (): UploadTurns => ({
    isAlone: false,
    take: async (uploadId) => {
      while (holders.has(uploadId)) {
        for (const hear of letGo) hear(uploadId)
        await new Promise(setImmediate)
      }
      holders.add(uploadId)
      return { isHeld: () => holders.has(uploadId), release: async () => void holders.delete(uploadId) }
    },
    whenWanted: (hear) => void letGo.push(hear),
  })
  const server = () =>
    uploadEngine({
      directory: join(root, 'uploads'),
      blobs,
      limits: { maxBytes: 5_000_000, open: 2, idle: day },
      clock: () => now,
      turns: turns(),
    })
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'tickmark-uploads-'))
    blobs = fileBlobStore(join(root, 'files'))
    holders = new Set()
    letGo = []
  })
  afterEach(() => rmSync(root, { recursive: true }))

  test('goes on at either, to and fro, and is the bytes that came at both', async () => {
    const [one, two] = [server(), server()]
    const { uploadId } = await one.beginUpload(ours, { name: 'memory.lime' })
    await one.appendPart(ours, uploadId, 0, stream('one '))
    await two.appendPart(ours, uploadId, 4, stream('two '))
    expect((await one.readUpload(ours, uploadId)).offset).toBe(8)
    await expect(one.appendPart(ours, uploadId, 4, stream('x'))).rejects.toMatchObject({ code: 'upload_offset_wrong' })
    await one.appendPart(ours, uploadId, 8, stream('three'))
    expect(await two.finishUpload(ours, uploadId)).toMatchObject({ sha256: sha256Of('one two three') })
    const kept = await blobs.get(ours, sha256Of('one two three'))
    expect(kept && (await buffer(kept)).toString()).toBe('one two three')
  })
  test('is let go by the one whose connection hangs when the other is asked to go on', async () => {
    const [one, two] = [server(), server()]
    const { uploadId } = await one.beginUpload(ours, { name: 'memory.lime' })
    const hanging = new PassThrough()
    const older = expect(one.appendPart(ours, uploadId, 0, hanging)).rejects.toMatchObject({ code: 'request_timeout' })
    hanging.write('evi')
    while (hanging.readableLength > 0) await new Promise(setImmediate)
    await expect(two.appendPart(ours, uploadId, 0, stream('x'))).rejects.toMatchObject({ fields: [{ message: '3' }] })
    await older
    expect(await two.appendPart(ours, uploadId, 3, stream('dence'))).toEqual({ offset: 8 })
    expect(await two.finishUpload(ours, uploadId)).toMatchObject({ sha256: sha256Of('evidence') })
  })
  test('is not touched any more by one that lost its turn without knowing, and what that one took in it does not vouch for', async () => {
    const [one, two] = [server(), server()]
    const { uploadId } = await one.beginUpload(ours, { name: 'memory.lime' })
    await one.appendPart(ours, uploadId, 0, stream('evi'))
    const slow = new PassThrough()
    const older = expect(one.appendPart(ours, uploadId, 3, slow)).rejects.toMatchObject({ code: 'not_ready' })
    slow.write('XX')
    while (slow.readableLength > 0) await new Promise(setImmediate)
    // The database has lost sight of the first server.
    holders.delete(uploadId)
    letGo = []
    await two.appendPart(ours, uploadId, 3, stream('dence'))
    slow.end('XXXXXXXX')
    await older
    expect(await two.finishUpload(ours, uploadId)).toMatchObject({ sha256: sha256Of('evidence'), size: 8 })
    const kept = await blobs.get(ours, sha256Of('evidence'))
    expect(kept && (await buffer(kept)).toString()).toBe('evidence')
  })
})
