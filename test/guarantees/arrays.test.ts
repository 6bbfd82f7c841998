// Does the database read whole columns, handed over as one parameter, as they were meant?
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines, openTestDatabase, type TestDatabase } from '../support/database.ts'

describe.each(engines)('columns as parameters, on %s', (engine) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await openTestDatabase(engine)
  })
  afterAll(() => database.close())

  const through = async (type: string, values: readonly unknown[]) => {
    const { rows } = await database.execute<{ value: unknown }>(
      `select value from unnest($1::${type}[]) with ordinality as t (value, place) order by place`,
      [values],
    )
    return rows.map(({ value }) => value)
  }

  test('any text comes back as it went, and so does none', async () => {
    const text = fc.option(
      fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('null', 'NULL', '', '\\', '"', '{', '}', ',', '\n', 'a"b\\c', '\\x00')),
      { nil: null },
    )
    const clean = text.map((one) => one?.replaceAll('\0', '').toWellFormed() ?? null)
    await fc.assert(
      fc.asyncProperty(fc.array(clean, { maxLength: 20 }), async (values) => {
        expect(await through('text', values)).toEqual(values)
      }),
      { numRuns: 150 },
    )
  })

  test('bytes, numbers and truths come back as they went', async () => {
    const bytes = [new Uint8Array(0), new Uint8Array([0]), Uint8Array.from({ length: 256 }, (_, value) => value)]
    expect(await through('bytea', bytes)).toEqual(bytes)
    expect(await through('bigint', [0, -1, Number.MAX_SAFE_INTEGER, null])).toEqual([0, -1, Number.MAX_SAFE_INTEGER, null])
    expect(await through('boolean', [true, false, null])).toEqual([true, false, null])
    expect(await through('text', [])).toEqual([])
  })
})
