// JSON for reading: nothing of a value may change on the way to the page.
import { describe, expect, test } from 'vitest'
import { type Line, layJson } from './jsonText.ts'

const write = (lines: Line[] | null) =>
  lines?.map((line) => '  '.repeat(line.depth) + line.tokens.map((token) => token.text).join('')).join('\n')

describe('JSON laid out for reading', () => {
  test('an integer above 2^53 keeps every digit', () => {
    expect(write(layJson('{"id":9007199254740993,"f":1.0,"e":1E400}'))).toBe('{\n  "id": 9007199254740993,\n  "f": 1.0,\n  "e": 1E400\n}')
  })
  test('duplicate keys both stay', () => {
    expect(write(layJson('{"a":1,"a":2}'))).toBe('{\n  "a": 1,\n  "a": 2\n}')
  })
  test('empty containers stay on their line', () => {
    expect(write(layJson('{"a":{},"b":[]}'))).toBe('{\n  "a": {},\n  "b": []\n}')
  })
  test('brackets inside strings are text', () => {
    expect(write(layJson('["{\\"x\\": [1]}", "\\\\"]'))).toBe('[\n  "{\\"x\\": [1]}",\n  "\\\\"\n]')
  })
  test('a line that opens knows where it closes and how much is inside', () => {
    const lines = layJson('{"a":[1,2,3],"b":0}')
    expect(lines?.[1]).toMatchObject({ closes: 5, members: 3 })
    expect(lines?.[0]).toMatchObject({ closes: 7, members: 2 })
  })
  test('what is not JSON is not laid out', () => {
    for (const text of ['', 'hello', '{"a":1', '}{', "{'a':1}"]) expect(layJson(text)).toBeNull()
  })
  test('an escape keeps its spelling', () => {
    expect(write(layJson('"caf\\u00e9"'))).toBe('"caf\\u00e9"')
  })
})
