// What holds for every request: headers, origins, bodies, errors, logs, health, pages, live updates, and an orderly end.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from '../../src/database/connect.ts'
import { DatabaseUnavailable } from '../../src/database/databaseUnavailable.ts'
import { openEventBus } from '../../src/server/event/eventBus.ts'
import { endStaleStreams } from '../../src/server/event/streamEvents.ts'
import { meters } from '../../src/server/http/meters.ts'
import { type Engine, engines, newOrganization, openTestDatabase } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { type House, startTestServer, type TestServer } from '../support/server.ts'

const log = pino({ level: 'silent' })
const first = engines[0] as Engine

/** Like a browser, it can set headers that fetch forbids, and like no browser, it can send half a request. */
function rawRequest(url: string, text: string, patience = 5_000): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(text))
    let answer = ''
    socket.setTimeout(patience, () => socket.destroy())
    socket.on('data', (bytes) => {
      answer += bytes.toString()
    })
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })
}

async function* eventsOf(response: Response): AsyncGenerator<{ topic: string; ids: string[] }> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const bytes of response.body ?? []) {
    text += decoder.decode(bytes, { stream: true })
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const block = text.slice(0, end)
      text = text.slice(end + 2)
      if (block.startsWith('data: ')) yield JSON.parse(block.slice(6)) as { topic: string; ids: string[] }
    }
  }
}

describe('every request', () => {
  let server: TestServer
  let house: House
  let pages: string

  beforeAll(async () => {
    pages = mkdtempSync(join(tmpdir(), 'tickmark-pages-'))
    mkdirSync(join(pages, 'assets'))
    writeFileSync(join(pages, 'index.html'), '<!doctype html><meta name="csp-nonce" content="__CSP_NONCE__"><title>Tickmark</title>')
    writeFileSync(join(pages, 'assets', 'main-abc123.js'), 'console.log(1)')
    writeFileSync(join(pages, 'theme.js'), '// theme')
    server = await startTestServer(first, { environment: { TICKMARK_BODY_TIMEOUT: '2s' }, overrides: { pageDirectory: pages } })
    house = await server.newHouse()
  })
  afterAll(async () => {
    await server.close()
    rmSync(pages, { recursive: true })
  })

  test('is answered with headers that tell browsers what not to do', async () => {
    for (const path of ['/healthz', '/api/v1/session', '/api/v1/nothing']) {
      const { headers } = await server.anyone.fetchJson('GET', path)
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('strict-transport-security')).toBeNull()
    }
  })

  test('has an id: the caller’s where it is harmless, else ours; in the header, the problem and the log', async () => {
    const given = await server.anyone.fetchJson('GET', '/session', undefined, { 'x-request-id': 'trace-12345678' })
    expect(given.headers.get('x-request-id')).toBe('trace-12345678')
    expect(given.body.request_id).toBe('trace-12345678')
    expect(server.lines.some((line) => line.request_id === 'trace-12345678' && line.status === 401)).toBe(true)
    const hostile = await server.anyone.fetchJson('GET', '/session', undefined, { 'x-request-id': 'a"}{"b' })
    expect(hostile.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('whose answer is long gets it compressed where it can read that, and the same either way', async () => {
    const ask = (url: string, coding: string) =>
      new Promise<{ bytes: Buffer; coding: string | undefined; vary: string | undefined }>((resolve, reject) => {
        const asked = request(url, { headers: { 'accept-encoding': coding } }, (answer) => {
          const parts: Buffer[] = []
          answer.on('data', (part: Buffer) => parts.push(part))
          answer.on('end', () =>
            resolve({ bytes: Buffer.concat(parts), coding: answer.headers['content-encoding'], vary: answer.headers.vary }),
          )
        })
        asked.on('error', reject).end()
      })
    const long = `${server.url}/api/openapi.json`
    const [plain, small] = [await ask(long, 'identity'), await ask(long, 'gzip')]
    expect([plain.coding, small.coding, small.vary]).toEqual([undefined, 'gzip', 'accept-encoding'])
    expect(gunzipSync(small.bytes).equals(plain.bytes)).toBe(true)
    expect(small.bytes.length).toBeLessThan(plain.bytes.length / 4)
    expect((await ask(`${server.url}/healthz`, 'gzip')).coding).toBeUndefined()
  })
  test('that cannot be read is refused by name, field by field', async () => {
    const admin = await house.signInAs('admin')
    const unknown = await admin.fetchJson('POST', '/tokens', { name: '', role: 'emperor', colour: 'red' })
    expect(unknown.status).toBe(400)
    expect(unknown.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    expect((unknown.body.fields ?? []).map(({ path }) => path).sort()).toEqual(['/colour', '/name', '/role'])
    expect((await admin.fetchJson('GET', '/people?colour=red')).body).toMatchObject({
      code: 'invalid_request',
      fields: [{ path: '/colour' }],
    })
    expect((await admin.fetchJson('PATCH', '/people/per_1', { role: 'viewer' })).body).toMatchObject({ fields: [{ path: '/personId' }] })
    expect((await admin.fetchJson('GET', '/alerts?q=nul%00')).body.code).toBe('invalid_request')
    expect((await server.anyone.fetchJson('POST', '/session/link', { token: 'half \ud800' })).body.code).toBe('invalid_request')
    expect((await admin.fetchJson('DELETE', '/session', { unexpected: true })).body.code).toBe('invalid_request')
    expect((await admin.fetchJson('GET', '/%E0%A4%A')).status).toBe(400)
  })

  test('with a body that is no JSON, too large, or something else, is refused by name', async () => {
    const { headers } = await house.signInAs('admin')
    const post = async (body: string, type: string) => {
      const response = await fetch(`${server.url}/api/v1/tokens`, { method: 'POST', body, headers: { ...headers, 'content-type': type } })
      return ((await response.json()) as { code: string }).code
    }
    expect(await post('{"name":', 'application/json')).toBe('invalid_request')
    expect(await post('{"__proto__":{"role":"admin"}}', 'application/json')).toBe('invalid_request')
    expect(await post('name=x', 'application/x-www-form-urlencoded')).toBe('unsupported_media_type')
    expect(await post('x', 'text/plain')).toBe('unsupported_media_type')
    expect(await post(`"${'x'.repeat(1024 * 1024)}"`, 'application/json')).toBe('payload_too_large')
    expect(await post(`${'['.repeat(200_000)}${']'.repeat(200_000)}`, 'application/json')).toBe('invalid_request')
  })

  test('from another site is refused where a cookie would speak for the person', async () => {
    const { headers } = await house.signInAs('admin')
    const { cookie = '' } = headers
    const post = (more: Record<string, string>) => server.anyone.fetchJson('PATCH', '/session/person', { name: 'Ada' }, { cookie, ...more })
    expect((await post({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })).body.code).toBe('origin_not_allowed')
    expect((await post({ origin: 'https://evil.example' })).body.code).toBe('origin_not_allowed')
    expect((await post({ 'sec-fetch-site': 'same-site' })).body.code).toBe('origin_not_allowed')
    expect((await post({ origin: 'null' })).body.code).toBe('origin_not_allowed')
    expect((await post({})).body.code).toBe('origin_not_allowed')
    expect((await post({ 'sec-fetch-site': 'same-origin' })).status).toBe(200)
    expect((await post({ origin: server.url })).status).toBe(200)
    expect((await post({ origin: server.services.config.publicUrl })).status).toBe(200)
    const login = { email: 'a@example.com', password: 'x' }
    expect((await server.anyone.fetchJson('POST', '/session', login, { origin: 'https://evil.example' })).body.code).toBe(
      'origin_not_allowed',
    )
  })

  test('to an address there is not, or with a method it does not know, says so', async () => {
    expect((await server.anyone.fetchJson('GET', '/api/v2/alerts')).body).toMatchObject({ status: 404, code: 'not_found' })
    const put = await server.anyone.fetchJson('PUT', '/session')
    expect(put.body.code).toBe('not_found')
    expect(put.headers.get('allow')).toMatch(/GET.*HEAD/)
    const options = await server.anyone.fetchJson('OPTIONS', '/session')
    expect(options.status).toBe(204)
    expect(options.headers.get('access-control-allow-origin')).toBeNull()
    const head = await (await house.signInAs('viewer')).fetchJson('HEAD', '/session')
    expect([head.status, head.text]).toEqual([200, ''])
  })

  test('that drips, or is no HTTP at all, is ended', async () => {
    const dripping = await rawRequest(
      server.url,
      'POST /api/v1/session HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{',
      8_000,
    )
    expect(dripping).toMatch(/^HTTP\/1\.1 408/)
    expect(dripping).toContain('request_timeout')
    expect(await rawRequest(server.url, 'HELLO\r\n\r\n')).toMatch(/^HTTP\/1\.1 400.*"code":"invalid_request"/s)
  })

  test('leaves no secret in the log', async () => {
    await server.anyone.fetchJson('POST', '/hooks/alertmanager/very-secret-key', {})
    await server.anyone.fetchJson('GET', '/hooks/alertmanager/very-secret-key?token=also-secret')
    const { secret, fetchJson } = await house.signInAs('viewer')
    await fetchJson('GET', '/alerts?q=confidential')
    const text = JSON.stringify(server.lines)
    for (const word of ['very-secret-key', 'also-secret', secret, 'confidential']) expect(text).not.toContain(word)
    expect(text).toContain('/hooks/alertmanager/[redacted]')
  })

  test('for a page gets the one page with a nonce of its own, for a file the file, and nothing outside', async () => {
    const page = await server.anyone.fetchJson('GET', '/api/../alerts/anything', undefined, { accept: 'text/html' })
    const again = await server.anyone.fetchJson('GET', '/healthz/../settings/people', undefined, { accept: 'text/html' })
    const nonce = /content="([^"]+)"/.exec(page.text)?.[1] ?? ''
    expect(nonce.length).toBeGreaterThan(20)
    expect(page.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`)
    expect(page.headers.get('content-security-policy')).not.toContain('upgrade-insecure-requests')
    expect(again.text).not.toBe(page.text)
    const reference = await fetch(`${server.url}/criteria/iso27001/A.5.24`, { headers: { accept: 'text/html' } })
    expect(reference.status).toBe(200)
    const file = await server.anyone.fetchJson('GET', '/healthz/../assets/main-abc123.js')
    expect([file.text, file.headers.get('cache-control')]).toEqual(['console.log(1)', 'public, max-age=31536000, immutable'])
    expect(file.headers.get('etag')).toBeTruthy()
    for (const path of ['/assets/none.js', '/..%2f..%2fpackage.json', '/index.html.map']) {
      const response = await fetch(`${server.url}${path}`)
      expect(response.status).toBe(404)
    }
  })
})

describe('health and metrics', () => {
  let server: TestServer
  let failing = false

  beforeAll(async () => {
    const database = await openTestDatabase(first)
    const flaky = {
      ...database,
      execute: ((text: string, values?: readonly unknown[]) => {
        if (failing) return Promise.reject(new DatabaseUnavailable('gone'))
        return database.execute(text, values)
      }) as typeof database.execute,
    }
    server = await startTestServer(first, {
      environment: { TICKMARK_METRICS_TOKEN: 'metrics-token-0123456789' },
      overrides: { database: flaky },
    })
  })
  afterAll(() => server.close())

  test('it is alive and ready; without its database it is alive, not ready, and says 503 to the rest', async () => {
    expect((await server.anyone.fetchJson('GET', '/healthz')).body).toEqual({ status: 'alive' })
    expect((await server.anyone.fetchJson('GET', '/readyz')).body).toEqual({ status: 'ready' })
    const caller = await (await server.newHouse()).signInAs('viewer')
    failing = true
    expect((await server.anyone.fetchJson('GET', '/healthz')).status).toBe(200)
    await eventually(async () => expect((await server.anyone.fetchJson('GET', '/readyz')).body).toMatchObject({ code: 'not_ready' }))
    const asked = await caller.fetchJson('GET', '/session')
    expect(asked.body).toMatchObject({ status: 503, code: 'not_ready' })
    expect(asked.headers.get('retry-after')).toBe('5')
    failing = false
    await eventually(async () => expect((await server.anyone.fetchJson('GET', '/readyz')).status).toBe(200))
  })

  test('metrics are for this machine, or for who has the token, and never through a proxy without it', async () => {
    const local = await server.anyone.fetchJson('GET', '/metrics')
    expect(local.text).toMatch(/tickmark_http_request_seconds_count\{method="GET",route="\/readyz",status="200"\}/)
    expect(local.text).toContain('nodejs_eventloop_lag_seconds')
    expect((await server.anyone.fetchJson('GET', '/metrics', undefined, { 'x-forwarded-for': '203.0.113.9' })).status).toBe(403)
    const proxied = { 'x-forwarded-for': '203.0.113.9', authorization: 'Bearer metrics-token-0123456789' }
    expect((await server.anyone.fetchJson('GET', '/metrics', undefined, proxied)).status).toBe(200)
    expect((await server.anyone.fetchJson('GET', '/metrics', undefined, { authorization: 'Bearer wrong' })).status).toBe(403)
  })
})

test('over https the cookie is bound to the host and browsers are told to stay on https', async () => {
  const server = await startTestServer(first, { environment: { TICKMARK_PUBLIC_URL: 'https://tickmark.example.com' } })
  try {
    const { headers, fetchJson } = await (await server.newHouse()).signInAs('viewer')
    expect(headers.cookie).toMatch(/^__Host-tickmark=/)
    const out = await fetchJson('DELETE', '/session')
    expect(out.headers.getSetCookie()[0]).toMatch(/^__Host-tickmark=;.*Secure/)
    expect(out.headers.get('strict-transport-security')).toMatch(/max-age=/)
  } finally {
    await server.close()
  }
})

describe.each(engines)('live updates, on %s', (engine) => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer(engine)
  })
  afterAll(() => server.close())

  test('reach open pages of the same organization only, gathered', async () => {
    const house = await server.newHouse()
    const neighbours = await server.newHouse()
    const caller = await house.signInAs('viewer')
    const response = await fetch(`${server.url}/api/v1/events`, { headers: caller.headers })
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    const { events } = server.services
    events.announce(neighbours.organizationId, { topic: 'alert', ids: ['theirs'] })
    for (let count = 0; count < 10; count++) events.announce(house.organizationId, { topic: 'alert', ids: [`a${count}`] })
    events.announce(house.organizationId, { topic: 'source', ids: [] })
    const heard: { topic: string; ids: string[] }[] = []
    for await (const event of eventsOf(response)) {
      // Making the organization was sealed meanwhile, which is news too.
      if (event.topic !== 'ledger') heard.push(event)
      if (heard.length === 3) break
    }
    expect(heard.filter(({ topic }) => topic === 'alert')).toHaveLength(2)
    expect(heard.flatMap(({ ids }) => ids).sort()).toEqual(Array.from({ length: 10 }, (_, count) => `a${count}`))
  })

  test('reach the pages of other servers that share the database', async () => {
    if (engine === 'pglite') return
    const database = await openTestDatabase(engine)
    const second = await openDatabase({ kind: 'postgresql', url: database.url ?? '', poolSize: 2 })
    const [here, there] = [await openEventBus(database, log), await openEventBus(second, log)]
    try {
      const organizationId = await newOrganization(database)
      const heard: string[] = []
      here.subscribe(organizationId, ({ ids }) => heard.push(...ids))
      there.announce(organizationId, { topic: 'alert', ids: ['from there'] })
      here.announce(organizationId, { topic: 'alert', ids: ['from here'] })
      await eventually(() => expect([...heard].sort()).toEqual(['from here', 'from there']))
      await new Promise((resolve) => setTimeout(resolve, 300))
      expect(heard).toHaveLength(2)
    } finally {
      await Promise.all([here.close(), there.close()])
      await second.close()
      await database.close()
    }
  })

  test('end with the sign-in, whoever ends it', async () => {
    const house = await server.newHouse()
    const admin = await house.signInAs('admin')
    const [leaver, everywhere, dismissed] = [await house.signInAs('viewer'), await house.signInAs('viewer'), await house.signInAs('viewer')]
    const elsewhere = await house.signInAs('viewer', { personId: everywhere.personId })
    const listen = async ({ headers }: typeof admin) => (await fetch(`${server.url}/api/v1/events`, { headers })).text()
    const open = async () => (await meters.eventStreams.get()).values[0]?.value ?? 0
    await eventually(async () => expect(await open()).toBe(0))
    const streams = [listen(leaver), listen(everywhere), listen(dismissed)]
    await eventually(async () => expect(await open()).toBe(3))
    expect((await leaver.fetchJson('DELETE', '/session')).status).toBe(204)
    await streams[0]
    const began = performance.now()
    expect((await elsewhere.fetchJson('DELETE', '/sessions')).status).toBe(204)
    await streams[1]
    // At once, not when all streams are looked at next.
    expect(performance.now() - began).toBeLessThan(10_000)
    await admin.fetchJson('POST', `/people/${dismissed.personId}/end-access`)
    await endStaleStreams(server.services)
    await streams[2]
    expect((await dismissed.fetchJson('GET', '/events')).body.code).toBe('not_signed_in')
  })

  test('too many changes at once become “everything”', async () => {
    const { organizationId } = await server.newHouse()
    const heard: string[][] = []
    // Only of alerts: the sealing of the new house’s first entries is told as well, whenever it happens.
    server.services.events.subscribe(organizationId, ({ topic, ids }) => topic === 'alert' && heard.push(ids))
    for (let count = 0; count < 200; count++) server.services.events.announce(organizationId, { topic: 'alert', ids: [`${count}`] })
    await eventually(() => expect(heard).toEqual([['0'], []]))
  })
})

describe('an orderly end', () => {
  test('requests in flight are answered, new ones are not taken, streams are ended, and the database is closed last', async () => {
    const database = await openTestDatabase(first)
    let closed = false
    const watched = {
      ...database,
      close: async () => {
        closed = true
        await database.close()
      },
    }
    const server = await startTestServer(first, { overrides: { database: watched } })
    const caller = await (await server.newHouse()).signInAs('viewer')
    const stream = await fetch(`${server.url}/api/v1/events`, { headers: caller.headers })
    const hashes = (await meters.passwordHashes.get()).values[0]?.value ?? 0
    // A sign-in takes as long as argon2id takes: it is still being worked on when the server is told to stop.
    const slow = server.anyone.fetchJson('POST', '/session', { email: 'nobody@example.com', password: 'x' })
    await eventually(async () => expect((await meters.passwordHashes.get()).values[0]?.value).toBe(hashes + 1))
    const began = performance.now()
    const closing = server.close()
    expect((await slow).body.code).toBe('sign_in_failed')
    await stream.text()
    await closing
    expect(performance.now() - began).toBeLessThan(5_000)
    expect(closed).toBe(true)
    await expect(server.anyone.fetchJson('GET', '/healthz')).rejects.toThrow()
  })

  test('a request that never ends is cut off when time is up', async () => {
    const server = await startTestServer(first, { environment: { TICKMARK_SHUTDOWN_TIMEOUT: '1s', TICKMARK_BODY_TIMEOUT: '5m' } })
    const { port } = new URL(server.url)
    const hanging = request({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/api/v1/session',
      headers: { 'content-type': 'application/json', 'content-length': '50' },
    })
    hanging.on('error', () => undefined)
    hanging.write('{')
    await new Promise((resolve) => setTimeout(resolve, 100))
    const began = performance.now()
    await server.close()
    expect(performance.now() - began).toBeLessThan(5_000)
  })
})
