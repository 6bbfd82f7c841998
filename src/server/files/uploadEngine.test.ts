// Does an upload survive broken connections, crashes and hostile clients, and is what was acknowledged always there?
import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import { day, hour, type Instant, parseInstant, toInstant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { BlobStore } from './blobStore.ts'
import { fileBlobStore } from './fileBlobStore.ts'
import { type UploadEngine, uploadEngine } from './uploadEngine.ts'
import type { UploadTurns } from './uploadTurns.ts'

const ours = `org_${'0'.repeat(32)}` as OrganizationId
const theirs = `org_${'1'.repeat(32)}` as OrganizationId
const sha256Of = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')
const stream = (...parts: (string | Uint8Array)[]) => Readable.from(parts.map((part) => Buffer.from(part)))

/** Brings these bytes, and then the connection breaks. */
function broken(bytes: string | Uint8Array): Readable {
  return Readable.from(
    (async function* () {
      yield Buffer.from(bytes)
      throw new Error('connection lost')
    })(),
  )
}

describe('an upload', () => {
  let root: string
  let now: Instant
  let blobs: BlobStore
  let engine: UploadEngine
  const limits = { maxBytes: 5_000_000, open: 2, idle: day }

  const restart = () => {
    engine = uploadEngine({ directory: join(root, 'uploads'), blobs, limits, clock: () => now })
  }
  const directoryOf = (uploadId: string) => join(root, 'uploads', ours, uploadId)
  const begin = async (size?: number) =>
    (await engine.beginUpload(ours, { name: 'memory.lime', ...(size === undefined ? {} : { size }) })).uploadId

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'tickmark-uploads-'))
    now = parseInstant('2026-03-01T00:00:00Z') as Instant
    blobs = fileBlobStore(join(root, 'files'))
    restart()
  })
  afterEach(() => rmSync(root, { recursive: true }))

  test('in parts becomes a blob of their bytes, with the type they begin with', async () => {
    const id = await begin(11)
    expect(await engine.appendPart(ours, id, 0, stream('evi', 'dence'))).toEqual({ offset: 8 })
    expect(await engine.appendPart(ours, id, 8, stream(' 2\n'))).toEqual({ offset: 11 })
    const finished = await engine.finishUpload(ours, id, { sha256: sha256Of('evidence 2\n') })
    expect(finished).toEqual({ sha256: sha256Of('evidence 2\n'), size: 11, type: 'text/plain; charset=utf-8' })
    const kept = await blobs.get(ours, finished.sha256)
    expect(kept && (await buffer(kept)).toString()).toBe('evidence 2\n')
  })
  test('is finished once: asked again it answers the same, and takes no more bytes', async () => {
    const id = await begin()
    await engine.appendPart(ours, id, 0, stream('evidence'))
    const finished = await engine.finishUpload(ours, id)
    restart()
    expect(await engine.finishUpload(ours, id)).toEqual(finished)
    expect(await engine.readUpload(ours, id)).toMatchObject({ offset: 8, finished })
    await expect(engine.appendPart(ours, id, 8, stream('!'))).rejects.toMatchObject({ code: 'already_exists' })
  })
  test('at another offset than its own is refused, and told the right one', async () => {
    const id = await begin()
    await engine.appendPart(ours, id, 0, stream('evidence'))
    for (const offset of [0, 7, 9, -1, Number.NaN]) {
      await expect(engine.appendPart(ours, id, offset, stream('x'))).rejects.toMatchObject({
        code: 'upload_offset_wrong',
        message: expect.stringContaining('Continue at byte 8.'),
        fields: [{ path: '/offset', message: '8' }],
      })
    }
  })
  test('whose connection breaks keeps what came, and goes on from there', async () => {
    const id = await begin()
    await expect(engine.appendPart(ours, id, 0, broken('evi'))).rejects.toMatchObject({ code: 'request_timeout' })
    expect(await engine.readUpload(ours, id)).toMatchObject({ offset: 3 })
    await engine.appendPart(ours, id, 3, stream('dence'))
    expect(await engine.finishUpload(ours, id)).toMatchObject({ sha256: sha256Of('evidence') })
  })
  test('after a crash goes on from what was acknowledged; what was written beyond is cut off', async () => {
    const id = await begin()
    await engine.appendPart(ours, id, 0, stream('evidence'))
    appendFileSync(join(directoryOf(id), 'bytes'), 'never acknowledged')
    appendFileSync(join(directoryOf(id), 'durable'), '26 17723')
    restart()
    expect(await engine.readUpload(ours, id)).toMatchObject({ offset: 8 })
    await engine.appendPart(ours, id, 8, stream(' 2'))
    expect(await engine.finishUpload(ours, id)).toMatchObject({ sha256: sha256Of('evidence 2'), size: 10 })
    const kept = await blobs.get(ours, sha256Of('evidence 2'))
    expect(kept && (await buffer(kept)).toString()).toBe('evidence 2')
  })
  test('is on the disk before it is acknowledged: first the bytes, then the line that says so', async () => {
    const id = await begin()
    const probe = await open(join(directoryOf(id), 'bytes'))
    const handles = Object.getPrototypeOf(probe) as FileHandle
    await probe.close()
    const calls: string[] = []
    const spies = (['writev', 'datasync', 'appendFile'] as const).map((name) => {
      const real = handles[name] as (...given: unknown[]) => Promise<unknown>
      return vi.spyOn(handles, name as 'datasync').mockImplementation(async function (this: FileHandle, ...given: unknown[]) {
        const done = await real.apply(this, given)
        calls.push(name)
        return done
      } as never)
    })
    await engine.appendPart(ours, id, 0, stream('evidence'))
    for (const spy of spies) spy.mockRestore()
    expect(calls).toEqual(['writev', 'datasync', 'appendFile', 'datasync'])
  })
  test('that crashed between its last word and the store is finished by asking again', async () => {
    const id = await begin()
    await engine.appendPart(ours, id, 0, stream('evidence'))
    const adopt = blobs.adopt
    blobs.adopt = async () => {
      throw new Error('power cut')
    }
    await expect(engine.finishUpload(ours, id)).rejects.toThrow('power cut')
    blobs.adopt = adopt
    restart()
    expect(await engine.finishUpload(ours, id)).toMatchObject({ sha256: sha256Of('evidence') })
    expect(await blobs.head(ours, sha256Of('evidence'))).toMatchObject({ size: 8 })
  })
  test('that lost bytes it had acknowledged says so, and is never finished', async () => {
    const id = await begin()
    await engine.appendPart(ours, id, 0, stream('evidence'))
    truncateSync(join(directoryOf(id), 'bytes'), 4)
    restart()
    await expect(engine.finishUpload(ours, id)).rejects.toThrow('has lost bytes that were durable')
  })
  test('continued by a newer request ends the older one, whose connection hangs', async () => {
    const id = await begin()
    const hanging = new PassThrough()
    const older = engine.appendPart(ours, id, 0, hanging)
    const failed = expect(older).rejects.toMatchObject({ code: 'request_timeout' })
    hanging.write('evi')
    // Taken in once the stream has been read empty.
    while (hanging.readableLength > 0) await new Promise(setImmediate)
    await expect(engine.finishUpload(ours, id)).rejects.toMatchObject({ code: 'not_ready' })
    const newer = engine.appendPart(ours, id, 3, stream('dence'))
    await failed
    expect(await newer).toEqual({ offset: 8 })
    expect(await engine.finishUpload(ours, id)).toMatchObject({ sha256: sha256Of('evidence') })
  })
  test('that another server wants is let go at once, also before its first byte is read', async () => {
    let letGo: (uploadId: string) => void = () => undefined
    const turns: UploadTurns = {
      isAlone: true,
      take: async () => ({ isHeld: () => true, release: async () => undefined }),
      whenWanted: (hearer) => {
        letGo = hearer
      },
    }
    engine = uploadEngine({ directory: join(root, 'uploads'), blobs, limits, clock: () => now, turns })
    const id = await begin()
    let settled = false
    const wanted = engine.appendPart(ours, id, 0, new PassThrough()).finally(() => {
      settled = true
    })
    const failed = expect(wanted).rejects.toMatchObject({ code: 'request_timeout' })
    while (!settled) {
      letGo(id)
      await new Promise(setImmediate)
    }
    await failed
  })
  test('with bytes missing is not finished, and one that is not what it was said to be neither', async () => {
    const id = await begin(10)
    await engine.appendPart(ours, id, 0, stream('evidence'))
    await expect(engine.finishUpload(ours, id)).rejects.toMatchObject({
      code: 'upload_offset_wrong',
      message: '2 bytes are missing. Continue at byte 8.',
    })
    await engine.appendPart(ours, id, 8, stream('!!'))
    await expect(engine.finishUpload(ours, id, { sha256: 'a'.repeat(64) })).rejects.toMatchObject({ code: 'payload_not_readable' })
    expect(readdirSync(join(root)).includes('files')).toBe(false)
  })
  test('larger than allowed or than it was said to be is refused, before the first byte where that is known', async () => {
    await expect(begin(limits.maxBytes + 1)).rejects.toMatchObject({ code: 'payload_too_large' })
    const id = await begin(4)
    await expect(engine.appendPart(ours, id, 0, stream('evi', 'dence'))).rejects.toMatchObject({ code: 'payload_too_large' })
    expect(await engine.readUpload(ours, id)).toMatchObject({ offset: 3 })
    const open = await begin()
    const large = Buffer.alloc(1_000_000)
    await expect(engine.appendPart(ours, open, 0, stream(...Array(6).fill(large)))).rejects.toMatchObject({ code: 'payload_too_large' })
    expect(statSync(join(directoryOf(open), 'bytes')).size).toBeLessThanOrEqual(limits.maxBytes)
  })
  test('beyond the number one organization may have open is refused, also at the same instant; finished ones do not count', async () => {
    const all = await Promise.allSettled([begin(), begin(), begin()])
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
    await expect(begin()).rejects.toMatchObject({ code: 'too_many_uploads' })
    await expect(engine.beginUpload(theirs, { name: 'x' })).resolves.toBeDefined()
    const [first] = all
    if (first?.status === 'fulfilled') await engine.finishUpload(ours, first.value)
    await expect(begin()).resolves.toBeDefined()
  })
  test('is not another organization’s, and is asked for by nothing that could be a path', async () => {
    const id = await begin()
    for (const [organization, uploadId] of [
      [theirs, id],
      [ours, '../../files'],
      [ours, ''],
    ] as const) {
      await expect(engine.readUpload(organization, uploadId)).rejects.toMatchObject({ code: 'not_found' })
      await expect(engine.appendPart(organization, uploadId, 0, stream('x'))).rejects.toMatchObject({ code: 'not_found' })
      await expect(engine.finishUpload(organization, uploadId)).rejects.toMatchObject({ code: 'not_found' })
    }
  })
  test('that is given up, or received nothing for too long, leaves nothing on the disk', async () => {
    const given = await begin()
    expect(await engine.abandon(ours, given)).toBe(true)
    expect(await engine.abandon(ours, given)).toBe(false)
    const idle = await begin()
    now = toInstant(now + 23 * hour)
    const busy = await begin()
    await engine.appendPart(ours, idle, 0, stream('still there'))
    now = toInstant(now + 2 * hour)
    expect(await engine.abandonExpired()).toBe(0)
    now = toInstant(now + 22 * hour)
    expect(await engine.abandonExpired()).toBe(2)
    expect([existsSync(directoryOf(idle)), existsSync(directoryOf(busy))]).toEqual([false, false])
    expect(readdirSync(join(root, 'uploads', 'drafts'))).toEqual([])
  })

  test('cut anywhere, any number of times, with and without restarts, is the same file', async () => {
    const steps = fc.array(fc.record({ length: fc.integer({ min: 0, max: 200_000 }), breaks: fc.boolean(), restarts: fc.boolean() }), {
      minLength: 1,
      maxLength: 8,
    })
    await fc.assert(
      fc.asyncProperty(steps, async (cuts) => {
        const total = cuts.reduce((sum, { length }) => sum + length, 0)
        const bytes = Buffer.alloc(total)
        for (let at = 0; at < total; at++) bytes[at] = (at * 31) % 251
        const id = await begin(total)
        let offset = 0
        for (const { length, breaks, restarts } of cuts) {
          const part = bytes.subarray(offset, offset + length)
          const appended = engine.appendPart(ours, id, offset, breaks ? broken(part) : stream(part))
          if (breaks) await appended.catch((error: unknown) => expect(error).toBeInstanceOf(Refusal))
          else await appended
          if (restarts) restart()
          offset += length
          expect((await engine.readUpload(ours, id)).offset).toBe(offset)
        }
        expect(await engine.finishUpload(ours, id)).toMatchObject({ sha256: sha256Of(bytes), size: total })
        await engine.abandon(ours, id)
      }),
      { numRuns: 25 },
    )
  })
})
