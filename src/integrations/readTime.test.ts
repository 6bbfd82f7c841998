// Times as tools write them.
import { LosslessNumber } from 'lossless-json'
import { describe, expect, test } from 'vitest'
import { formatInstant } from '../core/kernel/instant.ts'
import type { JsonValue } from './readJson.ts'
import { readTime } from './readTime.ts'

function iso(value: JsonValue | undefined): string | null {
  const at = readTime(value)
  return at === null ? null : formatInstant(at)
}

describe('reading a time', () => {
  test.each([
    ['2026-04-01T02:21:54.532Z', '2026-04-01T02:21:54.532Z'],
    ['2019-02-15T23:53:45.093+0000', '2019-02-15T23:53:45.093Z'],
    ['2018-03-07T06:33:21.873077559-05:00', '2018-03-07T11:33:21.873Z'],
    ['2019-03-22T13:58:24.3713213Z', '2019-03-22T13:58:24.371Z'],
    ['2024-09-24 23:51:35.527Z', '2024-09-24T23:51:35.527Z'],
    ['Thu, 1 Nov 2018 22:00:00 GMT', '2018-11-01T22:00:00.000Z'],
    ['1759343824000', '2025-10-01T18:37:04.000Z'],
    ['1483557272', '2017-01-04T19:14:32.000Z'],
    ['1566248777.677', '2019-08-19T21:06:17.677Z'],
  ])('%s is %s', (written, expected) => {
    expect(iso(written)).toBe(expected)
  })

  test.each([
    [1566248777.677, '2019-08-19T21:06:17.677Z'],
    [1499368214, '2017-07-06T19:10:14.000Z'],
    [1502709956288, '2017-08-14T11:25:56.288Z'],
    [1502709956288000, '2017-08-14T11:25:56.288Z'],
    [new LosslessNumber('1502709956288000110'), '2017-08-14T11:25:56.288Z'],
    [new LosslessNumber('1502709956288999999'), '2017-08-14T11:25:56.288Z'],
  ])('%s since 1970 is %s, whatever the unit', (written, expected) => {
    expect(iso(written)).toBe(expected)
  })

  test.each([
    '0001-01-01T00:00:00Z',
    '1970-01-01T00:00:00Z',
    0,
    -5,
    12345,
    '',
    '   ',
    'yesterday',
    '2024-09-24 23:51:35.527',
    '3/22/2019 1:36:31 PM',
    '2021-02-30T00:00:00Z',
    '99999999999999999999',
    Number.POSITIVE_INFINITY,
    new LosslessNumber('-1502709956288000110'),
    new LosslessNumber('9'.repeat(300)),
    null,
    undefined,
    true,
    {},
    [],
  ])('%o names no instant', (written) => {
    expect(readTime(written)).toBeNull()
  })
})
