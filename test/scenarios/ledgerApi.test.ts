// What the ledger's endpoints answer, as a page and an auditor's tools would ask them.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '../../src/core/kernel/actor.ts'
import { decodeBase64 } from '../../src/core/ledger/base64.ts'
import { openCheckpoint } from '../../src/core/ledger/checkpoint.ts'
import { leafHash } from '../../src/core/ledger/merkleTree.ts'
import { checkProof, parseProof } from '../../src/core/ledger/proof.ts'
import { encodeUtf8 } from '../../src/core/ledger/utf8.ts'
import { parseVerifierKey } from '../../src/core/ledger/verifierKey.ts'
import { inOrganization } from '../../src/database/inOrganization.ts'
import { nodeCryptography } from '../../src/server/ledger/nodeCryptography.ts'
import { engines } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { type House, type SignedInCaller, startTestServer, type TestServer } from '../support/server.ts'

const { sha256 } = nodeCryptography

type Status = { size: number; pending: number; verifier_key: string; halted: string | null; anchored: unknown; does_not_prove: string[] }
type Entry = { index: number; kind: string; header: string; leaf_hash: string; state: string; detail: unknown; by: { name: string } }
type Destination = {
  id: string
  kind: string
  target: string
  retired_at: string | null
  last: { state: string; error: string | null } | null
}

describe.each(engines)('the ledger’s endpoints on %s', (engine) => {
  let server: TestServer
  let house: House
  let admin: SignedInCaller
  const folder = mkdtempSync(join(tmpdir(), 'tickmark-api-'))

  beforeAll(async () => {
    server = await startTestServer(engine)
    house = await server.newHouse()
    admin = await house.signInAs('admin')
    await house.signInAs('auditor')
  })
  afterAll(async () => {
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const get = async <Body>(path: string) => (await admin.fetchJson<Body & Record<string, unknown>>('GET', path)).body
  const text = async (path: string) => (await admin.fetchJson('GET', path)).text
  const sealed = () =>
    eventually(async () => {
      const status = await get<Status>('/ledger')
      expect(status.pending).toBe(0)
      return status
    })

  test('everything recorded is sealed within moments, and a proof of each entry leads to a checkpoint under the key', async () => {
    const status = await sealed()
    expect(status.size).toBeGreaterThanOrEqual(3)
    const key = parseVerifierKey(sha256, status.verifier_key)
    const { items } = await get<{ items: Entry[] }>('/ledger/entries?limit=100')
    expect(items).toHaveLength(status.size)
    for (const { index, header, leaf_hash: leaf } of items) {
      expect(leafHash(sha256, encodeUtf8(header))).toEqual(decodeBase64(leaf))
      const proof = await text(`/ledger/entries/${index}/proof`)
      expect(parseProof(encodeUtf8(proof)).index).toBe(index)
      expect(checkProof(nodeCryptography, parseProof(encodeUtf8(proof)), encodeUtf8(header), [key])).toMatchObject({ ok: true })
    }
    const note = await text('/ledger/checkpoint')
    expect(openCheckpoint(nodeCryptography, encodeUtf8(note), [key]).size).toBeGreaterThanOrEqual(status.size)
  })

  test('one entry can be asked for, by whom and with what it says; one that is not there is said to be not there', async () => {
    await sealed()
    const entry = await get<Entry>('/ledger/entries/1')
    expect(entry).toMatchObject({ index: 1, kind: 'person.joined', state: 'sealed', detail: { role: 'admin' }, by: { name: 'Some admin' } })
    expect((await admin.fetchJson('GET', '/ledger/entries/999999')).body).toMatchObject({ code: 'not_found' })
    expect((await admin.fetchJson('GET', '/ledger/entries/999999/proof')).status).toBe(404)
    expect((await admin.fetchJson('GET', '/ledger/entries/-1')).status).toBe(400)
    expect((await admin.fetchJson('GET', '/ledger/entries?cursor=soon')).body).toMatchObject({ code: 'invalid_request' })
  })

  test('before anything is sealed there is no checkpoint, and nothing is claimed', async () => {
    const other = await server.newHouse()
    await inOrganization(server.services.database, other.organizationId, systemActor('test'), (tx) =>
      tx.db.updateTable('ledger').set({ halted: 'Stopped by the test.' }).execute(),
    )
    const viewer = await other.signInAs('compliance')
    const fresh = await server.newHouse('Fresh')
    expect(fresh.organizationId).not.toBe(other.organizationId)
    const { body } = await viewer.fetchJson<Status>('GET', '/ledger')
    expect(body).toMatchObject({ halted: 'Stopped by the test.', anchored: null })
    expect(body.does_not_prove.join(' ')).toMatch(/not anchored.*Signing has stopped/)
    await eventually(async () => {
      const ready = await server.anyone.fetchJson('GET', '/readyz')
      expect(ready).toMatchObject({ status: 200, body: { status: 'ready', remarks: [expect.stringContaining('not signed')] } })
      expect(ready.text).not.toContain(other.organizationId)
    })
  })

  test('a destination is told from what would fail with every attempt', async () => {
    const add = (settings: Record<string, unknown>) => admin.fetchJson('POST', '/ledger/destinations', { name: 'Elsewhere', settings })
    expect((await add({ kind: 'directory', path: 'anchors' })).body).toMatchObject({
      code: 'invalid_request',
      fields: [{ path: '/settings/path' }],
    })
    expect((await add({ kind: 'directory', path: join(folder, 'missing') })).body).toMatchObject({ code: 'invalid_request' })
    expect((await add({ kind: 'mail', to: 'auditor@example.com' })).body).toMatchObject({
      code: 'outgoing_not_allowed',
      detail: expect.stringContaining('TICKMARK_SMTP_URL'),
    })
    expect((await add({ kind: 'webhook', url: 'https://hooks.example.com/x' })).body).toMatchObject({
      code: 'outgoing_not_allowed',
      detail: expect.stringContaining('TICKMARK_ALLOW_OUTGOING'),
    })
    expect((await add({ kind: 'pigeon' })).status).toBe(400)
  })

  test('a destination is used at once, listed with what came of it, and ended', async () => {
    const added = await admin.fetchJson<Destination>('POST', '/ledger/destinations', {
      name: 'A disk',
      every_seconds: 3600,
      settings: { kind: 'directory', path: folder },
    })
    expect(added.status).toBe(201)
    const { id } = added.body
    await eventually(async () => {
      const { items } = await get<{ items: Destination[] }>('/ledger/destinations')
      expect(items).toMatchObject([{ id, kind: 'directory', target: folder, last: { state: 'anchored', error: null } }])
    })
    expect(readdirSync(folder)).toHaveLength(1)
    const status = await sealed()
    expect(status.anchored).toMatchObject({ kind: 'directory' })
    const { items } = await get<{ items: Entry[] }>('/ledger/entries?kind=anchor')
    expect(items).toMatchObject([{ kind: 'anchor', by: { name: 'Tickmark' } }])
    const { items: checkpoints } = await get<{ items: { anchors: unknown[] }[] }>('/ledger/checkpoints')
    expect(checkpoints.flatMap(({ anchors }) => anchors)).toMatchObject([{ destination: 'A disk', state: 'anchored' }])

    expect((await admin.fetchJson('POST', `/ledger/destinations/${id}/anchor`)).body).toMatchObject({ code: 'nothing_changed' })
    await house.signInAs('viewer')
    await sealed()
    expect((await admin.fetchJson('POST', `/ledger/destinations/${id}/anchor`)).status).toBe(202)
    expect((await admin.fetchJson('DELETE', `/ledger/destinations/${id}`)).status).toBe(204)
    expect((await admin.fetchJson('DELETE', `/ledger/destinations/${id}`)).body).toMatchObject({ code: 'already_retired' })
    expect((await admin.fetchJson('POST', `/ledger/destinations/${id}/anchor`)).body).toMatchObject({ code: 'already_retired' })
    expect((await admin.fetchJson('POST', `/ledger/destinations/dst_${'0'.repeat(32)}/anchor`)).body).toMatchObject({ code: 'not_found' })
  })
})

describe('destinations that reach out', () => {
  test('never show the webhook’s secret again, nor what stands in an address’s query', async () => {
    const server = await startTestServer('pglite', { environment: { TICKMARK_ALLOW_OUTGOING: 'public' } })
    try {
      const admin = await (await server.newHouse()).signInAs('admin')
      const secret = 'a-secret-nobody-should-see'
      const settings = { kind: 'webhook', url: 'https://127.0.0.1:9/hook?key=hidden', secret }
      const added = await admin.fetchJson<Destination>('POST', '/ledger/destinations', { name: 'Hook', settings })
      expect(added.body).toMatchObject({ kind: 'webhook', target: 'https://127.0.0.1:9/hook?…' })
      const list = await eventually(async () => {
        const listed = await admin.fetchJson<{ items: Destination[] }>('GET', '/ledger/destinations')
        expect(listed.body.items[0]?.last?.error).toContain('not on the public internet')
        return listed
      })
      expect(`${added.text}${list.text}`).not.toMatch(/hidden|nobody-should-see/)
      const pem = await admin.fetchJson('POST', '/ledger/destinations', {
        name: 'Authority',
        settings: { kind: 'timestamp', url: 'https://tsa.example.com', ca_pem: 'no certificate' },
      })
      expect(pem.body).toMatchObject({ code: 'invalid_request', fields: [{ path: '/settings/ca_pem' }] })
      const ftp = await admin.fetchJson('POST', '/ledger/destinations', {
        name: 'Old',
        settings: { kind: 'webhook', url: 'ftp://example.com/x', secret: null },
      })
      expect(ftp.body).toMatchObject({ code: 'invalid_request', fields: [{ path: '/settings/url' }] })
    } finally {
      await server.close()
    }
  })
})
