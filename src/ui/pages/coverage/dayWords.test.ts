// What a day says in the heat map, in words and marks.
import { expect, test } from 'vitest'
import { type CoverageDay, lookOf, markOf, sentenceOf } from './dayWords.ts'

const day = (some: Partial<CoverageDay>): CoverageDay => ({
  day: '2026-04-01',
  alerts: 0,
  reviewed: 0,
  late: 0,
  heartbeats: 24,
  deliveries: 0,
  refused: 0,
  gap_seconds: 0,
  gap_explained: false,
  state: 'quiet',
  ...some,
})

test('a quiet day says that the source was heard', () => {
  expect(sentenceOf(day({}))).toBe('heard, no alert')
  expect(markOf(day({}))).toBe('0')
})
test('an unexplained gap has its own mark, and so has an explained one', () => {
  expect(markOf(day({ state: 'gap', gap_seconds: 7_200 }))).toBe('!')
  expect(markOf(day({ state: 'gap', gap_seconds: 7_200, gap_explained: true }))).toBe('e')
  expect(sentenceOf(day({ state: 'gap', gap_seconds: 7_200, alerts: 1 }))).toBe('silent for 2 h, unexplained; 1 alert, 0 reviewed')
})
test('more alerts look darker', () => {
  expect([1, 5, 20, 60].map((alerts) => lookOf(day({ state: 'alive', alerts })))).toEqual(['heat1', 'heat2', 'heat3', 'heat4'])
})
test('lateness is said', () => {
  expect(sentenceOf(day({ state: 'alive', alerts: 3, reviewed: 3, late: 1 }))).toBe('3 alerts, 3 reviewed, 1 late')
})
