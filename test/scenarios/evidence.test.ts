// Evidence of an incident over HTTP: kept over connections that break, shown so that nothing in it can run, and every hand it went through.
import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { type AddressInfo, connect, createServer } from 'node:net'
import { hostname, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { IncidentId } from '../../src/core/kernel/ids.ts'
import { day, formatInstant, hour, toInstant } from '../../src/core/kernel/instant.ts'
import { inOrganization } from '../../src/database/inOrganization.ts'
import { incidentsReminded } from '../../src/server/evidence/evidenceJobs.ts'
import { fsck } from '../../src/server/ledger/fsck.ts'
import { engines } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { addIncident, type IncidentWish } from '../support/evidenceRows.ts'
import { type Caller, type House, type SignedInCaller, startTestServer, type TestServer, type TokenCaller } from '../support/server.ts'

type Custody = { what: string; by: { id: string; name: string }; range: { first: number; last: number } | null; to: string | null }
type Evidence = { id: string; name: string; sha256: string; size: number; type: string; showing: string; custody: Custody[] }
type Item = {
  id: string
  evidence: string
  lost_at: string | null
  certainty: string | null
  left: string
  standing: string
  reminders: { at: string; is_due: boolean }[]
}
type Entries = { items: { kind: string; by: { id: string } }[] }

const tickmark = fileURLToPath(new URL('../../bin/tickmark.mjs', import.meta.url))
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe.each(engines)('evidence, on %s', (engine) => {
  let server: TestServer
  let house: House
  let ada: SignedInCaller
  let token: TokenCaller
  let incident: IncidentId

  const newIncident = (of: House, wish: IncidentWish = {}) =>
    inOrganization(server.services.database, of.organizationId, ada.by, (tx) =>
      addIncident(tx, { declaredAt: server.services.clock(), ...wish }),
    )

  beforeAll(async () => {
    server = await startTestServer(engine)
    house = await server.newHouse()
    ada = await house.signInAs('responder', { name: 'Ada' })
    token = await house.tokenAs('responder')
    incident = await newIncident(house)
  })
  afterAll(() => server.close())

  const begin = async (by: Caller, name: string, size?: number) => {
    const { status, body } = await by.fetchJson<{ id: string; offset: number }>('POST', `/incidents/${incident}/uploads`, {
      name,
      ...(size === undefined ? {} : { size }),
    })
    expect(status).toBe(201)
    return body
  }
  const partUrl = (upload: string, offset: number) => `${server.url}/api/v1/incidents/${incident}/uploads/${upload}/parts?offset=${offset}`
  const sendPart = async (by: Caller, upload: string, offset: number, bytes: Uint8Array, type = 'application/octet-stream') => {
    const headers = { ...by.headers, 'content-type': type }
    const response = await fetch(partUrl(upload, offset), { method: 'POST', headers, body: Buffer.from(bytes) })
    return { status: response.status, body: (await response.json()) as { offset?: number; code?: string; fields?: { message: string }[] } }
  }
  /** Sends a part whose connection is cut when the server has some of it, and says how much became durable. */
  const sendAndCut = async (by: Caller, upload: string, offset: number, bytes: Uint8Array) => {
    const request = httpRequest(partUrl(upload, offset), { method: 'POST', headers: { ...by.headers, 'content-length': bytes.length + 1 } })
    request.on('error', () => undefined)
    await new Promise((resolve) => request.write(bytes, resolve))
    return eventually(async () => {
      request.destroy()
      const { body } = await by.fetchJson<{ offset: number }>('GET', `/incidents/${incident}/uploads/${upload}`)
      expect(body.offset).toBeGreaterThan(offset)
      return body.offset
    })
  }
  const keep = async (by: Caller, body: Record<string, unknown>, at: string = incident) =>
    by.fetchJson<Evidence>('POST', `/incidents/${at}/evidence`, body)
  const keepFile = async (name: string, bytes: Uint8Array, type?: string) => {
    const { id } = await begin(ada, name, bytes.length)
    expect((await sendPart(ada, id, 0, bytes, type)).body).toEqual({ offset: bytes.length })
    const { status, body } = await keep(ada, { upload_id: id, name })
    expect(status).toBe(201)
    return body
  }
  const file = (by: Caller, evidence: string, query = '', headers: Record<string, string> = {}, method = 'GET') =>
    fetch(`${server.url}/api/v1/incidents/${incident}/evidence/${evidence}/file${query}`, {
      method,
      headers: { ...by.headers, ...headers },
    })
  const whole = async (by: Caller, evidence: string) =>
    (await by.fetchJson<Evidence>('GET', `/incidents/${incident}/evidence/${evidence}`)).body

  test('an upload that is cut twice goes on where it was, and the same bytes come back', async () => {
    const bytes = new Uint8Array(randomBytes(3_000_000))
    const { id } = await begin(token, 'memory.lime', bytes.length)
    const first = await sendAndCut(token, id, 0, bytes.subarray(0, 1_000_000))
    const second = await sendAndCut(token, id, first, bytes.subarray(first, first + 1_000_000))
    const wrong = await sendPart(token, id, second + 5, bytes.subarray(second + 5))
    expect(wrong).toMatchObject({ status: 409, body: { code: 'upload_offset_wrong', fields: [{ message: String(second) }] } })
    const early = await keep(token, { upload_id: id, name: 'memory.lime' })
    expect(early).toMatchObject({ status: 409, body: { code: 'upload_offset_wrong' } })
    expect((await sendPart(token, id, second, bytes.subarray(second))).body).toEqual({ offset: bytes.length })

    const told = {
      upload_id: id,
      name: '../../memory.lime',
      sha256: sha256(bytes),
      source: 'host db-01.example.com',
      query: 'lime.ko path=/mnt/memory.lime',
      row_count: 3,
      covers_from: formatInstant(toInstant(server.clock.now() - hour)),
      covers_to: formatInstant(server.clock.now()),
    }
    const kept = await keep(token, told)
    expect(kept).toMatchObject({
      status: 201,
      body: { name: 'memory.lime', size: bytes.length, sha256: sha256(bytes), source: told.source, custody: [{ what: 'captured' }] },
    })
    // The answer was lost on its way, and the client asks once more.
    expect((await keep(token, told)).body.id).toBe(kept.body.id)
    const back = await file(ada, kept.body.id)
    expect(sha256(new Uint8Array(await back.arrayBuffer()))).toBe(sha256(bytes))
    expect(await token.fetchJson('GET', `/incidents/${incident}/uploads/${id}`)).toMatchObject({ status: 404 })
  })

  test('bytes that do not have the hash they were said to have are not kept', async () => {
    const { id } = await begin(ada, 'a.txt')
    await sendPart(ada, id, 0, Buffer.from('one'))
    const refused = await keep(ada, { upload_id: id, name: 'a.txt', sha256: sha256(Buffer.from('two')) })
    expect(refused).toMatchObject({ status: 422, body: { code: 'payload_not_readable' } })
    expect(await keep(ada, { name: 'neither' })).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
    expect((await ada.fetchJson('DELETE', `/incidents/${incident}/uploads/${id}`)).status).toBe(204)
  })

  const script = '<script>alert(1)</script>'
  const hostile: [what: string, name: string, bytes: Uint8Array, type: string, showing: string][] = [
    ['a page with script', 'page.html', Buffer.from(`<!doctype html>${script}`), 'text/html', 'download'],
    ['a picture with script', 'x.svg', Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`), 'image/svg+xml', 'download'],
    [
      'a document with script',
      'x.pdf',
      Buffer.from('%PDF-1.7\n1 0 obj << /OpenAction << /S /JavaScript >> >>'),
      'application/pdf',
      'download',
    ],
    ['a page that is said to be a picture', 'x.png', Buffer.from(`<html>${script}`), 'image/png', 'download'],
    [
      'an archive that would fill the disk',
      'x.zip',
      Buffer.from('504b0304140000000800'.padEnd(200, 'f'), 'hex'),
      'application/zip',
      'download',
    ],
    ['JSON that is not read', 'x.json', Buffer.from('{"a":'), 'application/json', 'text'],
    ['a name that goes up', '../../../etc/passwd', Buffer.from('root:x:0:0'), 'text/plain', 'text'],
    ['a name that turns around', 'invoice\u202efdp.exe', Buffer.from('MZ\0\0'), 'text/plain', 'download'],
    ['a name that breaks a header', 'a"\r\nset-cookie: x=1; .txt', Buffer.from('text'), 'text/plain', 'text'],
    ['a name of ten thousand characters', `${'n'.repeat(10_000)}.log`, Buffer.from('text'), 'text/plain', 'text'],
  ]
  test.each(hostile)('%s is kept as it is, and can run nowhere', async (_what, name, bytes, type, showing) => {
    const kept = await keepFile(name, bytes, type)
    expect(kept.showing).toBe(showing)
    expect(kept.name).not.toMatch(/[/\\"\r\n\u202e]/)
    expect(Buffer.byteLength(kept.name)).toBeLessThanOrEqual(200)
    for (const as of ['page', 'file']) {
      const answer = await file(ada, kept.id, `?as=${as}`)
      expect(new Uint8Array(await answer.arrayBuffer())).toEqual(new Uint8Array(bytes))
      const shown = as === 'page' && showing === 'text'
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': shown ? 'text/plain; charset=utf-8' : 'application/octet-stream',
        'content-security-policy': "sandbox; default-src 'none'",
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'private, no-store',
      })
      expect(answer.headers.get('set-cookie')).toBeNull()
      expect(answer.headers.get('content-disposition')).toMatch(shown ? /^inline; / : /^attachment; /)
    }
  })

  test('who saw it, took it, and was given it is on record in order, also an auditor and a part; asking for the head is not', async () => {
    const auditor = await house.signInAs('auditor', { name: 'Grace' })
    const { body: kept } = await keep(ada, { text: 'Pasted at 02:14.\n', name: 'note.txt', description: 'From the console' })
    expect(await (await file(auditor, kept.id, '?as=page')).text()).toBe('Pasted at 02:14.\n')
    const part = await file(ada, kept.id, '?as=file', { range: 'bytes=0-5' })
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, 'bytes 0-5/17', 'Pasted'])
    expect((await file(ada, kept.id, '', { range: 'bytes=99-' })).status).toBe(416)
    const head = await file(ada, kept.id, '', {}, 'HEAD')
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '17'])
    const given = await token.fetchJson<Evidence>('POST', `/incidents/${incident}/evidence/${kept.id}/hand-over`, {
      to: 'Inspector Example',
      note: 'In a sealed bag, number 7',
    })
    expect(given.status).toBe(201)
    expect(given.body.custody.map(({ what, by, range, to }) => [what, by.id, range, to])).toEqual([
      ['captured', ada.personId, null, null],
      ['shown', auditor.personId, null, null],
      ['downloaded', ada.personId, { first: 0, last: 5 }, null],
      ['handed_over', token.tokenId, null, 'Inspector Example'],
    ])
    const listed = await ada.fetchJson<{ items: object[] }>('GET', `/incidents/${incident}/evidence`)
    expect(listed.body.items).toContainEqual(expect.objectContaining({ id: kept.id, custody_entries: 4 }))
    await eventually(async () => {
      const { items } = (await ada.fetchJson<Entries>('GET', '/ledger/entries?limit=4')).body
      expect(items.map(({ kind, by }) => [kind, by.id]).reverse()).toEqual([
        ['evidence.captured', ada.personId],
        ['evidence.accessed', auditor.personId],
        ['evidence.accessed', ada.personId],
        ['evidence.accessed', token.tokenId],
      ])
    })
  })

  test('the same bytes twice are two pieces of evidence and one file', async () => {
    const bytes = randomBytes(50_000)
    const [one, two] = [await keepFile('one.bin', bytes), await keepFile('two.bin', bytes)]
    expect(one.sha256).toBe(two.sha256)
    expect(one.id).not.toBe(two.id)
    const { items } = (await ada.fetchJson<{ items: Evidence[] }>('GET', `/incidents/${incident}/evidence`)).body
    expect(items.filter(({ sha256: hash }) => hash === one.sha256).map(({ name }) => name)).toEqual(['one.bin', 'two.bin'])
  })

  test('a viewer, another organization, another incident and those not on a private one get nothing', async () => {
    const { body: kept } = await keep(ada, { text: 'secret', name: 'secret.txt' })
    const viewer = await house.signInAs('viewer')
    const neighbour = await (await server.newHouse('Theirs')).signInAs('admin')
    const another = await newIncident(house)
    const secret = await newIncident(house, { isPrivate: true })
    const { id: upload } = await begin(ada, 'x.bin')
    const paths = ['', `/${kept.id}`, `/${kept.id}/file`]
    for (const path of paths) {
      expect((await viewer.fetchJson('GET', `/incidents/${incident}/evidence${path}`)).status).toBe(403)
      expect((await neighbour.fetchJson('GET', `/incidents/${incident}/evidence${path}`)).status).toBe(404)
    }
    expect((await keep(viewer, { text: 'x', name: 'x' })).status).toBe(403)
    expect((await keep(neighbour, { text: 'x', name: 'x' })).status).toBe(404)
    expect((await keep(ada, { text: 'x', name: 'x' }, secret)).status).toBe(404)
    expect((await ada.fetchJson('GET', `/incidents/${secret}/preservation`)).status).toBe(404)
    expect((await ada.fetchJson('GET', `/incidents/${another}/evidence/${kept.id}`)).status).toBe(404)
    expect((await keep(ada, { upload_id: upload, name: 'x' }, another)).status).toBe(404)
    expect((await keep(await house.signInAs('compliance'), { text: 'x', name: 'x' }, secret)).status).toBe(201)
  })

  test.each(['closed', 'merged'] as const)('a %s incident still takes evidence', async (state) => {
    const id = await newIncident(house, { state })
    expect((await keep(ada, { text: 'found later', name: 'later.txt' }, id)).status).toBe(201)
  })

  test('what is to be kept says when it is lost, by the catalogue or by what is said here, and is captured, lost or not needed', async () => {
    const id = await newIncident(house, { declaredAt: server.clock.now() })
    const path = `/incidents/${id}/preservation`
    const items = [
      { evidence: 'CloudTrail event history', retention_id: 'aws-cloudtrail-history' },
      { evidence: 'Shell history of the bastion', window: 'PT2H', how: 'history -a' },
      { evidence: 'Camera of the server room', window: 'P14D' },
      { evidence: 'Notes of the night shift' },
    ]
    const listed = await ada.fetchJson<{ items: Item[] }>('POST', path, { items })
    expect(listed.status).toBe(201)
    expect(listed.body.items.map(({ evidence, certainty, standing }) => [evidence, certainty, standing])).toEqual([
      ['Shell history of the bastion', 'confirmed', 'open'],
      ['Camera of the server room', 'confirmed', 'open'],
      ['CloudTrail event history', 'documented', 'open'],
      ['Notes of the night shift', null, 'open'],
    ])
    const [shell, camera, trail, notes] = listed.body.items as [Item, Item, Item, Item]
    expect(shell.left).toMatch(/^1 hour 59 minutes left\.$/)
    expect(trail.left).toMatch(/left, as its vendor says\.$/)
    expect(notes.lost_at).toBeNull()
    expect((await ada.fetchJson<{ items: Item[] }>('POST', path, { items })).body.items).toHaveLength(4)
    expect(await ada.fetchJson('POST', path, { items: [{ evidence: 'x', retention_id: 'no-such-log' }] })).toMatchObject({ status: 400 })
    expect(await ada.fetchJson('POST', path, { items: [{ evidence: 'x', window: 'P1M' }] })).toMatchObject({ status: 400 })

    const early = await ada.fetchJson('POST', `${path}/${camera.id}/lost`, {})
    expect(early).toMatchObject({ status: 422, body: { code: 'reason_needed' } })
    const asked = server.clock.now()
    server.clock.advance(3 * hour)
    expect(await incidentsReminded(server.services, house.organizationId, asked, server.clock.now())).toContain(id)
    expect(await incidentsReminded(server.services, house.organizationId, server.clock.now(), server.clock.now())).toEqual([])
    const gone = (await ada.fetchJson<{ items: Item[] }>('GET', path)).body.items[0]
    expect(gone).toMatchObject({ standing: 'past', reminders: [{ is_due: true }, { is_due: true }] })
    expect((await ada.fetchJson<Item>('POST', `${path}/${shell.id}/lost`, {})).body).toMatchObject({
      standing: 'lost',
      lost_since: shell.lost_at,
    })
    const kept = await keep(ada, { text: '{}', name: 'trail.json', preservation_id: trail.id }, id)
    expect(kept.status).toBe(201)
    const again = await ada.fetchJson('POST', `${path}/${trail.id}/captured`, { evidence_id: kept.body.id })
    expect(again).toMatchObject({ status: 409, body: { code: 'nothing_changed' } })
    const late = await ada.fetchJson<Item>('POST', `${path}/${shell.id}/captured`, { evidence_id: kept.body.id })
    expect(late.body).toMatchObject({ standing: 'captured', evidence_id: kept.body.id })
    const unneeded = await ada.fetchJson<Item>('POST', `${path}/${camera.id}/not-needed`, { reason: 'Nobody was in the room' })
    expect(unneeded.body).toMatchObject({ standing: 'not_needed', reason: 'Nobody was in the room' })
  })

  /** Hangs up on the first connection that brought so much; the ones after it go through. */
  const breakingProxy = async (after: number) => {
    let broken = false
    const proxy = createServer((near) => {
      const far = connect(Number(new URL(server.url).port), '127.0.0.1')
      let brought = 0
      near.on('data', (piece) => {
        brought += piece.length
        if (broken || brought < after) return
        broken = true
        near.destroy()
      })
      for (const socket of [near, far]) socket.on('error', () => undefined)
      near.on('close', () => far.destroy())
      far.on('close', () => near.destroy())
      near.pipe(far).pipe(near)
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, isBroken: () => broken, close: () => proxy.close() }
  }
  const addEvidence = (url: string, secret: string, ...args: string[]) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      const env = { ...process.env, TICKMARK_TOKEN: secret }
      const all = [tickmark, 'evidence', 'add', '--server', url, '--incident', incident, ...args]
      execFile(process.execPath, all, { env, maxBuffer: 10_000_000 }, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
      )
    })

  test('the command line keeps what a command wrote, whole although the connection broke, and ends as the command did', async () => {
    const proxy = await breakingProxy(600_000)
    const program = "process.stdout.write('x'.repeat(2_500_000), () => { process.stderr.write('and an error\\n'); process.exitCode = 3 })"
    const ran = await addEvidence(proxy.url, token.secret, '--source', 'The bastion', '--', process.execPath, '-e', program)
    proxy.close()
    expect(proxy.isBroken()).toBe(true)
    expect([ran.code, ran.stdout.length]).toEqual([3, 2_500_000])
    const id = /Kept as evidence (evi_[0-9a-f]{32})/.exec(ran.stderr)?.[1] ?? ''
    const kept = await whole(ada, id)
    expect(kept).toMatchObject({
      source: 'The bastion',
      size: 2_500_013,
      command: { exit_code: 3, host: hostname(), tool_version: process.version },
      custody: [{ what: 'captured', by: { id: token.tokenId } }],
    })
    expect((await (await file(ada, id)).text()).endsWith('xand an error\n')).toBe(true)
  })

  test('the command line keeps a file, and says with 70 where it kept nothing', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'tickmark-cli-'))
    const path = join(directory, 'netstat.txt')
    writeFileSync(path, 'tcp 0 0 LISTEN\n')
    const ran = await addEvidence(server.url, token.secret, '--file', path, '--description', 'Ports')
    expect(ran).toMatchObject({ code: 0, stderr: expect.stringMatching(/^Kept as evidence evi_/) })
    const viewer = await house.tokenAs('viewer')
    const refused = await addEvidence(server.url, viewer.secret, '--', process.execPath, '-e', 'console.log(1)')
    expect([refused.code, refused.stdout]).toEqual([70, '1\n'])
    const where = /What the command wrote is in (\S+),/.exec(refused.stderr)?.[1] ?? ''
    expect(readFileSync(where, 'utf8')).toBe('1\n')
    rmSync(dirname(where), { recursive: true })
    rmSync(directory, { recursive: true })
  })

  test('the tables of evidence follow from the ledger, and a changed one is named', async () => {
    const { database, ledgerKeys: keys, blobs } = server.services
    const ours = new Set(['evidence_item', 'evidence_custody', 'preservation_item'])
    const disagreements = async () => {
      const report = await fsck(database, house.organizationId, { keys, most: 1000, blobs })
      return report.disagreements.filter(({ table }) => ours.has(table)).map(({ table, column }) => `${table} ${column}`)
    }
    expect(await disagreements()).toEqual([])
    await database.session(async ({ query }) => {
      await query(`begin; select set_config('app.org_id', '${house.organizationId}', true)`)
      await query("update preservation_item set reason = 'another' where state = 'not_needed'")
      await query('alter table evidence_item disable trigger all')
      await query("update evidence_item set name = 'forged.txt' where name = 'trail.json'")
      await query('alter table evidence_item enable always trigger append_only_refuse')
      await query('commit')
    })
    expect((await disagreements()).sort()).toEqual(['evidence_item name', 'preservation_item reason'])
    const { body: lost } = await keep(ada, { text: 'soon gone', name: 'gone.txt' })
    await blobs.delete(house.organizationId, lost.sha256)
    expect(await disagreements()).toContain('evidence_item file')
    expect((await file(ada, lost.id)).status).toBe(404)
    expect((await whole(ada, lost.id)).custody).toHaveLength(1)
  })

  test('an upload that nothing comes for is thrown away in time', async () => {
    const { id } = await begin(ada, 'never.bin')
    server.clock.advance(2 * day)
    const later = await house.signInAs('responder')
    expect(await server.services.uploads.abandonExpired()).toBeGreaterThan(0)
    expect((await later.fetchJson('GET', `/incidents/${incident}/uploads/${id}`)).status).toBe(404)
    expect(await whole(later, 'evi_'.padEnd(36, '0'))).toMatchObject({ code: 'not_found' })
  })
})
