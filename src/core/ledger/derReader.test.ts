// DER and what is read with it: one form for everything, and hostile bytes end in a sentence.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { joinBytes } from './bytes.ts'
import { parseCertificate } from './certificate.ts'
import { DerReader, derTag, parseInteger, parseOid, parseText, readDer } from './derReader.ts'
import { parseGeneralizedTime, readTime } from './derTime.ts'
import { decodeHex } from './hex.ts'
import { LedgerFormatError } from './ledgerFormatError.ts'
import { parsePem } from './pem.ts'
import { parseSignedData } from './signedData.ts'
import { buildTimestampRequest, nonceNumber, parseTimestampRequest } from './timestampRequest.ts'
import { parseTimestampResponse, parseTimestampToken } from './timestampToken.ts'

const bytes = (hex: string) => decodeHex(hex.replaceAll(' ', ''))
const reader = (hex: string) => new DerReader(bytes(hex), 'a test')
const ascii = (text: string) => new TextEncoder().encode(text)
const value = (tag: number, content: Uint8Array) => ({ tag, content, whole: content })

describe('DER', () => {
  test.each([
    ['an indefinite length', '30 80 00 00'],
    ['a length in five bytes', '04 85 00 00 00 00 01 00'],
    ['a long length for a short value', `04 81 01 00`],
    ['a length with a leading zero', `04 82 00 80 ${'00'.repeat(128)}`],
    ['a length beyond its end', '04 05 00'],
    ['a long tag', '1f 81 00 00'],
    ['only a tag', '04'],
    ['nothing', ''],
  ])('with %s is refused', (_, hex) => {
    expect(() => reader(hex).next()).toThrow(LedgerFormatError)
  })
  test('must end where it ends', () => {
    expect(() => readDer(bytes('30 00 00'), 'a test')).toThrow(/something follows/)
    expect(() => readDer(bytes('31 00'), 'a test')).toThrow(/tag 0x30 is missing/)
    expect(readDer(bytes('30 00'), 'a test').atEnd).toBe(true)
  })
  test.each([
    ['2a 86 48 86 f7 0d 01 07 02', '1.2.840.113549.1.7.2'],
    ['55 04 03', '2.5.4.3'],
    ['88 37 03', '2.999.3'],
    ['00', '0.0'],
  ])('object identifier %s is %s', (hex, oid) => {
    expect(parseOid(bytes(hex))).toBe(oid)
  })
  test.each(['', '80 01', '2a 80 01', '2a 86'])('object identifier %j is refused', (hex) => {
    expect(() => parseOid(bytes(hex))).toThrow(LedgerFormatError)
  })
  test.each([
    ['00', 0n],
    ['7f', 127n],
    ['00 80', 128n],
    ['80', -128n],
    ['ff', -1n],
    ['00 ff ff ff ff ff ff ff ff', 2n ** 64n - 1n],
  ])('integer %s is %s', (hex, number) => {
    expect(parseInteger(bytes(hex))).toBe(number)
  })
  test.each(['', '00 00', '00 7f', 'ff ff', 'ff 80'])('integer %j is refused', (hex) => {
    expect(() => parseInteger(bytes(hex))).toThrow(LedgerFormatError)
  })
  test('has one true and one false', () => {
    expect(reader('01 01 ff').boolean()).toBe(true)
    expect(reader('01 01 00').boolean()).toBe(false)
    expect(() => reader('01 01 01').boolean()).toThrow(LedgerFormatError)
    expect(() => reader('01 02 ff ff').boolean()).toThrow(LedgerFormatError)
  })
  test('keeps small numbers small', () => {
    expect(reader('02 04 7f ff ff ff').smallInteger()).toBe(2 ** 31 - 1)
    expect(() => reader('02 05 00 80 00 00 00').smallInteger()).toThrow(LedgerFormatError)
    expect(() => reader('02 01 ff').smallInteger()).toThrow(LedgerFormatError)
  })
  test('has several kinds of text', () => {
    expect(parseText(value(derTag.utf8String, ascii('é')))).toBe('é')
    expect(parseText(value(derTag.teletexString, Uint8Array.of(0xe9)))).toBe('é')
    expect(parseText(value(derTag.bmpString, Uint8Array.of(0, 0xe9)))).toBe('é')
    expect(parseText(value(derTag.integer, ascii('1')))).toBeUndefined()
  })
})

describe('a time in DER', () => {
  const general = (text: string) => parseGeneralizedTime(value(derTag.generalizedTime, ascii(text)))
  test('keeps the fraction as it was sent', () => {
    expect(general('20260102030405Z')).toEqual({ at: Date.UTC(2026, 0, 2, 3, 4, 5), fraction: '' })
    expect(general('20260102030405.123456Z')).toEqual({ at: Date.UTC(2026, 0, 2, 3, 4, 5, 123), fraction: '123456' })
  })
  test.each([
    '202601020304Z',
    '20260102030405',
    '20260102030405.10Z',
    '20260102030405.Z',
    '20260102030405+0100',
    '20261302030405Z',
    '20260230030405Z',
    '',
  ])('%j is refused', (text) => {
    expect(() => general(text)).toThrow(LedgerFormatError)
  })
  test('of a certificate has two digits for its year, counted from 1950', () => {
    const utc = (text: string) => readTime(new DerReader(joinBytes(Uint8Array.of(derTag.utcTime, text.length), ascii(text)), 'a test'))
    expect(utc('491231235959Z')).toBe(Date.UTC(2049, 11, 31, 23, 59, 59))
    expect(utc('500101000000Z')).toBe(Date.UTC(1950, 0, 1))
    expect(() => utc('5001010000Z')).toThrow(LedgerFormatError)
  })
})

describe('a timestamp request', () => {
  test('comes back', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.uint8Array({ minLength: 8, maxLength: 32 }),
        fc.boolean(),
        (hash, nonce, certReq) => {
          const request = parseTimestampRequest(buildTimestampRequest(hash, nonce, certReq))
          expect(request).toEqual({ imprint: { algorithm: 'sha256', hash }, nonce: nonceNumber(nonce), certReq })
        },
      ),
    )
  })
  test('needs a whole hash and a nonce worth the name', () => {
    expect(() => buildTimestampRequest(new Uint8Array(20), new Uint8Array(8), true)).toThrow(LedgerFormatError)
    expect(() => buildTimestampRequest(new Uint8Array(32), new Uint8Array(4), true)).toThrow(LedgerFormatError)
  })
})

describe('hostile bytes', () => {
  const tags = fc.constantFrom(0x30, 0x31, 0x02, 0x04, 0x05, 0x06, 0x03, 0x01, 0xa0, 0xa1, 0x80, 0x18, 0x17, 0x0c)
  const wrap = (tag: number, content: Uint8Array) =>
    joinBytes(
      content.length < 128 ? Uint8Array.of(tag, content.length) : Uint8Array.of(tag, 0x82, content.length >> 8, content.length & 255),
      content,
    )
  const known = fc.constantFrom(
    ...[
      '2a864886f70d010702',
      '2a864886f70d0109100104',
      '608648016503040201',
      '2a8648ce3d040302',
      '551d13',
      '551d0f',
      '2a864886f70d01010a',
    ].map(decodeHex),
  )
  const tree = fc.letrec<{ any: Uint8Array }>((tie) => ({
    any: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      known.map((oid) => wrap(0x06, oid)),
      fc.tuple(tags, fc.uint8Array({ maxLength: 8 })).map(([tag, content]) => wrap(tag, content)),
      fc.tuple(tags, fc.array(tie('any'), { maxLength: 5 })).map(([tag, parts]) => wrap(tag, joinBytes(...parts))),
    ),
  })).any
  test.each([
    ['certificate', parseCertificate],
    ['signed data', parseSignedData],
    ['response', parseTimestampResponse],
    ['token', parseTimestampToken],
    ['request', parseTimestampRequest],
    ['PEM file', (given: Uint8Array) => parsePem(new TextDecoder().decode(given))],
  ])('taken for a %s are refused by name', (_, parse) => {
    fc.assert(
      fc.property(fc.oneof(tree, fc.uint8Array({ maxLength: 200 })), (given) => {
        try {
          parse(given)
        } catch (error) {
          expect(error).toBeInstanceOf(LedgerFormatError)
        }
      }),
      { numRuns: 1500 },
    )
  })
  test('nested without end are refused without a deep stack', () => {
    let nested: Uint8Array = new Uint8Array(0)
    for (let depth = 0; depth < 10_000; depth++) nested = wrap(0x30, nested.subarray(0, 60_000))
    for (const parse of [parseCertificate, parseSignedData, parseTimestampResponse]) expect(() => parse(nested)).toThrow(LedgerFormatError)
  })
})
