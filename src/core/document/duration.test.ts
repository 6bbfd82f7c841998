// Sentences about lengths of time in documents, and about places of a template nobody has filled in.
import { describe, expect, test } from 'vitest'
import { durationInWords, findDuration, parseDuration, roughMilliseconds } from './duration.ts'
import { findPlaceholders } from './placeholders.ts'

describe('a duration', () => {
  test.each([
    ['PT15M', { months: 0, days: 0, milliseconds: 900_000 }, '15 minutes'],
    ['P1Y', { months: 12, days: 0, milliseconds: 0 }, '1 year'],
    ['P1W', { months: 0, days: 7, milliseconds: 0 }, '1 week'],
    ['P1M', { months: 1, days: 0, milliseconds: 0 }, '1 month'],
    ['PT1M', { months: 0, days: 0, milliseconds: 60_000 }, '1 minute'],
    ['P1DT2H', { months: 0, days: 1, milliseconds: 7_200_000 }, '1 day 2 hours'],
    ['P0D', { months: 0, days: 0, milliseconds: 0 }, 'at once'],
  ])('%s is read and said in words', (iso, parts, words) => {
    const duration = parseDuration(iso)
    expect(duration).toEqual({ iso, ...parts })
    expect(duration && durationInWords(duration)).toBe(words)
  })
  test.each(['P', 'PT', 'P1DT', '15M', 'PT1.5H', '-P1D', 'P1H', 'pt5m', '', 'P1D '])('%j is none', (text) => {
    expect(parseDuration(text)).toBeUndefined()
  })
  test('is found in a sentence', () => {
    expect(findDuration('within 90 days after the event')?.iso).toBe('P90D')
    expect(findDuration('take it within an hour')?.iso).toBe('PT1H')
    expect(findDuration('until the pod is gone')).toBeUndefined()
  })
  test('can be compared with another', () => {
    const [days, month] = [parseDuration('P29D'), parseDuration('P1M')]
    expect(days && month && roughMilliseconds(days) < roughMilliseconds(month)).toBe(true)
  })
})

test('a placeholder is found with its line and column, and a link or a parameter is none', () => {
  expect(findPlaceholders('a\nb [replace: the name] c\n[x](y) <pod-name> [ ]')).toEqual([
    { rule: 'document/placeholder', message: 'Still to be replaced: the name.', position: { line: 2, column: 3 } },
  ])
})
