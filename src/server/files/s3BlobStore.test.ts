// Are bytes in a bucket kept whole, once, apart per organization, and nothing half behind, whatever fails on the way?
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type S3Server, startS3Server } from '../../../test/support/s3Server.ts'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import { day, type Instant, parseInstant, toInstant } from '../../core/kernel/instant.ts'
import { blobPath } from './blobStore.ts'
import { outgoingStream } from './outgoingStream.ts'
import { type ObjectLock, s3BlobStore } from './s3BlobStore.ts'

const ours = `org_${'0'.repeat(32)}` as OrganizationId
const theirs = `org_${'1'.repeat(32)}` as OrganizationId
const key = { keyId: 'AKIAIOSFODNN7EXAMPLE', secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', region: 'eu-central-1' }
const mib = 1024 * 1024
const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Bytes of that length that are not all alike, so that parts in the wrong order are noticed. */
function evidence(length: number): Buffer {
  const bytes = Buffer.alloc(length)
  for (let at = 0; at + 4 <= length; at += 4096) bytes.writeUInt32LE(at, at)
  return bytes
}

async function* pieces(bytes: Uint8Array, size = 1_000_003) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

describe('bytes in a bucket', () => {
  let server: S3Server
  let directory: string
  let now: Instant
  let pauses: number[]

  const openStore = (more: { lock?: ObjectLock | null; secret?: string; mode?: 'public' | 'all' } = {}) =>
    s3BlobStore(
      {
        endpoint: server.url,
        bucket: 'evidence',
        key: { ...key, secret: more.secret ?? key.secret },
        addressing: 'path',
        lock: more.lock ?? null,
        spoolDirectory: directory,
      },
      {
        http: outgoingStream({ mode: more.mode ?? 'all', remedy: 'TICKMARK_S3_PRIVATE_ADDRESS=yes' }),
        clock: () => now,
        pause: async (milliseconds) => {
          pauses.push(milliseconds)
        },
      },
    )

  beforeEach(async () => {
    now = parseInstant('2026-03-01T00:00:00Z') as Instant
    pauses = []
    directory = mkdtempSync(join(tmpdir(), 'tickmark-s3-'))
    server = await startS3Server({ bucket: 'evidence', key, now: () => now, lockable: true })
  })
  afterEach(async () => {
    await server.close()
    rmSync(directory, { recursive: true })
  })

  test('come back as they were, whole or in part', async () => {
    const store = openStore()
    const bytes = new TextEncoder().encode('evidence')
    const blob = await store.put(ours, bytes)
    expect(blob).toEqual({ sha256: sha256Of(bytes), size: 8 })
    expect([...server.objects.keys()]).toEqual([blobPath(ours, blob.sha256)])
    const whole = await store.get(ours, blob.sha256)
    expect(whole && (await buffer(whole)).toString()).toBe('evidence')
    const part = await store.get(ours, blob.sha256, { start: 1, end: 3 })
    expect(part && (await buffer(part)).toString()).toBe('vid')
    const behind = await store.get(ours, blob.sha256, { start: 100, end: 200 })
    expect(behind && (await buffer(behind)).length).toBe(0)
    expect(await store.head(ours, blob.sha256)).toEqual(blob)
    expect(await store.put(ours, new Uint8Array(0))).toMatchObject({ size: 0 })
  })
  test('are not another organization’s', async () => {
    const store = openStore()
    const { sha256 } = await store.put(ours, evidence(10))
    expect([await store.head(theirs, sha256), await store.get(theirs, sha256), await store.delete(theirs, sha256)]).toEqual([
      null,
      null,
      false,
    ])
    expect(await store.delete(ours, sha256)).toBe(true)
    expect(await store.head(ours, sha256)).toBeNull()
  })
  test('that are large go in parts of at least 5 MiB, in order, whether their hash was known or not', async () => {
    const store = openStore()
    const bytes = evidence(19 * mib + 17)
    const sha256 = sha256Of(bytes)
    expect(await store.put(ours, pieces(bytes), { sha256 })).toEqual({ sha256, size: bytes.length })
    expect(await store.put(theirs, pieces(bytes))).toEqual({ sha256, size: bytes.length })
    for (const organization of [ours, theirs]) expect(server.objects.get(blobPath(organization, sha256))?.body.equals(bytes)).toBe(true)
    expect(server.uploads.size).toBe(0)
    expect(readdirSync(join(directory, 'drafts'))).toEqual([])
  })
  test('that exactly fill their parts are not followed by an empty one', async () => {
    const bytes = evidence(16 * mib)
    await openStore().put(ours, pieces(bytes), { sha256: sha256Of(bytes) })
    expect(server.heard.filter((call) => call.includes('partNumber='))).toHaveLength(2)
  })
  test('that are there already are not sent again, but are hashed before anybody says so', async () => {
    const store = openStore()
    const bytes = evidence(9 * mib)
    const sha256 = sha256Of(bytes)
    await store.put(ours, pieces(bytes), { sha256 })
    const before = server.heard.length
    expect(await store.put(ours, pieces(bytes), { sha256 })).toEqual({ sha256, size: bytes.length })
    expect(server.heard.slice(before).every((call) => call.startsWith('HEAD'))).toBe(true)
    const other = evidence(9 * mib)
    other[5] = 1
    await expect(store.put(ours, pieces(other), { sha256 })).rejects.toMatchObject({ code: 'payload_not_readable' })
    await store.put(ours, evidence(10))
    await store.put(ours, evidence(10))
    expect(server.objects.size).toBe(2)
  })
  test('that are not what they were said to be, too many, or broke off, leave neither object nor upload', async () => {
    const store = openStore()
    const bytes = evidence(17 * mib)
    await expect(store.put(ours, pieces(bytes), { sha256: 'a'.repeat(64) })).rejects.toMatchObject({ code: 'payload_not_readable' })
    await expect(store.put(ours, evidence(5), { sha256: 'a'.repeat(64) })).rejects.toMatchObject({ code: 'payload_not_readable' })
    await expect(store.put(ours, pieces(bytes), { maxBytes: 16 * mib })).rejects.toMatchObject({ code: 'payload_too_large' })
    async function* broken() {
      yield bytes
      throw new Error('connection lost')
    }
    await expect(store.put(ours, broken(), { sha256: sha256Of(bytes) })).rejects.toThrow('connection lost')
    expect([server.objects.size, server.uploads.size]).toEqual([0, 0])
  })
  test.each([503, 500, 'reset', 'lost-answer'] as const)('survive a service that fails twice with %s at any call', async (how) => {
    const store = openStore()
    const bytes = evidence(17 * mib)
    const sha256 = sha256Of(bytes)
    server.fail(({ url }) => url.endsWith('uploads='), how, 2)
    server.fail(({ url }) => url.includes('partNumber=2'), how, 2)
    server.fail(({ method, url }) => method === 'POST' && url.includes('uploadId='), how, 2)
    expect(await store.put(ours, pieces(bytes), { sha256 })).toEqual({ sha256, size: bytes.length })
    expect(server.objects.get(blobPath(ours, sha256))?.body.equals(bytes)).toBe(true)
    expect(pauses).toEqual([200, 400, 200, 400, 200, 400])
  })
  test('survive a completion that answers 200 and says in its body that it failed', async () => {
    const bytes = evidence(9 * mib)
    server.fail(({ method, url }) => method === 'POST' && url.includes('uploadId='), 'late-error')
    await openStore().put(ours, pieces(bytes), { sha256: sha256Of(bytes) })
    expect(server.objects.size).toBe(1)
  })
  test('are given up after four tries, and the unfinished upload is ended', async () => {
    const bytes = evidence(17 * mib)
    server.fail(({ url }) => url.includes('partNumber=2'), 503, 1_000)
    await expect(openStore().put(ours, pieces(bytes), { sha256: sha256Of(bytes) })).rejects.toThrow('failed in each of 4 tries')
    expect(server.heard.filter((call) => call.includes('partNumber=2'))).toHaveLength(4)
    expect([server.objects.size, server.uploads.size]).toEqual([0, 0])
  })
  test('that somebody else put in the meantime are not written over, and the upload is ended', async () => {
    const bytes = evidence(21 * mib)
    const sha256 = sha256Of(bytes)
    async function* overtaken() {
      yield bytes.subarray(0, 17 * mib)
      await openStore().put(ours, pieces(bytes), { sha256 })
      yield bytes.subarray(17 * mib)
    }
    expect(await openStore().put(ours, overtaken(), { sha256 })).toEqual({ sha256, size: bytes.length })
    const completions = server.heard.filter((call) => call.startsWith('POST') && call.includes('uploadId='))
    expect([completions.length, server.objects.size, server.uploads.size]).toEqual([2, 1, 0])
    expect(server.written).toBe(1)
  })
  test('are not asked for again where the service said no', async () => {
    const store = openStore({ secret: 'not the secret' })
    await expect(store.put(ours, evidence(10))).rejects.toThrow('403 (SignatureDoesNotMatch)')
    expect(pauses).toEqual([])
    expect(server.objects.size).toBe(0)
  })
  test('are not sent to a private address unless the settings allow it', async () => {
    await expect(openStore({ mode: 'public' }).put(ours, evidence(10))).rejects.toMatchObject({
      code: 'outgoing_not_allowed',
      message: expect.stringContaining('TICKMARK_S3_PRIVATE_ADDRESS=yes'),
    })
    expect(server.heard).toEqual([])
  })
  test('under a lock stay until it ends, also when they come in parts, and say until when', async () => {
    const store = openStore({ lock: { mode: 'compliance', days: 30 } })
    const small = await store.put(ours, evidence(10))
    const bytes = evidence(9 * mib)
    const large = await store.put(ours, pieces(bytes), { sha256: sha256Of(bytes) })
    for (const { sha256 } of [small, large]) {
      await expect(store.delete(ours, sha256)).rejects.toMatchObject({
        code: 'retention_locked',
        message: expect.stringContaining('2026-03-31T00:00:00.000Z'),
      })
    }
    now = toInstant(now + 31 * day)
    expect(await store.delete(ours, small.sha256)).toBe(true)
    expect(server.objects.size).toBe(1)
  })
  test('put again under a lock are locked for as long again, and never shorter', async () => {
    const long = openStore({ lock: { mode: 'compliance', days: 30 } })
    const { sha256 } = await long.put(ours, evidence(10))
    await openStore({ lock: { mode: 'governance', days: 1 } }).put(ours, evidence(10))
    const lock = () => server.objects.get(blobPath(ours, sha256))?.lock
    expect(lock()).toEqual({ mode: 'COMPLIANCE', until: '2026-03-31T00:00:00.000Z' })
    now = toInstant(now + 10 * day)
    await openStore({ lock: { mode: 'governance', days: 30 } }).put(ours, evidence(10))
    expect(lock()).toEqual({ mode: 'COMPLIANCE', until: '2026-04-10T00:00:00.000Z' })
  })
  test('of a finished file are taken over, and the file is gone', async () => {
    const bytes = evidence(9 * mib)
    const file = join(directory, 'finished')
    writeFileSync(file, bytes)
    await expect(openStore().adopt(ours, file, { sha256: 'b'.repeat(64), size: bytes.length })).rejects.toMatchObject({
      code: 'payload_not_readable',
    })
    expect(existsSync(file)).toBe(true)
    await openStore().adopt(ours, file, { sha256: sha256Of(bytes), size: bytes.length })
    expect([existsSync(file), server.objects.size]).toEqual([false, 1])
  })
  test('can be had without us from an address that is signed, and only as a download', async () => {
    const store = openStore()
    const { sha256 } = await store.put(ours, new TextEncoder().encode('<script>'))
    const address = await store.presign(ours, sha256, { seconds: 60, disposition: 'attachment; filename="a b.html"' })
    const answer = await fetch(address ?? '')
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('content-disposition'), await answer.text()]).toEqual([
      200,
      'application/octet-stream',
      'attachment; filename="a b.html"',
      '<script>',
    ])
    expect((await fetch((address ?? '').replace('X-Amz-Expires=60', 'X-Amz-Expires=6000'))).status).toBe(403)
    expect(await store.presign(ours, 'c'.repeat(64), { seconds: 60, disposition: 'attachment' })).toBeNull()
  })
  test('that nobody finished sending are cleared away once they are old, and nothing else is', async () => {
    const begin = (path: string, at: Instant) =>
      server.uploads.set(`upload-${server.uploads.size}`, { path, initiated: new Date(at).toISOString(), parts: new Map() })
    for (const letter of ['a', 'b', 'c']) begin(blobPath(ours, letter.repeat(64)), toInstant(now - 3 * day))
    begin(blobPath(ours, 'd'.repeat(64)), now)
    begin('org_chart.pdf', toInstant(now - 3 * day))
    expect(await openStore().abandonUnfinished(toInstant(now - day))).toBe(3)
    expect([...server.uploads.values()].map(({ path }) => path)).toEqual([blobPath(ours, 'd'.repeat(64)), 'org_chart.pdf'])
  })
  test('are asked for by their hash and nothing that could be a path', async () => {
    await expect(openStore().get(ours, '../../other')).rejects.toThrow('not a SHA-256')
  })
})
