// One value, one spelling: what is accepted, what is refused, and that order of insertion does not matter.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalBytes, canonicalJson, parseCanonical } from './canonicalJson.ts'
import type { Json } from './entry.ts'
import { LedgerFormatError } from './ledgerFormatError.ts'

const read = (text: string) => parseCanonical(new TextEncoder().encode(text))
/** Without lone surrogates, which are not Unicode text. */
const json = fc.jsonValue({ stringUnit: 'binary' }) as fc.Arbitrary<Json>

describe('canonical JSON', () => {
  test('reads back what it wrote', () => {
    fc.assert(
      fc.property(json, (value) => {
        const bytes = canonicalBytes(value)
        const again = parseCanonical(bytes)
        expect(canonicalBytes(again)).toEqual(bytes)
        expect(JSON.stringify(again)).toBe(
          canonicalJson(value) === JSON.stringify(value) ? JSON.stringify(value) : JSON.stringify(JSON.parse(canonicalJson(value))),
        )
      }),
    )
  })
  test('is demanded letter for letter, whichever way of checking comes first', () => {
    const spelling = fc.constantFrom<(text: string) => string>(
      (text) => text,
      (text) => text.replace('e', '\\u0065'),
      (text) => text.replace(/\d/, (digit) => `${digit}.0`),
      (text) => text.replace(/[{[]/, (open) => `${open} `),
      (text) => text.replace(/\{("[^"\\]*"):(\d),/, (_, name, digit) => `{${name}:${digit},${name}:${digit},`),
      (text) => text.replace(/"([^"\\]*)":/, '"\\ud800$1":'),
    )
    fc.assert(
      fc.property(json, spelling, fc.boolean(), (value, spell, ordered) => {
        const text = spell(ordered ? canonicalJson(value) : JSON.stringify(value))
        const definition = () => canonicalJson(JSON.parse(text) as Json) === text
        expect(accepted(() => read(text) !== undefined)).toBe(accepted(definition))
      }),
      { numRuns: 2000 },
    )
  })
  test('does not depend on the order in which members were added', () => {
    const members = fc.uniqueArray(fc.tuple(fc.string({ unit: 'binary', maxLength: 3 }), fc.nat()), {
      selector: ([name]) => name,
      maxLength: 8,
    })
    fc.assert(
      fc.property(members, (list) => {
        expect(canonicalJson(Object.fromEntries(list))).toBe(canonicalJson(Object.fromEntries(list.toReversed())))
      }),
    )
  })
  test('sorts by UTF-16 code units, not by code points or as numbers', () => {
    expect(canonicalJson({ '\ufb33': 1, '😂': 2, 9: 3, 10: 4, é: 5, z: 6 })).toBe('{"10":4,"9":3,"z":6,"é":5,"😂":2,"\ufb33":1}')
  })
  test('takes a member called __proto__ for a member', () => {
    expect(canonicalJson(JSON.parse('{"__proto__":{"a":1},"a":2}') as Json)).toBe('{"__proto__":{"a":1},"a":2}')
  })
  test.each([
    ['a member twice', '{"a":1,"a":1}'],
    ['members out of order', '{"b":1,"a":1}'],
    ['a space', '{"a": 1}'],
    ['a final newline', '{"a":1}\n'],
    ['a byte order mark', '\ufeff{}'],
    ['1.0', '1.0'],
    ['minus zero', '-0'],
    ['an exponent for a small number', '1e1'],
    ['an integer beyond 2^53 that is no double', '9007199254740993'],
    ['a number beyond all doubles', '1e400'],
    ['an escaped letter', '"\\u0041"'],
    ['an escaped slash', '"\\/"'],
    ['upper-case hex in an escape', '"\\u000B"'],
    ['half a surrogate pair', '"\\ud800"'],
    ['no JSON', '{'],
    ['nothing', ''],
  ])('refuses %s', (_, text) => {
    expect(() => read(text)).toThrow(LedgerFormatError)
  })
  test.each([
    ['undefined', undefined],
    ['a member without a value', { a: undefined }],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['a bigint', 1n],
    ['not a number', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a hole in a list', new Array(1)],
    ['half a surrogate pair', 'a\udc00'],
    ['half a surrogate pair in a name', { '\ud800': 1 }],
  ])('does not write %s', (_, value) => {
    expect(() => canonicalJson(value as Json)).toThrow(LedgerFormatError)
  })
  test('ends hostile nesting in a sentence, whichever way it comes', () => {
    for (const depth of [300, 200_000]) {
      expect(() => read('['.repeat(depth) + ']'.repeat(depth))).toThrow(LedgerFormatError)
    }
    const circle: { self?: Json } = {}
    circle.self = circle
    expect(() => canonicalJson(circle as Json)).toThrow(LedgerFormatError)
  })
})

function accepted(work: () => boolean): boolean {
  try {
    return work()
  } catch (error) {
    if (error instanceof LedgerFormatError || error instanceof SyntaxError) return false
    throw error
  }
}
