// Array literals; that the database reads them as they were meant is tried in test/guarantees/arrays.test.ts.
import { expect, test } from 'vitest'
import { arrayLiteral, parameterOf } from './arrayLiteral.ts'

test('what means something in a literal is quoted, and null is told from the word', () => {
  expect(arrayLiteral(['src_0a', 'a b', 'say "hi"', 'back\\slash', '', null, 'null', 'NULL', '{}', 'a,b'])).toBe(
    '{src_0a,"a b","say \\"hi\\"","back\\\\slash","",NULL,"null","NULL","{}","a,b"}',
  )
})

test('numbers, truths and bytes are written as PostgreSQL reads them', () => {
  expect(arrayLiteral([1, null, -2.5])).toBe('{1,NULL,-2.5}')
  expect(arrayLiteral([true, false])).toBe('{t,f}')
  expect(arrayLiteral([new Uint8Array([0, 255]), Buffer.from('a').subarray(1)])).toBe('{"\\\\x00ff","\\\\x"}')
})

test('a column without rows is an empty array; what else there is is left to the driver', () => {
  expect(arrayLiteral([])).toBe('{}')
  expect(arrayLiteral([['nested']])).toBeUndefined()
  expect(parameterOf([new Date(0)])).toEqual([new Date(0)])
  expect(parameterOf('text')).toBe('text')
})
