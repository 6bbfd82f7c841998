// The one look never takes for canonical what is not, and sees at once what nearly all slots are.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from './canonicalJson.ts'
import type { Json } from './entry.ts'
import { isPlainCanonical } from './plainCanonical.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

function isCanonical(text: string): boolean {
  try {
    return canonicalJson(JSON.parse(text) as Json) === text
  } catch {
    return false
  }
}

const plainText = fc.stringMatching(/^[ !#-[\]-~]{0,6}$/)
const { plain } = fc.letrec<{ plain: Json }>((tie) => ({
  plain: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    plainText,
    fc.integer(),
    fc.constantFrom(0, 999_999_999_999_999, -1, true, false, null),
    fc.array(tie('plain'), { maxLength: 4 }),
    fc.dictionary(plainText, tie('plain'), { maxKeys: 4 }),
  ),
}))

describe('one look at the bytes', () => {
  test('knows every plain value in its canonical form', () => {
    fc.assert(
      fc.property(plain, (value) => {
        expect(isPlainCanonical(utf8(canonicalJson(value)))).toBe(true)
      }),
    )
  })

  test('never passes what the definition refuses, however the text is bent', () => {
    const bend = fc.tuple(
      fc.nat(200),
      fc.nat(200),
      fc.constantFrom('', ' ', '"', ',', ':', '0', '-', '.', 'e', '{', '}', '[', ']', '\\', 'a', 'ü'),
    )
    fc.assert(
      fc.property(plain, fc.array(bend, { minLength: 1, maxLength: 3 }), (value, bends) => {
        const start = JSON.stringify(value)
        const text = bends.reduce((all, [at, gone, put]) => {
          const from = at % (all.length + 1)
          return all.slice(0, from) + put + all.slice(from + (gone % 3))
        }, start)
        if (isPlainCanonical(utf8(text))) expect(isCanonical(text), text).toBe(true)
      }),
      { numRuns: 5000 },
    )
  })

  test.each([
    '',
    '-0',
    '01',
    '1.0',
    '1e3',
    '{"b":1,"a":2}',
    '{"a":1,"a":2}',
    '{"a":1,}',
    '[1,]',
    '"\\u0061"',
    '"\u0007"',
    'nul',
    '1 ',
    '{"a"}',
  ])('leaves %j to whoever reads it slowly', (text) => expect(isPlainCanonical(utf8(text))).toBe(false))

  test('leaves deep nesting to whoever refuses it in words', () => {
    const nested = (depth: number) => utf8('['.repeat(depth) + ']'.repeat(depth))
    expect(isPlainCanonical(nested(256))).toBe(true)
    expect(isPlainCanonical(nested(257))).toBe(false)
    expect(isPlainCanonical(nested(1_000_000))).toBe(false)
  })
})
