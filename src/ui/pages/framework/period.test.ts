// The choices of a period: the last quarter first, and whatever the address asks for among them.
import { expect, test } from 'vitest'
import { isUsual, periodChoices, periodQuery } from './period.ts'

test('the last quarter comes first, this one so far after it', () => {
  const choices = periodChoices('2026-11-28', { from: '2026-07-01', to: '2026-09-30' })
  expect(choices.slice(0, 2).map(({ label, from, to }) => [label, from, to])).toEqual([
    ['Last quarter (Q3 2026)', '2026-07-01', '2026-09-30'],
    ['This quarter so far', '2026-10-01', '2026-11-28'],
  ])
  expect(isUsual('2026-11-28', '2026-07-01', '2026-09-30')).toBe(true)
})
test('days that are none of the common ones are a choice of their own', () => {
  const choices = periodChoices('2026-11-28', { from: '2026-02-03', to: '2026-02-09' })
  expect(choices.at(-1)).toMatchObject({ value: '2026-02-03/2026-02-09', label: '3 February 2026 to 9 February 2026' })
})
test('one day alone asks for nothing', () => {
  expect(periodQuery({ from: '2026-02-03' })).toEqual({})
})
