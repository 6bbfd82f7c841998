// Does a database come to this version once, whoever asks and however many ask at once, also without a superuser?
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '../../src/core/kernel/actor.ts'
import { backUp } from '../../src/database/backup/backup.ts'
import { restore } from '../../src/database/backup/restore.ts'
import { type Database, openDatabase } from '../../src/database/connect.ts'
import { organizationIds } from '../../src/database/doors.ts'
import { inOrganization } from '../../src/database/inOrganization.ts'
import { migrate } from '../../src/database/migrate.ts'
import { splitStatements } from '../../src/database/splitStatements.ts'
import { asAdmin, engines, newId, newOrganization, now, openTestDatabase, postgresServer, type TestDatabase } from '../support/database.ts'
import { fillEveryTable } from '../support/rows.ts'

describe.each(engines)('on %s', (engine) => {
  test('every migration is applied once, and a second call finds nothing to do', async () => {
    const database = await openTestDatabase(engine, { empty: true })
    const { applied } = await migrate(database)
    expect(applied.length).toBeGreaterThan(3)
    expect(applied).toEqual([...applied].sort())
    expect((await migrate(database)).applied).toEqual([])
    const { rows } = await database.execute<{ name: string }>('select name from migration order by name')
    expect(rows.map(({ name }) => name)).toEqual(applied)
    await database.close()
  })

  test('a file that was changed after it had been applied is refused by name', async () => {
    const database = await openTestDatabase(engine)
    await database.execute(`update migration set sha256 = '\\x00' where name = '0002_ledger.sql'`)
    await expect(migrate(database)).rejects.toThrow(/0002_ledger\.sql was changed after it had been applied/)
    await database.close()
  })

  test('a database of a newer version is refused', async () => {
    const database = await openTestDatabase(engine)
    await database.execute(`insert into migration (name, sha256) values ('9999_tomorrow.sql', '\\x00')`)
    await expect(migrate(database)).rejects.toThrow(/migrated by a newer Tickmark \(9999_tomorrow\.sql/)
    await database.close()
  })

  test('a proof that names no evidence is let go of once it must name some, and one that does stays', async () => {
    const database = await openTestDatabase(engine)
    await fillEveryTable(database, await newOrganization(database))
    const file = new URL('../../src/database/migrations/0030_notice_proof.sql', import.meta.url)
    const again = async (proof: string) => {
      await database.execute('alter table notice drop constraint notice_org_id_evidence_id_fkey')
      await database.execute('drop index notice_evidence')
      await database.execute(`update notice set evidence_id = ${proof}`)
      for (const statement of splitStatements(await readFile(file, 'utf8'))) await database.execute(statement)
      await migrate(database)
      return (await database.execute<{ proof: string | null }>('select evidence_id as proof from notice')).rows.map(({ proof: id }) => id)
    }
    expect(await again(`'${newId('evidence')}'`)).toEqual([null])
    expect(await again('(select evidence_id from evidence_item limit 1)')).toEqual([expect.stringMatching(/^evi_/)])
    await database.close()
  })

  test('a guarantee that somebody took away is back after the next start', async () => {
    const database = await openTestDatabase(engine)
    await database.execute(
      'alter table alert no force row level security; drop trigger append_only_refuse on review; grant delete on review to tickmark_app',
    )
    await migrate(database)
    const organization = await newOrganization(database)
    await fillEveryTable(database, organization)
    const removing = inOrganization(database, organization, systemActor('test'), ({ db }) => db.deleteFrom('review').execute())
    await expect(removing).rejects.toThrow(/permission denied/)
    await expect(database.execute('delete from review')).rejects.toThrow(/keeps evidence/)
    const { rows } = await database.execute(`select relforcerowsecurity as forced from pg_class where relname = 'alert'`)
    expect(rows).toEqual([{ forced: true }])
    await database.close()
  })
})

describe.skipIf(!engines.includes('postgresql'))('several servers (PostgreSQL only)', () => {
  test('that start at once on one database migrate it once', async () => {
    const database = await openTestDatabase('postgresql', { empty: true })
    const servers = await Promise.all(
      Array.from({ length: 5 }, () => openDatabase({ kind: 'postgresql', url: database.url ?? '', poolSize: 2 })),
    )
    const reports = await Promise.all(servers.map(migrate))
    expect(reports.filter(({ applied }) => applied.length > 0)).toHaveLength(1)
    await Promise.all(servers.map((server) => server.close()))
    await database.close()
  })

  test('that start at once on databases of their own in one cluster do not trip over the roles they share', async () => {
    const databases = await Promise.all(Array.from({ length: 4 }, () => openTestDatabase('postgresql', { empty: true, poolSize: 1 })))
    await Promise.all(databases.map(migrate))
    await Promise.all(databases.map((database) => database.close()))
  })
})

describe.skipIf(!engines.includes('postgresql'))('a connecting user that is no superuser (PostgreSQL only)', () => {
  const suffix = randomBytes(6).toString('hex')
  const [owner, poor] = [`tickmark_owner_${suffix}`, `tickmark_poor_${suffix}`]
  const databases: string[] = []
  const directory = mkdtempSync(join(tmpdir(), 'tickmark-migrate-'))

  const urlFor = (user: string, database: string) => {
    const url = new URL(postgresServer().url)
    url.username = user
    url.password = 'secret'
    url.pathname = `/${database}`
    return url.href
  }

  async function ownDatabase(user: string): Promise<Database> {
    const name = `tickmark_test_${randomBytes(8).toString('hex')}`
    databases.push(name)
    await asAdmin((client) => client.query(`create database ${name} owner ${user} template template0`))
    return openDatabase({ kind: 'postgresql', url: urlFor(user, name), poolSize: 2 })
  }

  beforeAll(() =>
    asAdmin(async (client) => {
      await client.query(`create role ${owner} login createrole password 'secret'`)
      await client.query(`create role ${poor} login password 'secret'`)
    }),
  )
  afterAll(() =>
    asAdmin(async (client) => {
      for (const name of databases) await client.query(`drop database if exists ${name} with (force)`)
      for (const role of [owner, poor]) await client.query(`drop role if exists ${role}`)
      rmSync(directory, { recursive: true, force: true })
    }),
  )

  /** In a cluster of its own the owner makes the roles itself; here other tests have made them, as a superuser would. */
  async function tryEverything(database: Database, user: string) {
    await migrate(database)
    await migrate(database)
    const [ours, theirs] = [await newOrganization(database), await newOrganization(database)]
    await fillEveryTable(database, ours)
    const seen = await inOrganization(database, theirs, systemActor('test'), ({ db }) => db.selectFrom('alert').selectAll().execute())
    expect(seen).toEqual([])
    expect((await organizationIds(database)).sort()).toEqual([ours, theirs].sort())
    await expect(database.execute('delete from review')).rejects.toThrow(/keeps evidence/)
    const { rows } = await database.execute<{ superuser: boolean }>(
      'select rolsuper as superuser from pg_roles where rolname = current_user',
    )
    expect(rows).toEqual([{ superuser: false }])
    // Also what reads and writes every organization at once.
    const file = join(directory, `${randomBytes(6).toString('hex')}.zip`)
    const { tables } = await backUp(database, { file, madeAt: now() })
    expect(tables.find(({ name }) => name === 'organization')?.rows).toBe(2)
    const second = await ownDatabase(user)
    await migrate(second)
    await restore(second, { file })
    await second.close()
  }

  test('but owns its database and was granted the roles can do everything', async () => {
    await asAdmin((client) => client.query(`grant tickmark_app, tickmark_door to ${poor}`))
    const database = await ownDatabase(poor)
    await tryEverything(database, poor)
    await database.close()
    await asAdmin((client) => client.query(`revoke tickmark_app, tickmark_door from ${poor}`))
  })

  test('but may create roles can do everything', async () => {
    const { rows } = await asAdmin((client) => client.query<{ v: number }>(`select current_setting('server_version_num')::int as v`))
    // From 16 on only who made a role may give it on: another user's roles must be granted first.
    if (Number(rows[0]?.v) >= 160000) await asAdmin((client) => client.query(`grant tickmark_app, tickmark_door to ${owner}`))
    const database = await ownDatabase(owner)
    await tryEverything(database, owner)
    await database.close()
  })

  test('and may neither make nor use the roles is told what a superuser has to run', async () => {
    const database = await ownDatabase(poor)
    await expect(migrate(database)).rejects.toThrow(`grant tickmark_app, tickmark_door to "${poor}"`)
    await database.close()
  })
})

test.skipIf(!engines.includes('postgresql'))('a template of this run is migrated already (PostgreSQL only)', async () => {
  const database: TestDatabase = await openTestDatabase('postgresql')
  expect((await migrate(database)).applied).toEqual([])
  await database.close()
})
