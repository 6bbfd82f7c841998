// Are bytes kept as they were given, apart per organization, and never half?
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import type { BlobStore } from './blobStore.ts'
import { fileBlobStore } from './fileBlobStore.ts'

const ours = `org_${'0'.repeat(32)}` as OrganizationId
const theirs = `org_${'1'.repeat(32)}` as OrganizationId
const text = new TextEncoder().encode('evidence')
const sha256 = createHash('sha256').update(text).digest('hex')

async function* pieces(...parts: string[]) {
  for (const part of parts) yield new TextEncoder().encode(part)
}

describe('kept bytes', () => {
  let root: string
  let store: BlobStore

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'tickmark-blobs-'))
    store = fileBlobStore(root)
  })
  afterEach(() => rmSync(root, { recursive: true }))

  test('come back as they were, whole or in part, also when they came in pieces', async () => {
    expect(await store.put(ours, pieces('evi', 'den', 'ce'))).toEqual({ sha256, size: 8 })
    const whole = await store.get(ours, sha256)
    expect(whole && (await buffer(whole)).toString()).toBe('evidence')
    const part = await store.get(ours, sha256, { start: 1, end: 3 })
    expect(part && (await buffer(part)).toString()).toBe('vid')
    expect(await store.head(ours, sha256)).toEqual({ sha256, size: 8 })
  })
  test('are not another organization’s, and taking them away is one’s own affair', async () => {
    await store.put(ours, text)
    expect(await store.head(theirs, sha256)).toBeNull()
    expect(await store.get(theirs, sha256)).toBeNull()
    await store.put(theirs, text)
    expect(await store.delete(ours, sha256)).toBe(true)
    expect(await store.delete(ours, sha256)).toBe(false)
    expect(await store.head(theirs, sha256)).not.toBeNull()
  })
  test('that are not what they were said to be, or too many, or broke off, leave nothing behind', async () => {
    await expect(store.put(ours, text, { sha256: 'a'.repeat(64) })).rejects.toMatchObject({ code: 'payload_not_readable' })
    await expect(store.put(ours, text, { maxBytes: 7 })).rejects.toMatchObject({ code: 'payload_too_large' })
    async function* broken() {
      yield text
      throw new Error('connection lost')
    }
    await expect(store.put(ours, broken())).rejects.toThrow('connection lost')
    expect(readdirSync(join(root, 'drafts'))).toEqual([])
    expect(await store.head(ours, sha256)).toBeNull()
  })
  test('put again mend a file that was damaged', async () => {
    await store.put(ours, text)
    const file = join(root, ours, sha256.slice(0, 2), sha256)
    writeFileSync(file, 'evid')
    await store.put(ours, text)
    expect(statSync(file).size).toBe(8)
  })
  test('are read by nobody else on the machine', async () => {
    await store.put(ours, text)
    const file = join(root, ours, sha256.slice(0, 2), sha256)
    expect(statSync(file).mode & 0o077).toBe(0)
    expect(statSync(join(root, ours)).mode & 0o077).toBe(0)
  })
  test('are asked for by their hash and nothing that could be a path', async () => {
    await expect(store.get(ours, '../../etc/passwd')).rejects.toThrow('not a SHA-256')
  })
})
