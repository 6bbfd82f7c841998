// The server and its database killed again and again under load: whatever was answered 202 is there, once, and every checkpoint holds.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterEach, describe, expect, test } from 'vitest'
import { systemActor } from '../../src/core/kernel/actor.ts'
import type { OrganizationId } from '../../src/core/kernel/ids.ts'
import { openDatabase } from '../../src/database/connect.ts'
import { inOrganization, type OrganizationTx } from '../../src/database/inOrganization.ts'
import { freePort, untilSealed, verifyLedger } from '../support/afterCrash.ts'
import { startCrashablePostgres } from '../support/crashablePostgres.ts'
import { engines } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { alertGroup, sendTo } from '../support/hooks.ts'
import { type ServerProcess, startServerProcess } from '../support/serverProcess.ts'

/** The full measure is 25 and 5: `CRASH_KILLS=25 CRASH_DATABASE_KILLS=5`. */
const serverKills = Number(process.env.CRASH_KILLS ?? 2)
const databaseKills = Number(process.env.CRASH_DATABASE_KILLS ?? 1)
const clients = 8

type Acknowledged = { deliveryId: string; name: string }

/** Tools as they are: each sends one alert after the other, and the same one again until it is told that it is kept. */
function startClients(url: () => string) {
  const acknowledged: Acknowledged[] = []
  const wrong: string[] = []
  let stopped = false
  const run = async (client: number) => {
    for (let serial = 0; !stopped; serial++) {
      const name = `Crash${client}x${serial}`
      const group = alertGroup([{ name }])
      const body = { ...group, alerts: group.alerts.map((alert) => ({ ...alert, fingerprint: name })) }
      for (;;) {
        try {
          const hook = new URL(url())
          const answer = await sendTo(hook.origin, hook.pathname, body, { connection: 'close' })
          if (answer.status === 202) {
            acknowledged.push({ deliveryId: answer.body.delivery_id, name })
            break
          }
          if (answer.status !== 503) wrong.push(`${answer.status} ${JSON.stringify(answer.body)}`)
        } catch {
          // Nobody listens just now: a tool waits and tries again.
        }
        if (stopped) break
        await pause(20)
      }
    }
  }
  const running = Promise.all(Array.from({ length: clients }, (_, client) => run(client)))
  return {
    acknowledged,
    wrong,
    stop: async () => {
      stopped = true
      await running
    },
  }
}

async function verifyIntake(tx: OrganizationTx, acknowledged: readonly Acknowledged[]) {
  const { rows: deliveries } = await sql<{ delivery_id: string }>`select delivery_id from delivery`.execute(tx.db)
  const kept = new Set(deliveries.map((row) => row.delivery_id))
  expect(acknowledged.filter(({ deliveryId }) => !kept.has(deliveryId))).toEqual([])
  const { rows: alerts } = await sql<{ fingerprint: string; count: number; observations: number }>`
    select fingerprint, count(*) as count, sum(observations)::int as observations from alert group by 1`.execute(tx.db)
  expect(alerts.filter(({ count, observations }) => count !== 1 || observations !== 1)).toEqual([])
  const found = new Set(alerts.map(({ fingerprint }) => fingerprint))
  expect(acknowledged.filter(({ name }) => !found.has(name))).toEqual([])
  const { rows: numbers } = await sql<{ first: number; last: number; count: number }>`
    select min(number) as first, max(number) as last, count(*) as count from alert`.execute(tx.db)
  expect(numbers).toEqual([{ first: 1, last: alerts.length, count: alerts.length }])
  const { rows: entries } = await sql<{ kind: string; count: number; objects: number }>`
    select kind, count(*) as count, count(distinct obj) as objects from ledger_entry where kind like 'delivery.%' or kind like 'alert.%'
    group by 1 order by 1`.execute(tx.db)
  expect(entries).toEqual([
    { kind: 'alert.received', count: alerts.length, objects: alerts.length },
    { kind: 'delivery.received', count: deliveries.length, objects: deliveries.length },
  ])
}

describe.each(engines)('a server that is killed, on %s', (engine) => {
  const closing: (() => Promise<unknown> | unknown)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })

  test(`${serverKills} times, and its database ${engine === 'pglite' ? 'with it' : `${databaseKills} times`}: nothing answered 202 is lost or doubled`, {
    timeout: 1_800_000,
  }, async ({ skip }) => {
    const directory = mkdtempSync(join(tmpdir(), 'tickmark-crash-'))
    closing.push(() => rmSync(directory, { recursive: true, force: true }))
    const postgres = engine === 'pglite' ? null : await startCrashablePostgres()
    if (postgres !== null && 'missing' in postgres) return skip(`not tried: ${postgres.missing}`)
    if (postgres !== null) closing.push(() => postgres.stop())
    const url = postgres?.url ?? null
    const port = await freePort()
    let server: ServerProcess = await startServerProcess(directory, url, port)
    closing.push(() => server.kill())
    const load = startClients(() => server.hookUrl)
    closing.push(() => load.stop())
    const some = async (count: number) => {
      const from = load.acknowledged.length
      await eventually(() => expect(load.acknowledged.length - from).toBeGreaterThan(count), 60_000)
    }
    for (let kill = 0; kill < serverKills; kill++) {
      await some(40)
      await pause((kill * 37) % 200)
      await server.kill()
      server = await startServerProcess(directory, url, port)
    }
    for (let kill = 0; postgres !== null && kill < databaseKills; kill++) {
      await some(40)
      await postgres.crash()
    }
    await some(40)
    await load.stop()
    if (postgres !== null) {
      const watching = await openDatabase({ kind: 'postgresql', url: postgres.url, poolSize: 1 })
      await untilSealed(watching, server.organizationId as OrganizationId)
      await watching.close()
    }
    await server.stop()
    expect(load.wrong).toEqual([])
    const database = await openDatabase(
      postgres === null
        ? { kind: 'pglite', directory: join(directory, 'database') }
        : { kind: 'postgresql', url: postgres.url, poolSize: 2 },
    )
    closing.push(() => database.close())
    await inOrganization(database, server.organizationId as OrganizationId, systemActor('test'), async (tx) => {
      await verifyIntake(tx, load.acknowledged)
      await verifyLedger(tx, directory)
    })
  })
})
