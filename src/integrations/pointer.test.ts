// JSON pointers with a wildcard.
import { expect, test } from 'vitest'
import { parsePointer, valueAt, valuesAt } from './pointer.ts'

const document = { a: { 'b/c': [10, 20, { d: 'deep' }], '~': 1, '': 'empty' }, list: [{ n: 1 }, { n: 2 }, {}, { n: 3 }] }

function at(pointer: string) {
  const steps = parsePointer(pointer)
  return steps && valueAt(document, steps)
}

test('a pointer follows names and indexes, with ~1 and ~0 for / and ~', () => {
  expect(at('/a/b~1c/1')).toBe(20)
  expect(at('/a/~0')).toBe(1)
  expect(at('/a/')).toBe('empty')
  expect(at('')).toBe(document)
})

test('a pointer that leads nowhere finds nothing, also among what every object inherits', () => {
  for (const pointer of ['/a/x', '/a/b~1c/03', '/a/b~1c/-', '/a/b~1c/99', '/toString', '/constructor/name', '/a/b~1c/length']) {
    expect(at(pointer)).toBeUndefined()
  }
})

test('a wildcard stands for every element or member, in order, up to the limit', () => {
  const steps = parsePointer('/list/*/n') ?? []
  expect(valuesAt(document, steps, 10)).toEqual([1, 2, 3])
  expect(valuesAt(document, steps, 2)).toEqual([1, 2])
  expect(valueAt(document, parsePointer('/*/*/n') ?? [])).toBe(1)
})

test.each(['a', 'a/b', '/a~2', '/~', `${'/a'.repeat(40)}`])('%o is no pointer', (written) => {
  expect(parsePointer(written)).toBeNull()
})
