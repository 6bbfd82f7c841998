// Do both engines give and take the same values?
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '../../src/core/kernel/actor.ts'
import type { OrganizationId } from '../../src/core/kernel/ids.ts'
import { toInstant } from '../../src/core/kernel/instant.ts'
import { timestamp, timestamps } from '../../src/database/columnPlugin.ts'
import { inOrganization, type OrganizationTx } from '../../src/database/inOrganization.ts'
import { engines, newId, newOrganization, now, openTestDatabase, type TestDatabase } from '../support/database.ts'
import { addAlert, addSource } from '../support/rows.ts'

const at = toInstant(Date.UTC(2026, 2, 29, 1, 30, 15, 678))

describe.each(engines)('on %s', (engine) => {
  let database: TestDatabase
  let organization: OrganizationId

  beforeAll(async () => {
    database = await openTestDatabase(engine)
    organization = await newOrganization(database)
  })
  afterAll(() => database.close())

  const inside = <T>(work: (tx: OrganizationTx) => Promise<T>) => inOrganization(database, organization, systemActor('test'), work)
  const one = async (expression: string, values: unknown[] = []) => {
    const { rows } = await database.execute<{ value: unknown }>(`select ${expression} as value`, values)
    return rows[0]?.value
  }

  test('each type is read as the same kind of value', async () => {
    expect(await one(`'2026-03-29 01:30:15.678999+00'::timestamptz`)).toBe(at)
    expect(await one(`'2026-03-29 03:30:15.678+02'::timestamptz`)).toBe(at)
    expect(await one(`'0001-01-01 00:00:00+00'::timestamptz`)).toBe(-62_135_596_800_000)
    expect(await one(`'1969-12-31 23:59:59.999+00'::timestamptz`)).toBe(-1)
    expect(await one(`array['2026-03-29 01:30:15.678+00'::timestamptz, null]`)).toEqual([at, null])
    expect(await one('9007199254740991::int8')).toBe(Number.MAX_SAFE_INTEGER)
    expect(await one('array[1, 2]::int8[]')).toEqual([1, 2])
    expect(await one(`'\\x00ff'::bytea`)).toEqual(new Uint8Array([0, 255]))
    expect(await one(`array['\\x00ff'::bytea]`)).toEqual([new Uint8Array([0, 255])])
    expect(await one(`'2026-03-29'::date`)).toBe('2026-03-29')
    expect(await one('1.50::numeric')).toBe('1.50')
    expect(await one(`interval '1 day 2 hours'`)).toBe('1 day 02:00:00')
    expect(await one(`'{"a":[1,{"b":null}]}'::jsonb`)).toEqual({ a: [1, { b: null }] })
    expect(await one('true')).toBe(true)
    expect(await one('null::int8')).toBeNull()
  })

  test('bytes are plain bytes, not a Buffer', async () => {
    const value = await one(`'\\x0102'::bytea`)
    expect(Object.getPrototypeOf(value)).toBe(Uint8Array.prototype)
  })

  test('what cannot be held exactly is an error and never a near value', async () => {
    await expect(one('9007199254740992::int8')).rejects.toThrow(/beyond 2\^53/)
    await expect(one(`'infinity'::timestamptz`)).rejects.toThrow(/no instant/)
    await expect(one(`'0044-03-15 BC'::timestamptz`)).rejects.toThrow(/no instant|not an instant/)
  })

  test('bytes and texts survive the way in and out, whatever is in them', async () => {
    const all = Uint8Array.from({ length: 256 }, (_, value) => value)
    expect(await one('$1::bytea', [all])).toEqual(all)
    expect(await one('($1::bytea[])[2]', [[new Uint8Array(), all]])).toEqual(all)
    const text = `'"\\\n\t{},NULL ü🦄 ${'x'.repeat(100_000)}`
    expect(await one('$1::text', [text])).toBe(text)
    expect(await one('$1::text[]', [[text, null, '', 'NULL']])).toEqual([text, null, '', 'NULL'])
  })

  test('an instant is written where the column is seen: values, set, where, in, between, on conflict', async () => {
    const later = toInstant(at + 1)
    await inside(async (tx) => {
      const { db } = tx
      const sourceId = await addSource(tx)
      const signal = { org_id: organization, source_id: sourceId, last_heard_at: at, last_delivery_at: null }
      await db.insertInto('source_signal').values(signal).execute()
      await db
        .insertInto('source_signal')
        .values([{ ...signal, last_heard_at: at }])
        .onConflict((conflict) => conflict.columns(['org_id', 'source_id']).doUpdateSet({ last_delivery_at: later }))
        .execute()
      const read = () => db.selectFrom('source_signal').select(['last_heard_at', 'last_delivery_at']).where('source_id', '=', sourceId)
      expect(await read().execute()).toEqual([{ last_heard_at: at, last_delivery_at: later }])
      await db.updateTable('source_signal').set({ last_heard_at: later }).where('last_heard_at', '=', at).execute()
      expect(await read().where('last_heard_at', '>', at).execute()).toHaveLength(1)
      expect(await read().where('source_signal.last_heard_at', '<=', at).execute()).toHaveLength(0)
      expect(await read().where('last_heard_at', 'in', [at, later]).execute()).toHaveLength(1)
      expect(
        await read()
          .where((where) => where.between('last_heard_at', at, later))
          .execute(),
      ).toHaveLength(1)
      expect(
        await read()
          .where((where) => where.or([where('last_heard_at', '=', later), where('last_delivery_at', '=', at)]))
          .execute(),
      ).toHaveLength(1)
      expect(await read().where('last_delivery_at', 'is', null).execute()).toHaveLength(0)
    })
  })

  test('in raw SQL an instant is written by name, and forgetting that is an error', async () => {
    await inside(async ({ db }) => {
      const { rows } = await sql<{ a: number; b: number[] }>`select ${timestamp(at)} as a, ${timestamps([at, null])} as b`.execute(db)
      expect(rows).toEqual([{ a: at, b: [at, null] }])
    })
    const forgetting = inside(({ db }) => sql`select ${at}::timestamptz`.execute(db))
    await expect(forgetting).rejects.toThrow(/date\/time/)
  })

  test('JSON is written whole: objects, arrays, texts', async () => {
    await inside(async (tx) => {
      const sourceId = await addSource(tx)
      const settings = { list: ['a', { b: [1, null] }], text: `it's "quoted" \\ ü`, nothing: null }
      await tx.db.updateTable('source').set({ settings }).where('source_id', '=', sourceId).execute()
      const found = await tx.db.selectFrom('source').select('settings').where('source_id', '=', sourceId).executeTakeFirstOrThrow()
      expect(found.settings).toEqual(settings)
    })
  })

  test('numbers of changed rows and uuids are as expected', async () => {
    await inside(async (tx) => {
      const { db } = tx
      const sourceId = await addSource(tx)
      const alertId = await addAlert(tx, sourceId, 77)
      const entryId = randomUUID()
      const review = {
        org_id: organization,
        review_id: newId('review'),
        alert_id: alertId,
        disposition: 'benign',
        reason: 'a test',
        entry_id: entryId,
      }
      const inserted = await db
        .insertInto('review')
        .values({ ...review, reviewer: 'per_1', reviewer_name: 'Ada', reviewed_at: now() })
        .executeTakeFirst()
      expect(inserted.numInsertedOrUpdatedRows).toBe(1n)
      const found = await db.selectFrom('review').select('entry_id').where('alert_id', '=', alertId).executeTakeFirstOrThrow()
      expect(found.entry_id).toBe(entryId)
      const updated = await db.updateTable('alert').set({ disposition: 'benign' }).where('alert_id', '=', alertId).executeTakeFirst()
      expect(updated.numUpdatedRows).toBe(1n)
    })
  })
})
