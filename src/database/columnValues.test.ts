// Is a time read as it is written, whichever way is taken?
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTimestamp } from './columnValues.ts'

test('every time is read to its millisecond, with and without a fraction, near and far', () => {
  const between = { min: Date.parse('0001-01-01T00:00:00Z'), max: Date.parse('9999-12-31T23:59:59Z') }
  fc.assert(
    fc.property(fc.integer(between), fc.nat(6), fc.nat(999_999), (at, digits, finer) => {
      const seconds = Math.floor(at / 1000) * 1000
      const fraction = digits === 0 ? '' : `.${String(finer).padStart(6, '0').slice(0, digits)}`
      const text = `${new Date(seconds).toISOString().slice(0, 19).replace('T', ' ')}${fraction}+00`
      expect(readTimestamp(text)).toBe(seconds + Math.floor(Number(`0${fraction}`) * 1000 + 1e-6))
    }),
    { numRuns: 2000, seed: 20_261_128 },
  )
})

test('what is no instant, or of another offset than sessions have, is refused and not misread', () => {
  for (const text of ['infinity', '2026-04-03 12:00:00+02', '0044-03-15 12:00:00+00 BC', '12026-01-01 00:00:00+00'])
    expect(() => readTimestamp(text)).toThrow(RangeError)
})
