// Bytes and their texts.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesOfBase64, bytesOfHex, textOfUtf8 } from './bytes.ts'

test('base64 is read padded, unpadded and in the URL alphabet', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 60 }), (bytes) => {
      const buffer = Buffer.from(bytes)
      expect(bytesOfBase64(buffer.toString('base64'))).toEqual(bytes)
      expect(bytesOfBase64(buffer.toString('base64url'))).toEqual(bytes)
      expect(bytesOfBase64(buffer.toString('base64').replace(/=+$/, ''))).toEqual(bytes)
    }),
  )
})

test.each(['', '=', '==', 'A', 'AAAAA', 'AA=', 'AAA==', 'AA AA', 'AA!A', 'AAA\n'])('%o is no base64', (text) => {
  expect(bytesOfBase64(text)).toBeNull()
})

test('hexadecimal is read in either case and in whole bytes only', () => {
  expect(bytesOfHex('00fFa0')).toEqual(Uint8Array.of(0, 255, 160))
  for (const text of ['', '0', '0g', '00 ', '0x00']) expect(bytesOfHex(text)).toBeNull()
})

test('what is not UTF-8 is no text', () => {
  expect(textOfUtf8(Uint8Array.of(0xe2, 0x82, 0xac))).toBe('€')
  for (const bytes of [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xe2, 0x82]]) expect(textOfUtf8(Uint8Array.from(bytes))).toBeNull()
})
