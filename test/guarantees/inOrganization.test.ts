// Does a transaction in one organization ever see, make or change another one's rows?
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '../../src/core/kernel/actor.ts'
import type { OrganizationId } from '../../src/core/kernel/ids.ts'
import { openDatabase } from '../../src/database/connect.ts'
import { inOrganization, isConflict } from '../../src/database/inOrganization.ts'
import { engines, newOrganization, openTestDatabase, type TestDatabase } from '../support/database.ts'
import { fillEveryTable } from '../support/rows.ts'

const actor = systemActor('test')

describe.each(engines)('on %s', (engine) => {
  let database: TestDatabase
  let ours: OrganizationId
  let theirs: OrganizationId
  let tables: string[]

  beforeAll(async () => {
    database = await openTestDatabase(engine)
    ours = await newOrganization(database, { name: 'Ours' })
    theirs = await newOrganization(database, { name: 'Theirs' })
    await fillEveryTable(database, ours)
    await fillEveryTable(database, theirs)
    const { rows } = await database.execute<{ name: string }>(
      `select relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id'
       where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
    )
    tables = rows.map(({ name }) => name)
  })
  afterAll(() => database.close())

  /** Inside our organization, in a transaction that is given up afterwards. */
  const tryOut = async <T>(work: (db: Parameters<Parameters<typeof inOrganization>[3]>[0]['db']) => Promise<T>): Promise<T> => {
    let answer: T | undefined
    const undo = new Error('undo')
    await inOrganization(database, ours, actor, async ({ db }) => {
      answer = await work(db)
      throw undo
    }).catch((error) => {
      if (error !== undo) throw error
    })
    return answer as T
  }

  test('every table of an organization has a row to try this with', async () => {
    expect(tables.length).toBeGreaterThan(20)
    for (const table of tables) {
      const { rows } = await tryOut((db) => sql`select 1 from ${sql.table(table)}`.execute(db))
      expect(rows.length, `a row of ${table}: add one in test/support/rows.ts`).toBeGreaterThan(0)
    }
  })

  test('rows of another organization are not seen in any table', async () => {
    for (const table of tables) {
      const { rows } = await tryOut((db) => sql`select 1 from ${sql.table(table)} where org_id = ${theirs}`.execute(db))
      expect(rows, table).toEqual([])
      const { rows: own } = await tryOut((db) => sql<{ org_id: string }>`select distinct org_id from ${sql.table(table)}`.execute(db))
      expect(own, table).toEqual([{ org_id: ours }])
    }
  })

  test('rows of another organization cannot be changed or removed in any table', async () => {
    for (const table of tables) {
      const changing = tryOut((db) => sql`update ${sql.table(table)} set org_id = org_id where org_id = ${theirs}`.execute(db))
      const changed = await changing.then(
        ({ numAffectedRows }) => Number(numAffectedRows),
        (error) => error,
      )
      if (changed instanceof Error) expect(changed.message, table).toMatch(/permission denied|keeps evidence/)
      else expect(changed, table).toBe(0)
      const removing = tryOut((db) => sql`delete from ${sql.table(table)} where org_id = ${theirs}`.execute(db))
      const removed = await removing.then(
        ({ numAffectedRows }) => Number(numAffectedRows),
        (error) => error,
      )
      if (removed instanceof Error) expect(removed.message, table).toMatch(/permission denied|keeps evidence/)
      else expect(removed, table).toBe(0)
    }
  })

  test('a row can be neither made for another organization nor moved to one', async () => {
    const making = tryOut((db) => sql`insert into counter (org_id, noun) values (${theirs}, 'audit')`.execute(db))
    await expect(making).rejects.toThrow(/row-level security/)
    const moving = tryOut((db) => sql`update counter set org_id = ${theirs}`.execute(db))
    await expect(moving).rejects.toThrow(/row-level security/)
  })

  test('a transaction that names no organization sees nothing at all', async () => {
    await database.session(async (session) => {
      await session.query('begin; set local role tickmark_app')
      for (const table of tables) {
        const { rows } = await session.query(`select 1 from "${table}"`)
        expect(rows, table).toEqual([])
      }
      await session.query('rollback')
    })
  })

  test('what a transaction named is forgotten when it ends, also when it failed', async () => {
    for (const fails of [false, true]) {
      await inOrganization(database, ours, actor, async ({ db }) => {
        await db.selectFrom('organization').selectAll().execute()
        if (fails) throw new Error('on purpose')
      }).catch((error) => expect(error.message).toBe('on purpose'))
      const left = await Promise.all(
        Array.from({ length: 8 }, () =>
          database.execute<{ org: string | null; role: string; is_app: boolean }>(
            `select current_setting('app.org_id', true) as org, current_user = 'tickmark_app' as is_app`,
          ),
        ),
      )
      for (const { rows } of left) {
        expect(rows[0]?.org ?? '').toBe('')
        expect(rows[0]?.is_app).toBe(false)
      }
    }
  })

  test('a hundred transactions at once in two organizations never mix', async () => {
    const seen = await Promise.all(
      Array.from({ length: 100 }, (_, turn) =>
        inOrganization(database, turn % 2 ? ours : theirs, actor, ({ db }) => db.selectFrom('organization').select('name').execute()),
      ),
    )
    expect(seen).toEqual(Array.from({ length: 100 }, (_, turn) => [{ name: turn % 2 ? 'Ours' : 'Theirs' }]))
  })

  test('what is no id of an organization is refused before the database is asked', async () => {
    const hostile = "org_0'; drop table alert; --" as OrganizationId
    await expect(inOrganization(database, hostile, actor, async () => 1)).rejects.toThrow(/Not an organization's id/)
  })

  test('a thrown error takes everything back', async () => {
    const failing = inOrganization(database, ours, actor, async ({ db }) => {
      await db.insertInto('counter').values({ org_id: ours, noun: 'gone' }).execute()
      throw new Error('on purpose')
    })
    await expect(failing).rejects.toThrow('on purpose')
    const rows = await inOrganization(database, ours, actor, ({ db }) => db.selectFrom('counter').select('noun').execute())
    expect(rows).toEqual([{ noun: 'alert' }])
  })

  test('a swallowed database error does not pass for a commit', async () => {
    const swallowing = inOrganization(database, ours, actor, async ({ db }) => {
      await sql`select 1 / 0`.execute(db).catch(() => undefined)
    })
    await expect(swallowing).rejects.toThrow(/Nothing was committed/)
  })

  test('a query after the end of the transaction is refused, and so is a second transaction inside it', async () => {
    const kept = await inOrganization(database, ours, actor, async ({ db }) => db)
    await expect(kept.selectFrom('organization').selectAll().execute()).rejects.toThrow(/is over/)
    const nested = inOrganization(database, ours, actor, () => inOrganization(database, ours, actor, async () => 1))
    await expect(nested).rejects.toThrow(/holds a database connection already/)
  })

  test('repeatable read sees one instant, and a read-only transaction writes nothing', async () => {
    const writing = inOrganization(
      database,
      ours,
      actor,
      ({ db }) => db.insertInto('counter').values({ org_id: ours, noun: 'x' }).execute(),
      {
        readOnly: true,
        isolation: 'repeatable read',
      },
    )
    await expect(writing).rejects.toThrow(/read-only/)
  })

  test.skipIf(engine === 'pglite')(
    'a conflict is retried when asked for, and only then (needs two connections: not on PGlite)',
    async () => {
      const add = (retry: boolean) => {
        let tries = 0
        return inOrganization(
          database,
          ours,
          actor,
          async ({ db }) => {
            tries++
            const { next } = await db.selectFrom('counter').select('next').where('noun', '=', 'alert').executeTakeFirstOrThrow()
            // Somebody else changes the row after this transaction has seen it, the first time round.
            if (tries === 1) await changeElsewhere()
            await db
              .updateTable('counter')
              .set({ next: next + 1 })
              .where('noun', '=', 'alert')
              .execute()
            return tries
          },
          { isolation: 'repeatable read', retry },
        )
      }
      const elsewhere = await openDatabase({ kind: 'postgresql', url: database.url ?? '', poolSize: 1 })
      const changeElsewhere = () =>
        inOrganization(elsewhere, ours, actor, ({ db }) => sql`update counter set next = next + 1 where noun = 'alert'`.execute(db))
      await expect(add(false)).rejects.toSatisfy(isConflict)
      expect(await add(true)).toBe(2)
      await elsewhere.close()
    },
  )
})
