// Which days are looked at, and which are refused.
import { expect, test } from 'vitest'
import { parseInstant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import { lookedAt } from './period.ts'

const now = parseInstant('2026-11-28T08:00:00Z')
if (now === undefined) throw new Error('no instant')
const refused = (asked: { from?: string; to?: string }) => {
  try {
    lookedAt(asked, 'UTC', now)
  } catch (error) {
    return error instanceof Refusal ? [error.code, ...error.fields.map(({ path }) => path)] : error
  }
  return 'taken'
}

test('the last quarter is looked at where nobody says which days', () => {
  const { first, last, start } = lookedAt({}, 'Europe/Zurich', now)
  expect([first, last, new Date(start).toISOString()]).toEqual(['2026-07-01', '2026-09-30', '2026-06-30T22:00:00.000Z'])
})
test('both days are included, as days of the organization', () => {
  const { start, end } = lookedAt({ from: '2026-10-25', to: '2026-10-25' }, 'Europe/Zurich', now)
  expect((end - start) / 3_600_000).toBe(25)
})
test('days that are none, alone, turned around or too many are refused by name', () => {
  expect(refused({ from: '2026-02-30', to: '2026-03-01' })).toEqual(['period_not_valid', '/from'])
  expect(refused({ from: '2026-02-01' })).toEqual(['period_not_valid', '/to'])
  expect(refused({ from: '2026-03-02', to: '2026-03-01' })).toEqual(['period_not_valid'])
  expect(refused({ from: '2020-01-01', to: '2026-03-01' })).toEqual(['period_not_valid'])
  expect(refused({ from: '2026-03-01', to: '2026-03-01' })).toBe('taken')
})
