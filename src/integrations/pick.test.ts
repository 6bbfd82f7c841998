// Looking into a payload that may be anything.
import { LosslessNumber } from 'lossless-json'
import { expect, test } from 'vitest'
import { firstText, isObject, isTrue, pick, pickText, textPairs } from './pick.ts'

test('only a payload’s own members are found, not what every object inherits', () => {
  const payload = { alert: { labels: { severity: 'high' } } }
  expect(pick(payload, 'alert', 'labels', 'severity')).toBe('high')
  for (const name of ['toString', 'constructor', '__proto__', 'hasOwnProperty']) expect(pick(payload, name)).toBeUndefined()
  expect(pick(payload, 'alert', 'labels', 'severity', 'length')).toBeUndefined()
  expect(pick([['x']], '0')).toBeUndefined()
  expect(pick(null, 'alert')).toBeUndefined()
})

test('numbers are text, nothing and what is nested are none', () => {
  expect([pickText({ a: 3 }, 'a'), pickText({ a: new LosslessNumber('12345678901234567890') }, 'a')]).toEqual(['3', '12345678901234567890'])
  for (const value of ['', '  ', null, true, {}, [], Number.POSITIVE_INFINITY]) expect(pickText({ a: value }, 'a')).toBeNull()
  expect(firstText(null, null, 'b', 'c')).toBe('b')
  expect(firstText(null)).toBeNull()
})

test('a number that keeps its digits is no object', () => {
  expect(isObject(new LosslessNumber('1'))).toBe(false)
})

test('yes is told in several ways', () => {
  expect([true, 'true', 'True'].map(isTrue)).toEqual([true, true, true])
  expect([false, 'yes', 1, null, undefined].map(isTrue)).toEqual([false, false, false, false, false])
})

test('pairs are of what is text, a number, or yes and no', () => {
  expect(textPairs({ a: 'x', b: 1, c: false, d: null, e: {}, f: '' })).toEqual([
    ['a', 'x'],
    ['b', '1'],
    ['c', 'false'],
  ])
  expect(textPairs('x')).toEqual([])
})
