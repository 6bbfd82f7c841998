// The server killed again and again while an incident is worked on: each step, piece of evidence and notice that was answered is there, once.
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
import { fileBlobStore } from '../../src/server/files/fileBlobStore.ts'
import { fsck } from '../../src/server/ledger/fsck.ts'
import { openLedgerKeys } from '../../src/server/ledger/ledgerKeys.ts'
import { freePort, untilSealed, verifyLedger } from '../support/afterCrash.ts'
import { startCrashablePostgres } from '../support/crashablePostgres.ts'
import { engines } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { type Acknowledged, incidentClients } from '../support/incidentClients.ts'
import { type ServerProcess, startServerProcess } from '../support/serverProcess.ts'
import { startSmtpSink } from '../support/smtpSink.ts'

/** The full measure is 15: `CRASH_INCIDENT_KILLS=15`. */
const kills = Number(process.env.CRASH_INCIDENT_KILLS ?? 2)

async function counts(tx: OrganizationTx, query: ReturnType<typeof sql<{ name: string; count: number }>>): Promise<Map<string, number>> {
  const { rows } = await query.execute(tx.db)
  return new Map(rows.map(({ name, count }) => [name, Number(count)]))
}

/** Each of what was answered stands once, and nothing stands twice, whether it was answered or not. */
function expectOnce(answered: readonly string[], kept: ReadonlyMap<string, number>) {
  expect(answered.filter((name) => kept.get(name) !== 1)).toEqual([])
  expect([...kept].filter(([, count]) => count !== 1)).toEqual([])
}

async function verifyWork(tx: OrganizationTx, { marks, evidence, recorded, mailed }: Acknowledged, mails: number) {
  expectOnce(marks, await counts(tx, sql`select note as name, count(*) as count from step_mark where note is not null group by 1`))
  expectOnce(
    evidence.map(({ id }) => id),
    await counts(tx, sql`select min(evidence_id) as name, count(*) as count from evidence_item group by upload_id`),
  )
  const hashes = await counts(tx, sql`select encode(sha256, 'hex') as name, count(*) as count from evidence_item group by 1`)
  expectOnce(
    evidence.map(({ sha256 }) => sha256),
    hashes,
  )
  const sent = await counts(tx, sql`select notice_id as name, count(*) as count from notice_event where kind = 'sent' group by 1`)
  expectOnce(recorded, sent)
  // A mail that was under way is sent once more when its job's time is over: until then it waits, and is not forgotten.
  const waiting = await counts(tx, sql`select notice_id as name, 1 as count from notice where state = 'sending'`)
  expect(mailed.filter((id) => sent.get(id) !== 1 && !waiting.has(id))).toEqual([])
  expect(mails).toBeGreaterThanOrEqual(mailed.filter((id) => sent.get(id) === 1).length)
  const { rows: entries } = await sql<{ kind: string; count: number }>`
    select kind, count(*)::int as count from ledger_entry where kind in ('step.marked', 'evidence.captured', 'notice.sent') group by 1 order by 1`.execute(
    tx.db,
  )
  const { rows } = await sql<{ kind: string; count: number }>`
    select 'evidence.captured' as kind, count(*)::int as count from evidence_item
    union all select 'notice.sent', count(*)::int from notice where state = 'sent'
    union all select 'step.marked', count(*)::int from step_mark order by 1`.execute(tx.db)
  expect(entries).toEqual(rows)
}

describe.each(engines)('an incident whose server is killed, on %s', (engine) => {
  const closing: (() => Promise<unknown> | unknown)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })

  test(`${kills} times: no step, evidence or notice that was answered is lost or doubled`, { timeout: 1_800_000 }, async ({ skip }) => {
    const directory = mkdtempSync(join(tmpdir(), 'tickmark-crash-'))
    closing.push(() => rmSync(directory, { recursive: true, force: true }))
    const postgres = engine === 'pglite' ? null : await startCrashablePostgres()
    if (postgres !== null && 'missing' in postgres) return skip(`not tried: ${postgres.missing}`)
    if (postgres !== null) closing.push(() => postgres.stop())
    const sink = await startSmtpSink()
    closing.push(() => sink.close())
    const [url, port] = [postgres?.url ?? null, await freePort()]
    const settings = { TICKMARK_SMTP_URL: sink.url, TICKMARK_MAIL_FROM: 'Tickmark <notices@tickmark.example.com>' }
    const start = () => startServerProcess(directory, url, port, [], settings)
    let server: ServerProcess = await start()
    closing.push(() => server.kill())

    const where = { url: () => new URL(server.hookUrl).origin, cookie: server.cookie }
    const declared = await fetch(`${where.url()}/api/v1/incidents`, {
      method: 'POST',
      headers: { cookie: where.cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
      body: JSON.stringify({ origin: 'report', title: 'Worked on while everything falls' }),
    })
    expect(declared.status).toBe(201)
    const { id: incidentId } = (await declared.json()) as { id: string }
    const clients = incidentClients({ ...where, incidentId })
    const run = await clients.post('/runs', { document_id: 'leaked-cloud-credential' })
    const load = clients.start(run?.body.id ?? '', ['say-so', 'severity', 'read-events'])
    closing.push(() => load.stop())
    const some = async () => {
      const { marks, evidence, recorded, mailed } = clients.done
      const from = [marks.length, evidence.length, recorded.length + mailed.length]
      await eventually(() => {
        const more = [marks.length, evidence.length, recorded.length + mailed.length].map((count, place) => count - (from[place] ?? 0))
        expect(Math.min(...more)).toBeGreaterThan(3)
      }, 60_000)
    }
    for (let kill = 0; kill < kills; kill++) {
      await some()
      await pause((kill * 37) % 200)
      await server.kill()
      server = await start()
    }
    await some()
    await load.stop()
    if (postgres !== null) {
      const watching = await openDatabase({ kind: 'postgresql', url: postgres.url, poolSize: 1 })
      await untilSealed(watching, server.organizationId as OrganizationId)
      await watching.close()
    }
    await server.stop()
    expect(clients.wrong).toEqual([])
    const database = await openDatabase(
      postgres === null
        ? { kind: 'pglite', directory: join(directory, 'database') }
        : { kind: 'postgresql', url: postgres.url, poolSize: 2 },
    )
    closing.push(() => database.close())
    const organizationId = server.organizationId as OrganizationId
    await inOrganization(database, organizationId, systemActor('test'), async (tx) => {
      await verifyWork(tx, clients.done, sink.mails.length)
      await verifyLedger(tx, directory)
    })
    const keys = openLedgerKeys(join(directory, 'keys', 'signing.seed'))
    const report = await fsck(database, organizationId, { keys, most: 20, blobs: fileBlobStore(join(directory, 'files')) })
    expect(report.disagreements.map(({ sentence }) => sentence)).toEqual([])
  })
})
