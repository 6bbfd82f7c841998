// Does fsck find nothing where everything is right, also while entries wait, and name exactly what somebody with the database in hand changed?
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '../../src/core/kernel/actor.ts'
import { day, formatInstant, hour, toInstant } from '../../src/core/kernel/instant.ts'
import { inOrganization } from '../../src/database/inOrganization.ts'
import { recordDays } from '../../src/server/coverage/recordDays.ts'
import { sweepGaps } from '../../src/server/coverage/sweepGaps.ts'
import { anchorDue } from '../../src/server/ledger/anchor.job.ts'
import { type FsckReport, fsck } from '../../src/server/ledger/fsck.ts'
import { ledgerKeys } from '../../src/server/ledger/ledgerKeys.ts'
import { sealAll } from '../../src/server/ledger/sealLedger.ts'
import { engines } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { alertGroup, connectSource, sendTo } from '../support/hooks.ts'
import { type House, type SignedInCaller, startTestServer, type TestServer } from '../support/server.ts'
import { type Tampering, tamperedTables, tamperings } from '../support/tamperings.ts'

describe.each(engines)('fsck on %s', (engine) => {
  let server: TestServer
  let house: House
  let admin: SignedInCaller
  const anchors = mkdtempSync(join(tmpdir(), 'tickmark-fsck-'))

  const check = (most = 1): Promise<FsckReport> =>
    fsck(server.services.database, house.organizationId, { keys: server.services.ledgerKeys, most })

  async function call(method: string, path: string, body?: unknown, status?: number) {
    const answer = await admin.fetchJson<Record<string, never>>(method, path, body)
    if (status !== undefined) expect(`${answer.status} ${answer.text}`).toMatch(new RegExp(`^${status} `))
    return answer.body
  }

  async function buildPackage() {
    const yesterday = formatInstant(toInstant(server.clock.now() - day)).slice(0, 10)
    const body = { name: 'Up to yesterday', first_day: '2026-01-01', last_day: yesterday }
    const audit = (await call('POST', '/audits', body, 201)) as unknown as { id: string }
    await call('POST', `/audits/${audit.id}/packages`, undefined, 202)
    await eventually(async () => {
      const { packages } = (await call('GET', `/audits/${audit.id}`)) as unknown as { packages: { state: string; error: string | null }[] }
      expect(packages).toMatchObject([{ state: 'ready', error: null }])
    }, 60_000)
  }

  beforeAll(async () => {
    server = await startTestServer(engine)
    house = await server.newHouse()
    admin = await house.signInAs('admin')
    const viewer = await house.signInAs('viewer')
    await call('POST', `/people/${viewer.personId}/end-access`, undefined, 200)
    await call('PATCH', '/organization', { name: 'Example and Sons' }, 200)
    const { token } = (await call('POST', '/tokens', { name: 'Scripts', role: 'viewer' }, 201)) as unknown as { token: { id: string } }
    await call('POST', '/tokens', { name: 'More scripts', role: 'viewer' }, 201)
    await call('DELETE', `/tokens/${token.id}`)
    const source = await connectSource(admin, { heartbeat_seconds: 3600 })
    await call('PATCH', `/sources/${source.id}`, { review_target_seconds: 600 }, 200)
    const other = await connectSource(admin)
    await call('POST', `/sources/${other.id}/retire`, { reason: 'Replaced by another one.' }, 200)
    await sendTo(server.url, source.hookPath, alertGroup([{ name: 'DiskFull' }, { name: 'HostDown' }, { name: 'Slow' }]))
    await sendTo(server.url, source.hookPath, alertGroup([{ name: 'DiskFull' }, { name: 'HostDown' }, { name: 'Slow' }]))
    await sendTo(server.url, source.hookPath, alertGroup([{ name: 'HostDown', status: 'resolved' }]))
    await sendTo(server.url, source.hookPath, 'this is no JSON')
    const { items } = (await call('GET', '/alerts', undefined, 200)) as unknown as { items: { id: string }[] }
    expect(items).toHaveLength(3)
    await call('POST', `/alerts/${items[0]?.id}/review`, { disposition: 'benign', reason: 'Known and allowed.' }, 201)
    await call('POST', `/alerts/${items[0]?.id}/review/correct`, { disposition: 'false-positive', reason: 'The rule was wrong.' }, 201)
    await call('POST', `/alerts/${items[1]?.id}/review`, { disposition: 'test', reason: 'Sent to test.' }, 201)
    // Two days in which the source was silent while Tickmark watched, hour by hour.
    for (let hours = 0; hours < 50; hours++) {
      server.clock.advance(hour)
      await sweepGaps(server.services, house.organizationId, server.services.clock())
    }
    await recordDays(server.services, house.organizationId, server.services.clock())
    await sendTo(server.url, source.heartbeatPath, {})
    const gaps = (await call('GET', '/gaps', undefined, 200)) as unknown as { items: { id: string }[] }
    expect(gaps.items).not.toHaveLength(0)
    await call('POST', `/gaps/${gaps.items[0]?.id}/explain`, { explanation: 'The machine room was without power.' }, 201)
    await buildPackage()
    await call('POST', '/ledger/destinations', { name: 'A disk', settings: { kind: 'directory', path: anchors } }, 201)
    await sealAll(server.services, house.organizationId)
    await anchorDue(server.services, house.organizationId)
    await sealAll(server.services, house.organizationId)
  })
  afterAll(async () => {
    await server.close()
    rmSync(anchors, { recursive: true, force: true })
  })

  test('finds nothing where nobody changed anything, and has looked at every table that has entries', async () => {
    const report = await check(1000)
    expect(report.disagreements.map(({ sentence }) => sentence)).toEqual([])
    expect(report.entries).toBeGreaterThan(20)
    for (const table of tamperedTables) {
      const { rows } = await server.services.database.execute<{ count: number }>(
        `select count(*) as count from ${table} where org_id = '${house.organizationId}'`,
      )
      expect(`${table} ${Number(rows[0]?.count) > 0}`).toBe(`${table} true`)
    }
  })

  test('what waits to be sealed counts as recorded', async () => {
    await inOrganization(server.services.database, house.organizationId, systemActor('test'), (tx) =>
      tx.db.updateTable('ledger').set({ halted: 'Stopped by the test.' }).execute(),
    )
    const source = await connectSource(admin)
    await sendTo(server.url, source.hookPath, alertGroup([{ name: 'WhileHalted' }]))
    const { items } = (await call('GET', '/alerts', undefined, 200)) as unknown as { items: { id: string }[] }
    await call('POST', `/alerts/${items[0]?.id}/review`, { disposition: 'benign', reason: 'Known and allowed.' }, 201)
    expect((await check(1000)).disagreements.map(({ sentence }) => sentence)).toEqual([])
    await inOrganization(server.services.database, house.organizationId, systemActor('test'), (tx) =>
      tx.db.updateTable('ledger').set({ halted: null }).execute(),
    )
    await sealAll(server.services, house.organizationId)
    expect((await check(1000)).disagreements.map(({ sentence }) => sentence)).toEqual([])
  })

  async function run(statements: string) {
    await server.services.database.session(async ({ query }) => {
      for (const statement of statements.split('; ')) await query(statement)
    })
  }

  /** As the owner, with the triggers disabled, as docs/guarantees.md says an owner can. */
  async function whileTampered(tampering: Tampering, look: () => Promise<void>) {
    const { table } = tampering
    const own = (sql: string) => sql.replaceAll('$org', `'${house.organizationId}'`)
    await run(own(`alter table ${table} disable trigger all; ${tampering.do}`))
    try {
      await look()
    } finally {
      await run(own(`${tampering.undo}; drop table fsck_undo`))
    }
  }

  test.each(tamperings)('names %s', async (_what, tampering, where) => {
    await whileTampered(tampering, async () => {
      const [found] = (await check()).disagreements
      expect(found).toMatchObject({ table: where.table, column: where.column })
      if (where.found) expect(found?.found).toMatch(where.found)
      if (where.expected) expect(found?.expected).toMatch(where.expected)
      expect(found?.sentence).toContain(where.table)
    })
    expect((await check()).disagreements).toEqual([])
  })

  test('names a row that no entry speaks of', async () => {
    const copied = `insert into person select org_id, 'per_' || repeat('e', 32), 'ghost@example.com', 'Ghost', 'admin', active_from, null, null, created_at
      from person where org_id = $org limit 1`
    const tampering = {
      table: 'person',
      do: `create table fsck_undo (x int); ${copied}`,
      undo: `delete from person where org_id = $org and name = 'Ghost'`,
    }
    await whileTampered(tampering, async () => {
      const [found] = (await check()).disagreements
      expect(found).toMatchObject({ table: 'person', row: `person_id=per_${'e'.repeat(32)}`, column: null, found: 'such a row' })
    })
  })

  test('a history rewritten throughout is caught by the checkpoint that was signed over it', async () => {
    const forge = `with forged as (
        select index, replace(convert_from(header, 'UTF8'), '"at":1', '"at":2') as header from ledger_entry where org_id = $org and index = 5
      )
      update ledger_entry e set header = convert_to(f.header, 'UTF8'), leaf_hash = sha256('\\x00'::bytea || convert_to(f.header, 'UTF8')),
        at = to_timestamp((substring(f.header from '"at":(\\d+)'))::numeric / 1000)
      from forged f where e.org_id = $org and e.index = f.index`
    const tampering = {
      table: 'ledger_entry',
      do: `create table fsck_undo as select * from ledger_entry where org_id = $org and index = 5; ${forge}`,
      undo: `update ledger_entry e set header = u.header, leaf_hash = u.leaf_hash, at = u.at from fsck_undo u where e.org_id = u.org_id and e.index = u.index`,
    }
    await whileTampered(tampering, async () => {
      const report = await check(1000)
      expect(report.disagreements[0]).toMatchObject({ table: 'checkpoint', column: 'root' })
      expect(report.disagreements.some(({ table }) => table === 'ledger_node')).toBe(true)
    })
  })

  test('looks with the key it is given: under another seed no checkpoint counts', async () => {
    const report = await fsck(server.services.database, house.organizationId, { keys: ledgerKeys(new Uint8Array(32)), most: 1 })
    expect(report.disagreements[0]).toMatchObject({ table: 'checkpoint', column: 'note' })
  })
})
