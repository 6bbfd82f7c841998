// What the JSON reader keeps, and what it refuses.
import { LosslessNumber } from 'lossless-json'
import { describe, expect, test } from 'vitest'
import { utf8OfText } from './bytes.ts'
import { depthLimit, readJson, readJsonText } from './readJson.ts'

function reasonOf(body: Uint8Array | string): string {
  const read = typeof body === 'string' ? readJsonText(body) : readJson(body)
  return read.ok ? '' : read.reason
}

describe('reading JSON', () => {
  test('an integer beyond 2^53 keeps every digit, a smaller one and a float are numbers', () => {
    const read = readJsonText('{"updatedAt":1502709956288000110,"small":9007199254740991,"ratio":0.1666666666666666}')
    expect(read).toEqual({
      ok: true,
      value: { updatedAt: new LosslessNumber('1502709956288000110'), small: 9007199254740991, ratio: 0.1666666666666666 },
    })
  })

  test('both parsers agree about a text with and without long digits', () => {
    const text = '{"a":[1,-2.5e3,true,null,"\\u00e9\\n"],"b":{"c":{}}}'
    const long = readJsonText(text.replace('{"a"', '{"x":"1234567890123456","a"'))
    expect(long.ok && long.value).toEqual({ x: '1234567890123456', ...JSON.parse(text) })
  })

  test('of two members with one name the last wins, in either parser', () => {
    expect(readJsonText('{"a":1,"a":2}')).toEqual({ ok: true, value: { a: 2 } })
    expect(readJsonText('{"a":1,"a":2,"long":"1234567890123456"}')).toEqual({ ok: true, value: { a: 2, long: '1234567890123456' } })
  })

  test('a member called __proto__ is a member and changes no prototype', () => {
    const read = readJsonText('{"__proto__":{"status":"resolved"},"id":12345678901234567890}')
    expect(read.ok && Object.getPrototypeOf(read.value)).toBe(Object.prototype)
    expect(read.ok && Object.keys(read.value as object)).toEqual(['__proto__', 'id'])
  })

  test('a byte order mark in front is dropped', () => {
    expect(readJson(Uint8Array.of(0xef, 0xbb, 0xbf, 0x5b, 0x5d))).toEqual({ ok: true, value: [] })
  })

  test('what cannot be read is refused with a sentence that says where', () => {
    expect(reasonOf(new Uint8Array())).toBe('The body is empty.')
    expect(reasonOf('  ')).toBe('The body is empty.')
    expect(reasonOf(Uint8Array.of(0x22, 0xff, 0x22))).toBe('The body is not UTF-8 text.')
    expect(reasonOf('{"a":1,}')).toMatch(/^The body is not JSON: .*position 7\.$/)
    expect(reasonOf(utf8OfText('{"a":"\u0000"}'))).toMatch(/^The body is not JSON/)
    expect(reasonOf('NaN')).toMatch(/^The body is not JSON/)
  })

  test('nesting is limited, but brackets in a string are no nesting', () => {
    expect(readJsonText('['.repeat(depthLimit) + ']'.repeat(depthLimit)).ok).toBe(true)
    expect(reasonOf('['.repeat(depthLimit + 1) + ']'.repeat(depthLimit + 1))).toMatch(/deeper than 64/)
    expect(reasonOf('{"a":'.repeat(100_000))).toMatch(/deeper than 64/)
    expect(readJsonText(JSON.stringify('[{'.repeat(1000))).ok).toBe(true)
    expect(readJsonText(JSON.stringify('\\"[['.repeat(1000))).ok).toBe(true)
  })
})
