// Is a PostgreSQL server that goes away named for what it is, and does the house come back when it does?
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '../../src/core/kernel/actor.ts'
import type { OrganizationId } from '../../src/core/kernel/ids.ts'
import { type Database, openDatabase } from '../../src/database/connect.ts'
import { DatabaseUnavailable } from '../../src/database/databaseUnavailable.ts'
import { inOrganization } from '../../src/database/inOrganization.ts'
import { asAdmin, engines, newOrganization, openTestDatabase, type TestDatabase } from '../support/database.ts'

const actor = systemActor('test')

test('a server that is not there is away', async () => {
  const opening = openDatabase({ kind: 'postgresql', url: 'postgresql://tickmark@127.0.0.1:1/tickmark', poolSize: 2 })
  await expect(opening).rejects.toThrow(DatabaseUnavailable)
  await expect(opening).rejects.toThrow(/cannot be reached/)
})

describe.skipIf(!engines.includes('postgresql'))('a PostgreSQL server', () => {
  let database: TestDatabase
  let organization: OrganizationId

  beforeAll(async () => {
    database = await openTestDatabase('postgresql')
    organization = await newOrganization(database)
  })
  afterAll(() => database.close())

  /** What a restart of the server does to every connection. */
  const cutAll = (state = '%') =>
    asAdmin((client) =>
      client.query('select pg_terminate_backend(pid, 1000) from pg_stat_activity where datname = $1 and state like $2', [
        new URL(database.url ?? '').pathname.slice(1),
        state,
      ]),
    )

  const read = () => inOrganization(database, organization, actor, ({ db }) => db.selectFrom('organization').select('name').execute())

  test('that cuts a transaction off is away, and the next one works', async () => {
    const cut = inOrganization(database, organization, actor, async ({ db }) => {
      await db.insertInto('counter').values({ org_id: organization, noun: 'lost' }).execute()
      await cutAll()
      return db.selectFrom('counter').selectAll().execute()
    })
    await expect(cut).rejects.toThrow(DatabaseUnavailable)
    expect(await read()).toEqual([{ name: 'Example' }])
    const nouns = await inOrganization(database, organization, actor, ({ db }) => db.selectFrom('counter').select('noun').execute())
    expect(nouns).toEqual([])
  })

  test('that cuts idle connections off costs nothing, or one answer that says so', async () => {
    await Promise.all([read(), read(), read(), read()])
    await cutAll('idle')
    const answers = await Promise.allSettled(Array.from({ length: 8 }, read))
    for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toBeInstanceOf(DatabaseUnavailable)
    expect(await read()).toEqual([{ name: 'Example' }])
  })

  test('whose connections are all taken is away after a while, not for ever silent', async () => {
    const small = await openDatabase({ kind: 'postgresql', url: database.url ?? '', poolSize: 1, patience: 200 })
    const busy = small.session(({ query }) => query('select pg_sleep(1.5)'))
    await expect(small.execute('select 1')).rejects.toThrow(DatabaseUnavailable)
    await busy
    expect((await small.execute('select 1 as one')).rows).toEqual([{ one: 1 }])
    await small.close()
  })

  test('an error of the database itself keeps its code and is not called away', async () => {
    const wrong = database.execute('select 1 / 0')
    await expect(wrong).rejects.toMatchObject({ code: '22012' })
    await expect(wrong).rejects.not.toThrow(DatabaseUnavailable)
  })

  test('is listened to again after its connections were cut', async () => {
    const heard: string[] = []
    const stop = await database.listen('news', (payload) => heard.push(payload))
    await database.notify('news', 'one')
    await expect.poll(() => heard).toEqual(['one'])
    await cutAll()
    // An empty payload says that something may have been missed.
    await expect.poll(() => heard, { timeout: 10_000 }).toEqual(['one', ''])
    await expect
      .poll(() =>
        database.notify('news', 'two').then(
          () => heard,
          () => heard,
        ),
      )
      .toContain('two')
    await stop()
  })

  test('gives a name to one server at a time, and takes it back when that one is gone', async () => {
    const other: Database = await openDatabase({ kind: 'postgresql', url: database.url ?? '', poolSize: 1 })
    const lock = await database.tryLock('sealing')
    expect(lock?.isHeld()).toBe(true)
    expect(await other.tryLock('sealing')).toBeNull()
    expect(await database.tryLock('sealing')).toBeNull()
    const elsewhere = await other.tryLock('another name')
    expect(elsewhere?.isHeld()).toBe(true)
    await cutAll()
    await expect.poll(() => lock?.isHeld()).toBe(false)
    const taken = await other.tryLock('sealing')
    expect(taken?.isHeld()).toBe(true)
    await taken?.release()
    await other.close()
  })
})

test('the embedded database gives a name to one holder at a time too', async () => {
  const database = await openTestDatabase('pglite')
  const lock = await database.tryLock('sealing')
  expect(await database.tryLock('sealing')).toBeNull()
  await lock?.release()
  expect((await database.tryLock('sealing'))?.isHeld()).toBe(true)
  await database.close()
})
