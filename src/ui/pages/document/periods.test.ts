// Which period an address means.
import { expect, test } from 'vitest'
import { commonPeriods, readPeriod } from './periods.ts'

test('the last full quarter comes first, also across the turn of a year', () => {
  expect(commonPeriods('2026-02-14')[0]).toEqual({ label: 'Q4 2025', id: '2025-Q4', from: '2025-10-01', to: '2025-12-31' })
  expect(commonPeriods('2026-07-01')[0]?.id).toBe('2026-Q2')
})

test('every period that can be chosen is read back from its own name', () => {
  for (const { id, from, to } of commonPeriods('2026-11-28'))
    expect(readPeriod({ period: id ?? '' }, '2026-11-28')).toMatchObject({ id, from, to })
})

test('two days are a period of their own; what cannot be read is the last full quarter', () => {
  expect(readPeriod({ from: '2026-03-05', to: '2026-04-02' }, '2026-11-28')).toMatchObject({
    id: null,
    from: '2026-03-05',
    to: '2026-04-02',
  })
  for (const asked of [{ period: '2026-Q5' }, { from: '2026-04-02', to: '2026-03-05' }, { from: 'yesterday', to: 'today' }, {}])
    expect(readPeriod(asked, '2026-11-28').id).toBe('2026-Q3')
})
