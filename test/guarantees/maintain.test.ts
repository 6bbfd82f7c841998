// Does the embedded database tidy up after itself, and is its operator told when it has grown too large?
import { expect, test } from 'vitest'
import { firstStatistics, maintain, outgrown } from '../../src/database/maintain.ts'
import { engines, openTestDatabase } from '../support/database.ts'

test('tables that changed much are vacuumed and analysed once, and left alone after that', async () => {
  const database = await openTestDatabase('pglite')
  await maintain(database)
  await database.execute('create table busy (n integer)')
  await database.execute('insert into busy select generate_series(1, 3000)')
  expect(await maintain(database)).toEqual(['public.busy'])
  expect(await maintain(database)).toEqual([])
  await database.execute('update busy set n = n + 1')
  expect(await maintain(database)).toEqual(['public.busy'])
  const { rows } = await database.execute(`select reltuples::int as rows from pg_class where relname = 'busy'`)
  expect(rows).toEqual([{ rows: 3000 }])
  expect(await outgrown(database)).toBeNull()
  await database.close()
})

test.each(engines)('a table that was filled and never analysed gets statistics once, so that its key is used (%s)', async (engine) => {
  const database = await openTestDatabase(engine)
  await database.execute('create table filled (org integer, id integer, at integer, primary key (org, id))')
  await database.execute('insert into filled select 1, n, n from generate_series(1, 3000) n')
  // Another connection's counts reach the others within a second.
  await expect.poll(() => firstStatistics(database), { timeout: 10_000, interval: 100 }).toEqual(['public.filled'])
  expect(await firstStatistics(database)).toEqual([])
  await database.execute('update filled set at = at + 1')
  expect(await firstStatistics(database)).toEqual([])
  const { rows } = await database.execute(`select reltuples::int as rows from pg_class where relname = 'filled'`)
  expect(rows).toEqual([{ rows: 3000 }])
  await database.close()
})

test.skipIf(!engines.includes('postgresql'))('a PostgreSQL server does that by itself', async () => {
  const database = await openTestDatabase('postgresql')
  expect(await maintain(database)).toEqual([])
  expect(await outgrown(database)).toBeNull()
  await database.close()
})
