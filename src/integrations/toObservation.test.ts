// The limits of an observation.
import { describe, expect, test } from 'vitest'
import { at } from '../../test/support/deliveries.ts'
import { observationLimit, toObservation, toObservations } from './toObservation.ts'

const said = { fingerprint: 'f', status: 'firing' as const, title: 't' }

describe('an observation', () => {
  test('that still fires has no end, and one that resolved has', () => {
    const endedAt = at('2026-03-04T05:06:07Z')
    expect(toObservation({ ...said, endedAt }).endedAt).toBeNull()
    expect(toObservation({ ...said, status: 'resolved', endedAt }).endedAt).toBe(endedAt)
  })

  test('keeps the first 64 labels, once each, without empty ones and without __proto__', () => {
    const many = Array.from({ length: 100 }, (_, index): [string, string] => [`label ${index}`, 'v'])
    const { labels } = toObservation({
      ...said,
      labels: [['__proto__', 'x'], ['a', 'first'], ['a', 'second'], ['b', null], ['', 'c'], ['d', '\u0007'], ...many],
    })
    expect(Object.keys(labels)).toHaveLength(64)
    expect(Object.keys(labels).slice(0, 3)).toEqual(['a', 'label 0', 'label 1'])
    expect(labels.a).toBe('first')
    expect(Object.getPrototypeOf(labels)).toBe(Object.prototype)
  })

  test('has a title even where there is nothing to see in it', () => {
    expect(toObservation({ ...said, title: '\u0000 \u200e' }).title).toBe('An alert without a title')
  })

  test('has none of the text that says nothing', () => {
    expect(toObservation({ ...said, severity: ' ', summary: '\n', link: 'nowhere' })).toMatchObject({
      severity: null,
      summary: null,
      link: null,
    })
  })
})

test('elements that cannot be read, and those beyond the limit, are counted as left out', () => {
  expect(toObservations([1, 2, 3], (element) => (element === 2 ? null : said), 4)).toMatchObject({ observations: [{}, {}], omitted: 5 })
  const made = toObservations(new Array(observationLimit + 5).fill(0), () => said)
  expect(made).toHaveProperty('observations.length', observationLimit)
  expect(made).toHaveProperty('omitted', 5)
  expect(toObservations([1], () => said)).not.toHaveProperty('omitted')
})
