// Sentences about columns and the table of ids: they give back what was put in, however much that is.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeId } from '../kernel/ids.ts'
import { NumberColumn, TextColumn, TextStore } from './columns.ts'
import { IdTable } from './idTable.ts'

describe('columns', () => {
  test('hold numbers and nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.maxSafeInteger(), fc.constant(null)), { maxLength: 4000 }), (values) => {
        const column = new NumberColumn()
        for (const value of values) column.push(value)
        expect(values.map((_, row) => column.get(row))).toEqual(values)
      }),
      { numRuns: 30 },
    )
  })
  test('can be changed row by row', () => {
    const column = new NumberColumn()
    for (let row = 0; row < 3000; row++) column.push(row)
    column.set(2999, null)
    column.add(0, 5)
    expect([column.get(0), column.get(1), column.get(2999)]).toEqual([5, 1, null])
  })
  test('hold any text, the same one once, and texts longer than a page', () => {
    const store = new TextStore()
    const column = new TextColumn(store)
    const long = 'x'.repeat(1_500_000)
    const texts = ['', 'a', null, 'ü€𝄞', long, 'a', long, 'b']
    for (const text of texts) column.push(text)
    for (let more = 0; more < 5000; more++) column.push(`text ${more} ${'y'.repeat(500)}`)
    expect(texts.map((_, row) => column.get(row))).toEqual(texts)
    expect(column.get(texts.length + 4999)).toBe(`text 4999 ${'y'.repeat(500)}`)
    expect(store.put('a')).toBe(store.put('a'))
  })
  test('keep every text while the place for them grows', () => {
    const column = new TextColumn(new TextStore())
    const texts = Array.from({ length: 3000 }, (_, at) => `${at} ${'ü'.repeat(at % 300)}`)
    for (const text of texts) column.push(text)
    expect(texts.map((_, row) => column.get(row))).toEqual(texts)
  })
})

describe('the table of ids', () => {
  test('answers the row of every id that was put in, and of no other', () => {
    const random = (seed: number) => Uint8Array.from({ length: 10 }, (_, at) => (seed * (at + 7) * 2654435761) >>> (at + 3))
    const table = new IdTable()
    const ids = Array.from({ length: 20_000 }, (_, at) => makeId('alert', 1_700_000_000_000 + (at >> 4), random(at)))
    const distinct = new Map(ids.map((id, at) => [id, at]))
    ids.forEach((id, at) => {
      table.set(id, at)
    })
    expect(table.size).toBe(distinct.size)
    for (const [id, row] of distinct) expect(table.get(id)).toBe(row)
    expect(table.get(makeId('alert', 5, new Uint8Array(10)))).toBeUndefined()
  })
  test('keeps the latest row of an id', () => {
    const table = new IdTable()
    const id = makeId('alert', 5, new Uint8Array(10))
    table.set(id, 3)
    table.set(id, 4)
    expect([table.get(id), table.size, table.has(id)]).toEqual([4, 1, true])
  })
})
