// Text within limits, and without what the database or the eye is led astray by.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanLine, cleanText, keyText } from './text.ts'

describe('cleaning text', () => {
  test('control characters and marks that turn the line around are removed, line breaks and tabs stay', () => {
    expect(cleanText('disk\u0000 full\u0007\n\tat \u202eevil\u202c', 100)).toBe('disk full\n\tat evil')
    expect(cleanLine('  disk\r\n  full ', 100)).toBe('disk full')
  })

  test('half of a surrogate pair becomes the replacement character, a whole pair stays', () => {
    expect(cleanText('a\ud800b\udc00c😀', 100)).toBe('a\ufffdb\ufffdc😀')
  })

  test('a text beyond its limit ends in an ellipsis and never in half a character', () => {
    expect(cleanText('x'.repeat(11), 10)).toBe(`${'x'.repeat(9)}…`)
    expect(cleanText(`${'x'.repeat(8)}😀xx`, 10)).toBe(`${'x'.repeat(8)}…`)
  })

  test('whatever comes in, the text fits, is well formed, and has no control characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.integer({ min: 40, max: 60 }), (text, limit) => {
        for (const clean of [cleanText(text, limit), cleanLine(text, limit), keyText(text, limit)]) {
          expect(clean.length).toBeLessThanOrEqual(limit)
          expect(clean).not.toMatch(/[^\P{C}\n\t\p{Cf}\p{Cn}\p{Co}]/u)
        }
      }),
    )
  })

  test('two long keys with the same beginning stay two', () => {
    const [left, right] = [keyText(`${'k'.repeat(600)}1`, 512), keyText(`${'k'.repeat(600)}2`, 512)]
    expect(left).not.toBe(right)
    expect(left).toHaveLength(512)
  })

  test('a key of nothing but control characters is still a key', () => {
    expect(keyText('\u0000\u0001', 512)).toMatch(/^[0-9a-f]{32}$/)
  })
})
