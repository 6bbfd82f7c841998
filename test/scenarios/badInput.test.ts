// Bad input: thousands of payloads gone wrong for every tool, bodies that drip, two servers at once. Nothing falls over and nothing is lost.
import { readdirSync, readFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { sql } from 'kysely'
import { afterEach, describe, expect, test } from 'vitest'
import { systemActor } from '../../src/core/kernel/actor.ts'
import { openDatabase } from '../../src/database/connect.ts'
import { inOrganization } from '../../src/database/inOrganization.ts'
import { integrationIds } from '../../src/integrations/defineIntegration.ts'
import { engines, openTestDatabase } from '../support/database.ts'
import { fixtureFolder } from '../support/deliveries.ts'
import { alertGroup, connectSource, sendTo, type TestSource } from '../support/hooks.ts'
import { diceOf, mutate, oddHeader } from '../support/mutate.ts'
import { type House, startTestServer, type TestServer } from '../support/server.ts'

/** The last engine gets the full measure: PostgreSQL, where there is one. */
const payloadsOn = (engine: string) => (engine === engines.at(-1) ? 10_000 : 500)
const seed = 20_261_122
const atOnce = 24

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

function heapUsed(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed + process.memoryUsage().external
}

const mib = 1024 * 1024

/** Names begin with the tool's id; what cannot be told is sent to every tool in turn anyway. */
function fixturesOf(integration: string): Buffer[] {
  const files = readdirSync(fixtureFolder).filter((name) => name.endsWith('.json') && !name.endsWith('.headers.json'))
  const own = files.filter((name) => name.startsWith(integration.split('-')[0] ?? integration))
  return (own.length > 0 ? own : files).map((name) => readFileSync(join(fixtureFolder, name)))
}

async function count(server: TestServer, house: House, table: 'delivery' | 'alert' | 'observation'): Promise<number> {
  return inOrganization(server.services.database, house.organizationId, systemActor('test'), async ({ db }) => {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(db)
    return rows[0]?.count ?? -1
  })
}

describe.each(engines)('bad input, on %s', (engine) => {
  const closing: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })

  async function begin(environment: Record<string, string> = {}) {
    const server = await startTestServer(engine, { environment: { TICKMARK_LOG_LEVEL: 'error', ...environment } })
    closing.push(() => server.close())
    const house = await server.newHouse()
    return { server, house, admin: await house.tokenAs('admin') }
  }

  test(`${payloadsOn(engine)} payloads gone wrong, over every tool: no 5xx, no hang, nothing lost, memory flat`, {
    timeout: 600_000,
  }, async () => {
    const { server, house, admin } = await begin()
    const sources: { source: TestSource; fixtures: Buffer[] }[] = []
    for (const integration of integrationIds) {
      sources.push({ source: await connectSource(admin, { integration, name: `A ${integration}` }), fixtures: fixturesOf(integration) })
      const secret = 'whsec_RVhBTVBMRS1FWEFNUExFLUVYQU1QTEU='
      sources.push({
        source: await connectSource(admin, { integration, name: `Signed ${integration}`, secret }),
        fixtures: fixturesOf(integration),
      })
    }
    const total = payloadsOn(engine)
    const dice = diceOf(seed)
    const answers = new Map<number, number>()
    let slowest = 0
    let sent = 0
    let heapBefore = 0
    const worker = async () => {
      while (sent < total) {
        sent += 1
        if (sent === Math.floor(total / 4)) heapBefore = heapUsed()
        const { source, fixtures } = dice.pick(sources)
        const body = new Uint8Array(mutate(dice.pick(fixtures), dice))
        const started = performance.now()
        const { status } = await sendTo(server.url, source.hookPath, body, oddHeader(dice))
        slowest = Math.max(slowest, performance.now() - started)
        answers.set(status, (answers.get(status) ?? 0) + 1)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, worker))
    const statuses = Object.fromEntries([...answers].sort(([left], [right]) => left - right))
    expect(Object.keys(statuses).filter((status) => Number(status) >= 500)).toEqual([])
    expect(
      Object.keys(statuses)
        .map(Number)
        .filter((status) => ![202, 401, 422].includes(status)),
    ).toEqual([])
    expect(await count(server, house, 'delivery')).toBe(total)
    expect(server.lines.filter(({ level }) => level >= 50)).toEqual([])
    expect(slowest).toBeLessThan(30_000)
    expect((heapUsed() - heapBefore) / mib).toBeLessThan(48)
  })

  test('a body that drips is cut off in time, and one that never ends is not waited for', async () => {
    const { server, house, admin } = await begin({ TICKMARK_BODY_TIMEOUT: '1s' })
    const source = await connectSource(admin)
    const url = new URL(server.url)
    const started = performance.now()
    const answer = await new Promise<string>((resolve) => {
      const socket = createConnection({ host: url.hostname, port: Number(url.port) })
      let heard = ''
      socket.on('data', (piece) => {
        heard += piece.toString('latin1')
      })
      socket.on('close', () => resolve(heard))
      socket.on('error', () => resolve(heard))
      socket.write(
        `POST ${source.hookPath} HTTP/1.1\r\nhost: ${url.host}\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{`,
      )
      const drip = setInterval(() => socket.write(' '), 100)
      socket.on('close', () => clearInterval(drip))
    })
    expect(performance.now() - started).toBeLessThan(8000)
    expect(answer).toMatch(/^HTTP\/1\.1 408 /)
    expect(await count(server, house, 'delivery')).toBe(0)
    expect((await sendTo(server.url, source.hookPath, alertGroup([{ name: 'After' }]))).status).toBe(202)
  })

  test('one delivery that cannot be written does not cost the others that came with it', async () => {
    const { server, house, admin } = await begin()
    const source = await connectSource(admin)
    const { database } = server.services
    // A poison only the database knows: no integration could have seen it coming.
    await database.execute(`create function poison() returns trigger language plpgsql as $$
      begin if new.title = 'Poison' then raise exception 'poisoned'; end if; return new; end $$`)
    await database.execute('create trigger poison before insert on alert for each row execute function poison()')
    const names = Array.from({ length: 40 }, (_, at) => (at === 17 ? 'Poison' : `Good${at}`))
    const sent = await Promise.all(names.map((name) => sendTo(server.url, source.hookPath, alertGroup([{ name }]))))
    expect(sent.map(({ status }) => status)).toEqual(names.map(() => 202))
    expect(sent.map(({ body }) => body.state)).toEqual(names.map((name) => (name === 'Poison' ? 'refused' : 'accepted')))
    expect(await count(server, house, 'delivery')).toBe(40)
    expect(await count(server, house, 'alert')).toBe(39)
    await database.execute('drop trigger poison on alert')
    const again = await admin.fetchJson('POST', `/deliveries/${sent[17]?.body.delivery_id}/reinterpret`)
    expect(again).toMatchObject({ status: 200, body: { state: 'accepted', observations: 1 } })
  })
})

describe.runIf(engines.includes('postgresql'))('two servers on one PostgreSQL', () => {
  test('the same alerts delivered to both at once are each one alert, with numbers that have no hole', async () => {
    const shared = await openTestDatabase('postgresql')
    if (shared.url === null) throw new Error('a PostgreSQL has an address')
    const first = await startTestServer('postgresql', { overrides: { database: shared } })
    const environment = { TICKMARK_DATA_DIR: first.services.config.dataDirectory }
    const database = await openDatabase({ kind: 'postgresql', url: shared.url, poolSize: 4 })
    const second = await startTestServer('postgresql', { environment, overrides: { database } })
    try {
      const house = await first.newHouse()
      const admin = await house.tokenAs('admin')
      const source = await connectSource(admin)
      const names = Array.from({ length: 60 }, (_, at) => `Both${at}`)
      const send = (server: TestServer, name: string, receiver: string) =>
        sendTo(server.url, source.hookPath, alertGroup([{ name }], { receiver }))
      const answers = await Promise.all(
        names.flatMap((name) => [send(first, name, 'one'), send(second, name, 'other'), send(second, name, 'one')]),
      )
      expect(answers.every(({ status }) => status === 202)).toBe(true)
      expect(answers.filter(({ body }) => body.state === 'repeated')).toHaveLength(60)
      expect(await count(first, house, 'alert')).toBe(60)
      expect(await count(first, house, 'observation')).toBe(120)
      const { body } = await admin.fetchJson<{ items: { number: string }[] }>('GET', '/alerts?limit=100')
      expect(body.items.map(({ number }) => Number(number.slice(4))).sort((a, b) => a - b)).toEqual(names.map((_, at) => at + 1))
    } finally {
      await second.close()
      await first.close()
    }
  })
})
