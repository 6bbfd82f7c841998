// Is what a backup brings back what was there, on either engine, and is anything else refused?
import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '../../src/core/kernel/actor.ts'
import type { OrganizationId } from '../../src/core/kernel/ids.ts'
import { searchAlerts } from '../../src/database/alertSearch.ts'
import { readArchive, writeArchive } from '../../src/database/backup/archive.ts'
import { backUp } from '../../src/database/backup/backup.ts'
import { manifestName } from '../../src/database/backup/manifest.ts'
import { restore } from '../../src/database/backup/restore.ts'
import { inOrganization } from '../../src/database/inOrganization.ts'
import { type Engine, engines, newOrganization, now, openTestDatabase, type TestDatabase } from '../support/database.ts'
import { addAlert, bytes, fillEveryTable } from '../support/rows.ts'

const actor = systemActor('test')
const directory = mkdtempSync(join(tmpdir(), 'tickmark-backup-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

/** Two organizations with a row in every table. */
async function filled(engine: Engine): Promise<TestDatabase> {
  const database = await openTestDatabase(engine)
  await fillEveryTable(database, await newOrganization(database, { name: 'First “Ä”\n\\' }))
  await fillEveryTable(database, await newOrganization(database, { name: 'Second' }))
  return database
}

/** More rows than a page, and a row bigger than a page. */
async function addMuch(database: TestDatabase) {
  const second = await newOrganization(database, { name: 'Third' })
  await inOrganization(database, second, actor, async (tx) => {
    const noun = (place: number) => ({ org_id: second, noun: ['Zebra', 'apple', 'Äpfel', 'a b', '~', `n${place}`][place] ?? `n${place}` })
    await tx.db
      .insertInto('counter')
      .values(Array.from({ length: 4500 }, (_, place) => noun(place)))
      .execute()
    await tx.db.insertInto('ledger').values({ org_id: second, origin: 'example.com/t/3' }).execute()
    // Numbers of one to four digits: in the order of their texts 1000 would come before 2.
    await sql`insert into ledger_entry (org_id, index, entry_id, kind, obj, at, recorded_at, header, leaf_hash)
      select ${second}, n, gen_random_uuid(), 'alert.received', 'alr_1', now(), now(), '', sha256(n::text::bytea)
      from generate_series(0, 4499) as n`.execute(tx.db)
    await tx.db
      .insertInto('delivery_body')
      .values({ org_id: second, sha256: bytes(32), bytes: bytes(6_000_000) })
      .execute()
    await tx.db
      .insertInto('delivery_body')
      .values({ org_id: second, sha256: bytes(32), bytes: new Uint8Array() })
      .execute()
  })
}

const inboxRow = (organizationId: OrganizationId) => {
  return { org_id: organizationId, entry_id: randomUUID(), header: bytes(20), leaf_hash: bytes(32), recorded_at: now() }
}

/** Copies a backup, letting somebody change each entry on the way. */
async function tampered(file: string, change: (path: string, content: Buffer) => Buffer | null): Promise<string> {
  const copy = join(directory, `tampered-${Math.trunc(performance.now() * 1000)}.zip`)
  const [from, to] = [await readArchive(file), writeArchive(copy)]
  for (const path of from.paths) {
    const content = change(path, await buffer(await from.open(path)))
    if (content)
      await to.add(
        path,
        (async function* () {
          yield content
        })(),
      )
  }
  await to.finish()
  from.close()
  return copy
}

const pairs = engines.flatMap((from) => engines.map((to) => ({ from, to })))

describe.each(engines)('a backup made on %s', (from) => {
  let source: TestDatabase
  const file = join(directory, `${from}.zip`)

  beforeAll(async () => {
    source = await filled(from)
    await backUp(source, { file, madeAt: now() })
  })
  afterAll(() => source.close())

  test.each(pairs.filter((pair) => pair.from === from))('restores on $to with the same rows and hashes', async ({ to }) => {
    const large = join(directory, `${from}-${to}-large.zip`)
    if (to === engines[0]) await addMuch(source)
    await backUp(source, { file: large, madeAt: now() })
    const target = await openTestDatabase(to)
    const manifest = await restore(target, { file: large })
    const again = join(directory, `${from}-${to}.zip`)
    const second = await backUp(target, { file: again, madeAt: now() })
    expect(second.tables).toEqual(manifest.tables)
    expect(manifest.tables.find(({ name }) => name === 'counter')?.rows).toBe(4502)
    expect(manifest.tables.find(({ name }) => name === 'ledger_entry')?.rows).toBe(4502)
    const [first] = (await target.execute<{ id: OrganizationId }>('select id from door.organization_ids() as id')).rows
    // Numbers given from now on follow the restored ones.
    if (first) await inOrganization(target, first.id, actor, ({ db }) => db.insertInto('ledger_inbox').values(inboxRow(first.id)).execute())
    expect(manifest.tables.filter(({ rows }) => rows === 0)).toEqual([])
    await target.close()
  })

  test('is readable by its owner only, and never written over another file', async () => {
    expect(statSync(file).mode & 0o777).toBe(0o600)
    await expect(backUp(source, { file, madeAt: now() })).rejects.toThrow(/exists already/)
  })

  test('is restored into an empty database only', async () => {
    await expect(restore(source, { file })).rejects.toThrow(/There are organizations in this database already/)
  })

  test('is one instant, whatever is written meanwhile', async () => {
    const during = join(directory, `${from}-during.zip`)
    let backingUp = true
    const write = async () => {
      let made = 0
      for (; backingUp && made < 500; made++) await fillEveryTable(source, await newOrganization(source))
      return made
    }
    const writing = write()
    await backUp(source, { file: during, madeAt: now() })
    backingUp = false
    expect(await writing).toBeGreaterThan(0)
    const target = await openTestDatabase(from)
    await restore(target, { file: during })
    await target.close()
  })

  test('that was tampered with is refused, and nothing of it stays', async () => {
    const manifestOf = (content: Buffer) =>
      JSON.parse(content.toString()) as { tables: { name: string; rows: number; sha256: string }[]; migrations: { sha256: string }[] }
    const changes: Record<string, (path: string, content: Buffer) => Buffer | null> = {
      'another reason in a review': (path, content) =>
        path === 'tables/review.jsonl' ? Buffer.from(content.toString().replace('planned work', 'planned worK')) : content,
      'a row less': (path, content) => (path === 'tables/observation.jsonl' ? content.subarray(content.indexOf(0x0a) + 1) : content),
      'a row twice': (path, content) => (path === 'tables/counter.jsonl' ? Buffer.concat([content, content]) : content),
      'a table less': (path, content) => (path === 'tables/checkpoint.jsonl' ? null : content),
      'another hash in the manifest': (path, content) => {
        if (path !== manifestName) return content
        const manifest = manifestOf(content)
        for (const table of manifest.tables) if (table.name === 'review') table.sha256 = '0'.repeat(64)
        return Buffer.from(JSON.stringify(manifest))
      },
      'a table less, also in the manifest': (path, content) => {
        if (path === 'tables/checkpoint.jsonl') return null
        if (path !== manifestName) return content
        const manifest = manifestOf(content)
        return Buffer.from(JSON.stringify({ ...manifest, tables: manifest.tables.filter(({ name }) => name !== 'checkpoint') }))
      },
      'a path that climbs out': (path, content) =>
        path === manifestName
          ? Buffer.from(
              JSON.stringify({ ...manifestOf(content), files: [{ path: 'files/../../etc/passwd', size: 1, sha256: '0'.repeat(64) }] }),
            )
          : content,
      'another version’s schema': (path, content) => {
        if (path !== manifestName) return content
        const manifest = manifestOf(content)
        for (const migration of manifest.migrations) migration.sha256 = '1'.repeat(64)
        return Buffer.from(JSON.stringify(manifest))
      },
      'no manifest': (path, content) => (path === manifestName ? null : content),
    }
    const target = await openTestDatabase(from)
    for (const [what, change] of Object.entries(changes)) {
      await expect(restore(target, { file: await tampered(file, change) }), what).rejects.toThrow(/changed|another version/)
      const { rows } = await target.execute<{ n: number }>('select door.organization_count() as n')
      expect(rows[0]?.n, what).toBe(0)
    }
    await restore(target, { file })
    await target.close()
  })

  test('a row made up with a matching hash still meets the database’s own rules', async () => {
    const target = await openTestDatabase(from)
    let made = ''
    const forged = await tampered(file, (path, content) => {
      if (path === 'tables/review.jsonl') {
        made = content.toString().replace(/alr_[0-9a-f]{32}/, `alr_${'0'.repeat(32)}`)
        return Buffer.from(made)
      }
      return content
    })
    const rehashed = await tampered(forged, (path, content) => {
      if (path !== manifestName) return content
      const manifest = JSON.parse(content.toString()) as { tables: { name: string; sha256: string }[] }
      for (const table of manifest.tables) if (table.name === 'review') table.sha256 = createHash('sha256').update(made).digest('hex')
      return Buffer.from(JSON.stringify(manifest))
    })
    await expect(restore(target, { file: rehashed })).rejects.toThrow(/foreign key/)
    await target.close()
  })

  test('takes an alert and its search along', async () => {
    const target = await openTestDatabase(from)
    await restore(target, { file })
    const { rows } = await target.execute<{ id: string }>('select id from door.organization_ids() as id')
    const organizationId = rows[0]?.id as Parameters<typeof inOrganization>[1]
    const [alert] = await inOrganization(target, organizationId, actor, ({ db }) => db.selectFrom('alert').selectAll().execute())
    expect(alert).toMatchObject({ title: 'Disk is full', labels: { instance: 'db-01.example.com' } })
    const found = await inOrganization(target, organizationId, actor, (tx) => searchAlerts(tx, { text: 'db exam', limit: 5 }))
    expect(found.map(({ alertId }) => alertId)).toEqual([alert?.alert_id])
    await inOrganization(target, organizationId, actor, async (tx) =>
      addAlert(tx, (await tx.db.selectFrom('source').select('source_id').executeTakeFirstOrThrow()).source_id, 2),
    )
    await target.close()
  })
})

test('what is no backup is refused with a sentence', async () => {
  const target = await openTestDatabase('pglite')
  const text = join(directory, 'notes.txt')
  writeFileSync(text, 'not a backup')
  await expect(restore(target, { file: text })).rejects.toThrow(/is no backup of Tickmark/)
  await target.close()
})
