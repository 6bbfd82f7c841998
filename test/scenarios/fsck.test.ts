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

/** What the database's owner does, triggers and walls out of the way; and how it is undone, so that the next change starts clean. */
type Tampering = { table: string; do: string; undo: string }

function changed(table: string, column: string, to: string, where: string): Tampering {
  return {
    table,
    do: `create table fsck_undo as select * from ${table} where ${where}; update ${table} set ${column} = ${to} where ${where}`,
    undo: `update ${table} t set ${column} = u.${column} from fsck_undo u where t.org_id = u.org_id and t.${keyOf(table)} = u.${keyOf(table)}${moreKeys(table)}`,
  }
}

function removed(table: string, where: string): Tampering {
  return {
    table,
    do: `create table fsck_undo as select * from ${table} where ${where}; delete from ${table} where ${where}`,
    undo: `insert into ${table} ${table === 'ledger_inbox' ? 'overriding system value ' : ''}select * from fsck_undo`,
  }
}

const keys: Record<string, string[]> = {
  ledger: ['org_id'],
  ledger_entry: ['index'],
  ledger_node: ['level', 'position'],
  ledger_opening: ['entry_id', 'slot'],
  checkpoint: ['size'],
  organization: ['org_id'],
  alert: ['alert_id'],
  review: ['review_id'],
  delivery: ['delivery_id'],
  delivery_body: ['sha256'],
  source: ['source_id'],
  coverage_day: ['source_id', 'day'],
  coverage_gap: ['gap_id'],
  person: ['person_id'],
  api_token: ['token_id'],
  anchor: ['anchor_id'],
  audit: ['audit_id'],
  audit_package: ['package_id'],
}
const keyOf = (table: string) => keys[table]?.[0] ?? 'org_id'
const moreKeys = (table: string) =>
  (keys[table] ?? [])
    .slice(1)
    .map((key) => ` and t.${key} = u.${key}`)
    .join('')

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
    for (const table of Object.keys(keys)) {
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

  const first = (table: string, more = 'true') =>
    `${keyOf(table)} = (select ${keyOf(table)} from ${table} where org_id = $org and ${more} order by ${keyOf(table)} limit 1)`
  const one = (table: string, more = 'true') => `org_id = $org and ${more} and ${first(table, more)}`

  const cases: [string, Tampering, { table: string; column: string | null; found?: RegExp; expected?: RegExp }][] = [
    [
      'an alert’s title',
      changed('alert', 'title', "'Nothing to see here'", one('alert')),
      { table: 'alert', column: 'title', found: /Nothing to see/ },
    ],
    [
      'an alert’s severity',
      changed('alert', 'severity', "'info'", one('alert')),
      { table: 'alert', column: 'severity', expected: /warning/ },
    ],
    [
      'when an alert was received',
      changed('alert', 'received_at', "received_at - interval '1 hour'", one('alert')),
      { table: 'alert', column: 'received_at' },
    ],
    [
      'the promise it is judged by',
      changed('alert', 'review_target_seconds', '999999', one('alert')),
      { table: 'alert', column: 'review_target_seconds' },
    ],
    [
      'that it ended',
      changed('alert', 'resolved_at', 'null', one('alert', 'resolved_at is not null')),
      { table: 'alert', column: 'resolved_at', found: /nothing/ },
    ],
    [
      'when it was first reviewed',
      changed('alert', 'first_reviewed_at', "first_reviewed_at - interval '1 minute'", one('alert', 'first_reviewed_at is not null')),
      { table: 'alert', column: 'first_reviewed_at' },
    ],
    ['an alert, taken out', removed('alert', one('alert')), { table: 'alert', column: null, found: /no such row/ }],
    [
      'a review’s disposition',
      changed('review', 'disposition', "'incident'", one('review')),
      { table: 'review', column: 'disposition', found: /incident/ },
    ],
    ['a review’s reason', changed('review', 'reason', "'Looked into it thoroughly'", one('review')), { table: 'review', column: 'reason' }],
    [
      'the reviewer’s name',
      changed('review', 'reviewer_name', "'Somebody else'", one('review')),
      { table: 'review', column: 'reviewer_name', found: /Somebody else/ },
    ],
    [
      'when it was reviewed',
      changed('review', 'reviewed_at', "reviewed_at - interval '1 day'", one('review')),
      { table: 'review', column: 'reviewed_at' },
    ],
    ['a review, taken out', removed('review', one('review')), { table: 'review', column: null, found: /no such row/ }],
    [
      'what became of a delivery',
      changed('delivery', 'state', "'accepted'", one('delivery', "state = 'refused'")),
      { table: 'delivery', column: 'state', expected: /refused/ },
    ],
    [
      'which source sent it',
      changed(
        'delivery',
        'source_id',
        '(select source_id from source where org_id = $org and retired_at is not null limit 1)',
        one('delivery'),
      ),
      { table: 'delivery', column: 'source_id' },
    ],
    [
      'a delivery’s body',
      changed('delivery_body', 'bytes', "'other bytes'::bytea", one('delivery_body')),
      { table: 'delivery_body', column: 'bytes' },
    ],
    [
      'a source’s review target',
      changed('source', 'review_target_seconds', '60', one('source')),
      { table: 'source', column: 'review_target_seconds' },
    ],
    [
      'that a source was retired',
      changed('source', 'retired_at', 'null', one('source', 'retired_at is not null')),
      { table: 'source', column: 'retired_at' },
    ],
    [
      'how often a source was heard',
      changed('coverage_day', 'deliveries', 'deliveries + 7', one('coverage_day', 'recorded_at is not null')),
      { table: 'coverage_day', column: 'deliveries' },
    ],
    [
      'a day of coverage, taken out',
      removed('coverage_day', one('coverage_day', 'recorded_at is not null')),
      { table: 'coverage_day', column: null },
    ],
    [
      'when a gap began',
      changed('coverage_gap', 'started_at', "started_at + interval '20 hours'", one('coverage_gap')),
      { table: 'coverage_gap', column: 'started_at' },
    ],
    [
      'what explains a gap',
      changed('coverage_gap', 'explanation', "'Planned maintenance'", one('coverage_gap', 'explanation is not null')),
      { table: 'coverage_gap', column: 'explanation', expected: /power/ },
    ],
    ['a gap, taken out', removed('coverage_gap', one('coverage_gap')), { table: 'coverage_gap', column: null }],
    [
      'a person’s role',
      changed('person', 'role', "'admin'", one('person', "role = 'viewer'")),
      { table: 'person', column: 'role', expected: /viewer/ },
    ],
    [
      'that access ended',
      changed('person', 'active_until', 'null', one('person', 'active_until is not null')),
      { table: 'person', column: 'active_until' },
    ],
    ['a person’s name', changed('person', 'name', "'Another'", one('person')), { table: 'person', column: 'name' }],
    ['a token’s role', changed('api_token', 'role', "'admin'", one('api_token')), { table: 'api_token', column: 'role' }],
    [
      'that a token was revoked',
      changed('api_token', 'revoked_at', 'null', one('api_token', 'revoked_at is not null')),
      { table: 'api_token', column: 'revoked_at' },
    ],
    [
      'the organization’s time zone',
      changed('organization', 'time_zone', "'Asia/Tokyo'", 'org_id = $org'),
      { table: 'organization', column: 'time_zone', found: /Tokyo/ },
    ],
    [
      'an audit’s period',
      changed('audit', 'period_end', "period_end + interval '1 day'", one('audit')),
      { table: 'audit', column: 'period_end' },
    ],
    [
      'a package’s hash',
      changed('audit_package', 'sha256', "sha256('another file'::bytea)", one('audit_package')),
      { table: 'audit_package', column: 'sha256' },
    ],
    [
      'when a checkpoint was anchored',
      changed('anchor', 'anchored_at', "anchored_at - interval '1 day'", one('anchor')),
      { table: 'anchor', column: 'anchored_at' },
    ],
    [
      'an entry’s header',
      changed(
        'ledger_entry',
        'header',
        "convert_to(replace(convert_from(header, 'UTF8'), '\"at\":1', '\"at\":2'), 'UTF8')",
        one('ledger_entry'),
      ),
      { table: 'ledger_entry', column: 'leaf_hash' },
    ],
    [
      'an entry’s kind beside its header',
      changed('ledger_entry', 'kind', "'alert.resolved'", one('ledger_entry', "kind = 'alert.received'")),
      { table: 'ledger_entry', column: 'kind', expected: /alert\.received/ },
    ],
    [
      'when an entry was recorded, beside its header',
      changed('ledger_entry', 'recorded_at', "recorded_at - interval '1 day'", one('ledger_entry')),
      { table: 'ledger_entry', column: 'recorded_at' },
    ],
    [
      'an entry, taken out',
      removed('ledger_entry', `org_id = $org and index = 7`),
      { table: 'ledger_entry', column: null, found: /no such row/ },
    ],
    [
      'what an entry said in detail',
      changed('ledger_opening', 'bytes', 'convert_to(\'{"role":"admin"}\', \'UTF8\')', one('ledger_opening')),
      { table: 'ledger_opening', column: 'bytes' },
    ],
    [
      'an opening, taken out without an entry about it',
      removed('ledger_opening', one('ledger_opening')),
      { table: 'ledger_opening', column: null, found: /none/ },
    ],
    [
      'a node of the tree',
      changed('ledger_node', 'hash', "sha256('x'::bytea)", 'org_id = $org and level = 2 and position = 1'),
      { table: 'ledger_node', column: 'hash' },
    ],
    [
      'a node of the tree, taken out',
      removed('ledger_node', 'org_id = $org and level = 1 and position = 3'),
      { table: 'ledger_node', column: null },
    ],
    [
      'a checkpoint’s root',
      changed('checkpoint', 'root', "sha256('x'::bytea)", one('checkpoint')),
      { table: 'checkpoint', column: 'root' },
    ],
    [
      'a checkpoint’s signature',
      changed('checkpoint', 'note', "overlay(note placing 'AAAA' from length(note) - 12 for 4)", one('checkpoint')),
      { table: 'checkpoint', column: 'note' },
    ],
    [
      'the last checkpoint, taken out',
      removed('checkpoint', 'org_id = $org and size = (select max(size) from checkpoint where org_id = $org)'),
      { table: 'checkpoint', column: null },
    ],
    [
      'the stored frontier',
      changed('ledger', 'frontier', 'substr(frontier, 33)', 'org_id = $org'),
      { table: 'ledger', column: 'frontier' },
    ],
  ]

  test.each(cases)('names %s', async (_what, tampering, where) => {
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
