// Sending in parts: how large they are, and what happens after one that was not taken.
import { describe, expect, test } from 'vitest'
import { moveAfter, nextPartSize, stoppedBecause, waitBeforeTry, whyOtherFile } from './sendParts.ts'

const mib = 1024 * 1024

describe('the next part', () => {
  test('grows on a quick line, by twice at most, and never beyond four megabytes', () => {
    const first = nextPartSize(null)
    expect(first).toBe(mib / 4)
    expect(nextPartSize({ bytes: first, took: 10, cut: false })).toBe(mib / 2)
    expect(nextPartSize({ bytes: 4 * mib, took: 10, cut: false })).toBe(4 * mib)
  })
  test('shrinks on a slow line to what takes about three seconds', () => {
    expect(nextPartSize({ bytes: mib, took: 12_000, cut: false })).toBe(mib / 4)
  })
  test('is half as large after the line was cut, and never so small that only headers travel', () => {
    expect(nextPartSize({ bytes: mib, took: 5, cut: true })).toBe(mib / 2)
    expect(nextPartSize({ bytes: 64 * 1024, took: 60_000, cut: true })).toBe(64 * 1024)
  })
})

describe('after a part that was not taken', () => {
  test('one goes on where the server is, waits where there is no server, and stops where trying again would not help', () => {
    expect(moveAfter('upload_offset_wrong')).toBe('ask')
    expect(moveAfter('request_timeout')).toBe('ask')
    expect(moveAfter('unreachable')).toBe('wait')
    expect(moveAfter('unexpected')).toBe('wait')
    expect(moveAfter('already_exists')).toBe('finish')
    for (const code of ['not_found', 'payload_too_large', 'not_signed_in', 'payload_not_readable'] as const)
      expect(moveAfter(code)).toBe('stop')
  })
  test('the pauses grow up to half a minute', () => {
    expect([1, 2, 3, 4, 5, 6, 20].map(waitBeforeTry)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
  })
  test('what stopped says what to do next', () => {
    expect(stoppedBecause('not_found', 'x')).toContain('Begin again')
    expect(stoppedBecause('payload_too_large', 'At most 5 GB.')).toBe('At most 5 GB.')
  })
})

describe('going on after a reload', () => {
  const begun = { fileName: 'memory.lime', size: 10, lastModified: 1 }
  test('takes the same file', () => {
    expect(whyOtherFile(begun, { ...begun })).toBeNull()
  })
  test('refuses another name, size or state of it, and says which', () => {
    expect(whyOtherFile(begun, { ...begun, fileName: 'other' })).toContain('“other”')
    expect(whyOtherFile(begun, { ...begun, size: 11 })).toContain('another size')
    expect(whyOtherFile(begun, { ...begun, lastModified: 2 })).toContain('was changed')
  })
})
