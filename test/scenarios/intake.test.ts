// What monitoring systems send: kept as it came, read, deduplicated, and answered once it is durable.
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { engines } from '../support/database.ts'
import { alertGroup, connectSource, sendTo, type TestSource } from '../support/hooks.ts'
import { type House, startTestServer, type TestServer, type TokenCaller } from '../support/server.ts'

type Listed<Item> = { items: Item[]; next_cursor: string | null }
type AlertLine = { id: string; number: string; status: string; title: string; fingerprint: string; episode: number; observations: number }
type DeliveryLine = {
  id: string
  state: string
  reason: string | null
  sha256: string
  size: number
  authentication: string
  repeats: string | null
}

describe.each(engines)('the intake, on %s', (engine) => {
  let server: TestServer
  let house: House
  let admin: TokenCaller
  let source: TestSource

  beforeAll(async () => {
    server = await startTestServer(engine)
  })
  afterAll(() => server.close())
  beforeEach(async () => {
    house = await server.newHouse()
    admin = await house.tokenAs('admin')
    source = await connectSource(admin)
  })

  const send = (body: BodyInit | object, headers?: Record<string, string>) => sendTo(server.url, source.hookPath, body, headers)
  const alerts = async () => (await admin.fetchJson<Listed<AlertLine>>('GET', '/alerts')).body.items
  const deliveries = async (query = '') => (await admin.fetchJson<Listed<DeliveryLine>>('GET', `/deliveries${query}`)).body.items

  test('an alert that fires is answered 202 with a delivery id and is in the list; resolved, it is over', async () => {
    const fired = await send(alertGroup([{ name: 'DiskFull' }]))
    expect(fired).toMatchObject({ status: 202, body: { state: 'accepted', observations: 1 } })
    expect(fired.body.delivery_id).toMatch(/^dlv_[0-9a-f]{32}$/)
    expect(await alerts()).toMatchObject([{ number: 'ALR-1', title: 'DiskFull', status: 'firing', episode: 1, observations: 1 }])
    await send(alertGroup([{ name: 'DiskFull', status: 'resolved' }]))
    expect(await alerts()).toMatchObject([{ number: 'ALR-1', status: 'resolved', observations: 2 }])
    await send(alertGroup([{ name: 'DiskFull', startsAt: '2026-03-04T06:00:00Z' }]))
    expect(await alerts()).toMatchObject([
      { number: 'ALR-2', status: 'firing', episode: 2 },
      { number: 'ALR-1', status: 'resolved', episode: 1 },
    ])
  })

  test('the same bytes again make no second observation, and the answer says which delivery they repeat', async () => {
    const first = await send(alertGroup([{ name: 'DiskFull' }]))
    const again = await send(alertGroup([{ name: 'DiskFull' }]))
    expect(again).toMatchObject({ status: 202, body: { state: 'repeated', observations: 0, repeats: first.body.delivery_id } })
    expect(await alerts()).toMatchObject([{ observations: 1 }])
    expect(await deliveries('?state=repeated')).toMatchObject([{ id: again.body.delivery_id, repeats: first.body.delivery_id }])
  })

  test('after five minutes the same bytes are news, and after thirty days so is the same delivery id', async () => {
    await send(alertGroup([{ name: 'DiskFull' }]))
    server.clock.advance(5 * 60_000 + 1000)
    expect((await send(alertGroup([{ name: 'DiskFull' }]))).body).toMatchObject({ state: 'accepted', observations: 1 })
    const generic = await connectSource(admin, { integration: 'generic' })
    const post = (title: string) => sendTo(server.url, generic.hookPath, { title }, { 'idempotency-key': 'backup-17' })
    expect((await post('Backup failed')).body.state).toBe('accepted')
    server.clock.advance(29 * 86_400_000)
    expect((await post('Backup failed, said otherwise')).body.state).toBe('repeated')
    server.clock.advance(2 * 86_400_000)
    expect((await post('Backup failed')).body.state).toBe('accepted')
  })

  test('fire, resolve and fire again in the same words within a minute are two alerts', async () => {
    const generic = await connectSource(admin, { integration: 'generic' })
    const say = (status: string) => sendTo(server.url, generic.hookPath, { fingerprint: 'backup', title: 'Backup failed', status })
    expect((await say('firing')).body.state).toBe('accepted')
    expect((await say('resolved')).body.state).toBe('accepted')
    expect((await say('firing')).body).toMatchObject({ state: 'accepted', observations: 1 })
    expect(await alerts()).toMatchObject([
      { episode: 2, status: 'firing' },
      { episode: 1, status: 'resolved' },
    ])
  })

  test('what arrives together is written together, each answered for itself', async () => {
    const sent = await Promise.all(
      Array.from({ length: 60 }, (_, at) => send(alertGroup([{ name: `Alert${at % 20}`, labels: { copy: String(at) } }]))),
    )
    expect(sent.map(({ status }) => status)).toEqual(sent.map(() => 202))
    expect(new Set(sent.map(({ body }) => body.delivery_id)).size).toBe(60)
    const list = await alerts()
    expect(list).toHaveLength(20)
    expect(list.reduce((sum, { observations }) => sum + observations, 0)).toBe(60)
    expect(list.map(({ number }) => Number(number.slice(4))).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1))
  })

  test('an integer above 2^53 survives byte for byte, and the hash is over the bytes as they came', async () => {
    const body =
      '{ "title": "Big",   "fingerprint": 9007199254740993, "labels": {"id": "18446744073709551615"} , "n": 18446744073709551615.000 }'
    const generic = await connectSource(admin, { integration: 'generic' })
    const { body: receipt } = await sendTo(server.url, generic.hookPath, body)
    const kept = await admin.fetchJson<DeliveryLine & { body: { text: string; hex_start: string } }>(
      'GET',
      `/deliveries/${receipt.delivery_id}`,
    )
    expect(kept.body.body.text).toBe(body)
    expect(Buffer.from(kept.body.body.hex_start, 'hex').toString()).toBe(body)
    expect(kept.body.sha256).toBe(
      (await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body)).then((hash) => Buffer.from(hash))).toString('hex'),
    )
    expect(await alerts()).toMatchObject([{ fingerprint: '9007199254740993' }])
  })

  test('a payload that cannot be read is kept as refused, and still answered 2xx where the tool would drop it otherwise', async () => {
    const refused = await send('this is not JSON')
    expect(refused).toMatchObject({ status: 202, body: { state: 'refused', observations: 0 } })
    expect(refused.body.reason).toBeTruthy()
    expect(await deliveries('?state=refused')).toMatchObject([{ id: refused.body.delivery_id, state: 'refused', size: 16 }])
    const generic = await connectSource(admin, { integration: 'generic' })
    const told = await sendTo(server.url, generic.hookPath, '{"no": "title"}')
    expect(told).toMatchObject({ status: 422, body: { code: 'payload_not_readable' } })
    expect(told.body.detail).toContain('dlv_')
    expect(await deliveries('?state=refused')).toHaveLength(2)
    expect(await alerts()).toEqual([])
  })

  test('a delivery whose signature is wrong is kept as refused and makes no alert', async () => {
    const github = await connectSource(admin, { integration: 'github', secret: 'EXAMPLE-secret' })
    const told = await sendTo(server.url, github.hookPath, '{}', {
      'x-hub-signature-256': `sha256=${'0'.repeat(64)}`,
      'x-github-event': 'ping',
    })
    expect(told).toMatchObject({ status: 401, body: { code: 'not_signed_in' } })
    expect(await deliveries('?state=refused')).toMatchObject([{ authentication: 'failed' }])
  })

  test('a refused delivery can be read again once its source is mended, and what it says is recorded then', async () => {
    const generic = await connectSource(admin, { integration: 'generic' })
    const { body } = await sendTo(server.url, generic.hookPath, { check: { name: 'backup', state: 'DOWN' } })
    const [refused] = await deliveries('?state=refused')
    expect(refused?.id).toBe((body.detail ?? '').match(/dlv_[0-9a-f]{32}/)?.[0])
    const again = () => admin.fetchJson<DeliveryLine & { reinterpreted_at: string }>('POST', `/deliveries/${refused?.id}/reinterpret`)
    expect(await again()).toMatchObject({ status: 422, body: { code: 'payload_not_readable' } })
    const mapping = { fingerprint: '/check/name', title: '{/check/name} is {/check/state}' }
    expect((await admin.fetchJson('PATCH', `/sources/${generic.id}`, { mapping })).status).toBe(200)
    expect(await again()).toMatchObject({ status: 200, body: { state: 'accepted', observations: 1, reinterpreted_at: expect.any(String) } })
    expect(await alerts()).toMatchObject([{ title: 'backup is DOWN', fingerprint: 'backup' }])
    expect(await again()).toMatchObject({ status: 409, body: { code: 'nothing_changed' } })
    expect(await deliveries('?state=refused')).toEqual([])
    expect(await deliveries('?state=accepted')).toMatchObject([{ id: refused?.id }])
  })

  test('bodies may be folded; what is not what it says, or unfolds without end, is kept as it came', async () => {
    const body = JSON.stringify(alertGroup([{ name: 'Folded' }]))
    const folded = gzipSync(body)
    expect((await send(folded, { 'content-encoding': 'gzip' })).body).toMatchObject({ state: 'accepted', observations: 1 })
    const [kept] = await deliveries()
    expect(kept?.size).toBe(folded.length)
    const shown = await admin.fetchJson<{ body: { text: string } }>('GET', `/deliveries/${kept?.id}`)
    expect(shown.body.body.text).toBe(body)
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024))
    expect((await send(bomb, { 'content-encoding': 'gzip' })).body).toMatchObject({
      state: 'refused',
      reason: expect.stringContaining('unfolds'),
    })
    expect((await send('not folded', { 'content-encoding': 'br' })).body.state).toBe('refused')
    expect((await send('x', { 'content-encoding': 'zstd' })).body).toMatchObject({
      state: 'refused',
      reason: expect.stringContaining('zstd'),
    })
  })

  test('a body that is too large is refused with its name and not kept', async () => {
    const large = Buffer.alloc(2 * 1024 * 1024 + 1, 0x20)
    const announced = await send(large)
    expect(announced).toMatchObject({ status: 413, body: { code: 'payload_too_large' } })
    expect(await deliveries()).toEqual([])
  })

  test('an unknown key, a key of another tool, a retired source and a renewed key get the same answer', async () => {
    const answers = [
      await sendTo(server.url, `/hooks/alertmanager/${'A'.repeat(43)}`, '{}'),
      await sendTo(server.url, '/hooks/alertmanager/short', '{}'),
    ]
    answers.push(await sendTo(server.url, source.hookPath.replace('alertmanager', 'grafana'), '{}'))
    expect((await send(alertGroup([{ name: 'Before' }]))).status).toBe(202)
    const renewed = await admin.fetchJson<{ hook_url: string }>('POST', `/sources/${source.id}/key`)
    answers.push(await send(alertGroup([{ name: 'WithOldKey' }])))
    source = { ...source, hookPath: new URL(renewed.body.hook_url).pathname }
    expect((await send(alertGroup([{ name: 'WithNewKey' }]))).status).toBe(202)
    await admin.fetchJson('POST', `/sources/${source.id}/retire`, { reason: 'Replaced.' })
    answers.push(await send(alertGroup([{ name: 'Retired' }])))
    for (const { status, body } of answers) {
      expect(status).toBe(404)
      expect({ ...body, request_id: '' }).toEqual({ ...answers[0]?.body, request_id: '' })
    }
    expect((await alerts()).map(({ title }) => title).sort()).toEqual(['Before', 'WithNewKey'])
  })

  test('a hook opens its own organization only', async () => {
    const other = await (await server.newHouse('Other Ltd')).tokenAs('admin')
    const theirs = await connectSource(other)
    await sendTo(server.url, theirs.hookPath, alertGroup([{ name: 'Theirs' }]))
    const { body } = await send(alertGroup([{ name: 'Ours' }]))
    expect((await alerts()).map(({ title }) => title)).toEqual(['Ours'])
    expect((await other.fetchJson<Listed<AlertLine>>('GET', '/alerts')).body.items.map(({ title }) => title)).toEqual(['Theirs'])
    expect((await other.fetchJson('GET', `/deliveries/${body.delivery_id}`)).status).toBe(404)
    expect((await other.fetchJson('GET', `/sources/${source.id}`)).status).toBe(404)
  })

  test('secrets that tools put into bodies and headers are not shown, and the hash is over what came', async () => {
    const body = '{"title":"Paging","password":"hunter2-EXAMPLE","fingerprint":"p"}'
    const mapping = { fingerprint: '/fingerprint', title: '/title', secrets: ['/password'] }
    const generic = await connectSource(admin, { integration: 'generic', mapping })
    const { body: receipt } = await sendTo(server.url, generic.hookPath, body, { authorization: 'Basic RVhBTVBMRTpFWEFNUExF' })
    const shown = await admin.fetchJson<{ headers: Record<string, string>; body: { text: string; redacted: string[]; hex_start: string } }>(
      'GET',
      `/deliveries/${receipt.delivery_id}`,
    )
    expect(shown.text).not.toContain('hunter2')
    expect(shown.text).not.toContain('RVhBTVBMRTpFWEFNUExF')
    expect(shown.body.body).toMatchObject({ redacted: ['/password'], hex_start: '' })
    expect(shown.body.body.text).toContain('[redacted]')
  })

  test('a CloudEvents sender is told that it may send, if it has the key', async () => {
    const cloud = await connectSource(admin, { integration: 'cloudevents' })
    const ask = (path: string) =>
      fetch(`${server.url}${path}`, { method: 'OPTIONS', headers: { 'webhook-request-origin': 'eventgrid.example.com' } })
    const answer = await ask(cloud.hookPath)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('webhook-allowed-origin')).toBe('eventgrid.example.com')
    expect((await ask(`/hooks/cloudevents/${'A'.repeat(43)}`)).status).toBe(404)
    expect((await ask(source.hookPath)).status).toBe(404)
  })
})
