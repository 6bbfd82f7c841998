// `tickmark serve` as an operator meets it: an old Node, a wrong setting, a port in use, a link to begin with, and a quiet end.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from '../../src/database/connect.ts'
import { migrate } from '../../src/database/migrate.ts'
import { record } from '../../src/server/ledger/record.ts'
import { entryPage, ledgerStatus } from '../../src/server/ledger/views.ts'
import { engines, openTestDatabase } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { inside, someEntry } from '../support/ledgerHouse.ts'
import { startTestServer } from '../support/server.ts'

const command = fileURLToPath(new URL('../../bin/tickmark.mjs', import.meta.url))
const oldNode = 'data:text/javascript,Object.defineProperty(process.versions,"node",{value:"20.19.0"})'

type Run = { child: ChildProcess; output: () => string; ended: Promise<number | null> }

const running: Run[] = []

function tickmark(args: string[], environment: Record<string, string> = {}, nodeOptions: string[] = []): Run {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('TICKMARK_') && name !== 'DATABASE_URL'),
  )
  const child = spawn(process.execPath, [...nodeOptions, command, ...args], { env: { ...inherited, ...environment } })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (bytes) => {
      text += String(bytes)
    })
  }
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const run = { child, output: () => text, ended }
  running.push(run)
  return run
}

describe('tickmark serve', { timeout: 180_000 }, () => {
  let directory: string

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'tickmark-serve-'))
  })
  afterEach(async () => {
    for (const { child, ended } of running.splice(0)) {
      child.kill('SIGKILL')
      await ended
    }
  })
  afterAll(() => rmSync(directory, { recursive: true }))

  const environment = () => ({ TICKMARK_DATA_DIR: directory, TICKMARK_PORT: '0' })

  test('prints where it is and a set-up link, which is another one after a restart, and ends quietly when told to', async () => {
    const links: string[] = []
    for (let start = 0; start < 2; start++) {
      const server = tickmark(['serve'], environment())
      await eventually(() => expect(server.output()).toMatch(/\/setup#[\w-]{43}/), 60_000)
      const [link = ''] = /http:\/\/localhost:\d+\/setup#[\w-]{43}/.exec(server.output()) ?? []
      links.push(link)
      expect((await fetch(`${new URL(link).origin}/readyz`)).status).toBe(200)
      server.child.kill('SIGTERM')
      expect(await server.ended).toBe(0)
    }
    expect(new Set(links.map((link) => link.split('#')[1])).size).toBe(2)
  })

  test('says in a sentence that the port is in use, or the data directory', async () => {
    const first = tickmark(['serve'], environment())
    await eventually(() => expect(first.output()).toMatch(/Tickmark is at/), 60_000)
    const port = /localhost:(\d+)/.exec(first.output())?.[1] ?? ''
    const sameDirectory = tickmark(['serve'], environment())
    expect(await sameDirectory.ended).toBe(1)
    expect(sameDirectory.output()).toMatch(/is in use by process \d+/)
    const other = mkdtempSync(join(tmpdir(), 'tickmark-serve-'))
    const samePort = tickmark(['serve'], { TICKMARK_DATA_DIR: other, TICKMARK_PORT: port })
    expect(await samePort.ended).toBe(1)
    expect(samePort.output()).toContain(`Port ${port} on 127.0.0.1 is in use.`)
    expect(samePort.output()).not.toMatch(/\n {4}at /)
    rmSync(other, { recursive: true })
  })

  test('does not start with settings that are wrong, and names them all', async () => {
    const run = tickmark(['serve'], { TICKMARK_PORT: 'http', TICKMARK_HSOT: '::' })
    expect(await run.ended).toBe(1)
    expect(run.output()).toMatch(/TICKMARK_PORT must be a port/)
    expect(run.output()).toMatch(/TICKMARK_HSOT is not a setting.*TICKMARK_HOST/)
  })

  test('on a Node that is too old goes on with the one npm brought along, or says which is wanted', async () => {
    const run = tickmark(['help'], {}, ['--import', oldNode])
    const code = await run.ended
    if (process.platform === 'linux' && process.arch === 'x64') {
      expect([code, run.output()]).toEqual([0, expect.stringContaining('tickmark <command>')])
    } else {
      expect([code, run.output()]).toEqual([1, expect.stringContaining('needs Node 22.18 or later')])
    }
  })
})

test.skipIf(!engines.includes('postgresql'))(
  'three servers that start at once on one empty PostgreSQL database all come to answer',
  async () => {
    const database = await openTestDatabase('postgresql', { empty: true })
    const open = async () => {
      const own = await openDatabase({ kind: 'postgresql', url: database.url ?? '', poolSize: 4 })
      await migrate(own)
      return startTestServer('postgresql', { overrides: { database: own } })
    }
    const servers = await Promise.all([open(), open(), open()])
    try {
      for (const server of servers) expect((await server.anyone.fetchJson('GET', '/readyz')).status).toBe(200)
      const house = await servers[0]?.newHouse()
      const caller = await house?.signInAs('viewer')
      const there = await servers[1]?.anyone.fetchJson('GET', '/session', undefined, {
        authorization: `Bearer ${(await house?.tokenAs('viewer'))?.secret}`,
      })
      expect([caller?.role, there?.status]).toEqual(['viewer', 200])
    } finally {
      for (const server of servers) await server.close()
      await database.close()
    }
  },
)

test.skipIf(!engines.includes('postgresql'))('what a job puts on record while the server stops is sealed when it has stopped', async () => {
  const database = await openTestDatabase('postgresql', { empty: true })
  const own = await openDatabase({ kind: 'postgresql', url: database.url ?? '', poolSize: 4 })
  await migrate(own)
  const server = await startTestServer('postgresql', { overrides: { database: own } })
  try {
    const { organizationId } = await server.newHouse()
    const { services } = server
    const entry = someEntry(1, services.clock())
    const [started, stopping] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    await services.jobs.define('late', { retryLimit: 0, retryDelaySeconds: 1, expireInSeconds: 60 }, async () => {
      started.resolve()
      await stopping.promise
      await inside(services, organizationId, (tx) => record(tx, [entry], services.clock()))
    })
    await services.jobs.send('late', {})
    await started.promise
    const stop = services.jobs.stop
    services.jobs.stop = () => {
      stopping.resolve()
      return stop()
    }
    await server.close()
    const left = await inside({ ...services, database }, organizationId, (tx) => ledgerStatus(tx, services.ledgerKeys, null))
    const { items } = await inside({ ...services, database }, organizationId, (tx) => entryPage(tx, { kind: entry.kind, limit: 10 }))
    expect([left.pending, items.length]).toEqual([0, 1])
  } finally {
    await database.close()
  }
})
