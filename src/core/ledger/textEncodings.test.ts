// Base64, hex and UTF-8: the same as the platform's where that is strict, stricter where it is not.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeBase64, encodeBase64, readBase64Of32 } from './base64.ts'
import { decodeHex, encodeHex } from './hex.ts'
import { LedgerFormatError } from './ledgerFormatError.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'

const bytes = fc.uint8Array({ maxLength: 200 })

describe('base64', () => {
  test('is what the platform writes, and comes back', () => {
    fc.assert(
      fc.property(bytes, (given) => {
        expect(encodeBase64(given)).toBe(Buffer.from(given).toString('base64'))
        expect(decodeBase64(encodeBase64(given))).toEqual(given)
      }),
    )
  })
  test.each([
    ['white space', 'AAAA\n'],
    ['white space inside', 'AA A'],
    ['missing padding', 'AAA'],
    ['surplus padding', 'AAAA===='],
    ['padding in the middle', 'AA==AAAA'],
    ['bits behind one byte', 'AB=='],
    ['bits behind two bytes', 'AAB='],
    ['the URL alphabet', 'AA-_'],
    ['a character beyond ASCII', 'AAA\u00c0'],
    ['only padding', '===='],
  ])('refuses %s', (_, text) => {
    expect(() => decodeBase64(text)).toThrow(LedgerFormatError)
  })
  test('has one text for each byte string', () => {
    const alphabet = fc.constantFrom(...'ABCDwxyz0189+/=-_ \n')
    fc.assert(
      fc.property(fc.string({ unit: alphabet, maxLength: 24 }), (text) => {
        const decoded = decodedOrRefused(() => decodeBase64(text))
        if (decoded !== undefined) expect(encodeBase64(decoded)).toBe(text)
      }),
      { numRuns: 2000 },
    )
  })
  test('of 32 bytes among other characters is read where the decoder would read it, and refused where it would refuse', () => {
    const character = fc.constantFrom(...'AQgwBCz09+/=-_ ü'.split(''))
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.nat(43),
        fc.option(character, { nil: undefined }),
        (given, at, bent) => {
          const text = bent === undefined ? encodeBase64(given) : encodeBase64(given).split('').with(at, bent).join('')
          const wanted = decodedOrRefused(() => decodeBase64(text))
          const into = new Uint8Array(32)
          const read = readBase64Of32(Buffer.from(`"${text}"`, 'latin1'), 1, into)
          expect(read).toBe(wanted?.length === 32)
          if (read) expect(into).toEqual(wanted)
        },
      ),
      { numRuns: 2000 },
    )
  })
})

describe('hex', () => {
  test('comes back', () => {
    fc.assert(
      fc.property(bytes, (given) => {
        expect(decodeHex(encodeHex(given))).toEqual(given)
      }),
    )
  })
  test.each(['0', 'AA', '0x', 'zz', ' 00'])('refuses %j', (text) => {
    expect(() => decodeHex(text)).toThrow(LedgerFormatError)
  })
})

describe('UTF-8', () => {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  const platform = (given: Uint8Array): string | undefined => {
    try {
      return strict.decode(given)
    } catch {
      return undefined
    }
  }
  /** Bytes near the edges of what is allowed come up too rarely by chance. */
  const edges = fc.constantFrom(
    0x00,
    0x41,
    0x7f,
    0x80,
    0x8f,
    0x90,
    0x9f,
    0xa0,
    0xbf,
    0xc0,
    0xc1,
    0xc2,
    0xdf,
    0xe0,
    0xed,
    0xef,
    0xf0,
    0xf4,
    0xf5,
    0xff,
    0xbb,
  )
  const hostile = fc.array(fc.oneof(edges, fc.nat(255)), { maxLength: 12 }).map((list) => Uint8Array.from(list))

  test('is read exactly where the platform’s strict decoder reads it', () => {
    fc.assert(
      fc.property(hostile, (given) => {
        expect(decodedOrRefused(() => decodeUtf8(given))).toBe(platform(given))
      }),
      { numRuns: 10_000 },
    )
  })
  test('is what the platform writes, and comes back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        expect(encodeUtf8(text)).toEqual(new TextEncoder().encode(text))
        expect(decodeUtf8(encodeUtf8(text))).toBe(text)
      }),
    )
  })
  test('long texts come back too', () => {
    for (const text of ['a'.repeat(20_000), 'ä😂'.repeat(10_000)]) expect(decodeUtf8(encodeUtf8(text))).toBe(text)
  })
  test.each(['\ud800', 'a\udc00b', '\ud800\ud800'])('refuses half a surrogate pair', (text) => {
    expect(() => encodeUtf8(text)).toThrow(LedgerFormatError)
  })
  test('keeps a byte order mark for its reader to refuse', () => {
    expect(decodeUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41))).toBe('\ufeffA')
  })
})

/** Undefined where it is refused by name; any other error is a failure of the test. */
function decodedOrRefused<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof LedgerFormatError) return undefined
    throw error
  }
}
