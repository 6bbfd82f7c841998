// When checkpoints are sent, and how often a failed attempt is repeated.
import { describe, expect, test } from 'vitest'
import { day, hour, minute, toInstant } from '../kernel/instant.ts'
import { type AnchorDue, isAnchorDue, mostAttempts, nextAttemptAt } from './anchorSchedule.ts'

const requestedAt = toInstant(1_780_000_000_000)
const later = (milliseconds: number) => toInstant(requestedAt + milliseconds)
const due = (more: Partial<AnchorDue>, at = later(hour)) =>
  isAnchorDue(
    { kind: 'webhook', everySeconds: 3600, last: { state: 'anchored', size: 5, requestedAt }, headSize: 8, news: true, ...more },
    at,
  )

describe('an anchor', () => {
  test('is due at once where nothing was ever sent, and never where nothing is sealed', () => {
    expect(due({ last: null })).toBe(true)
    expect(due({ last: null, headSize: null })).toBe(false)
    expect(due({ last: null, headSize: 0 })).toBe(false)
  })
  test('is due once the interval is over and something was recorded since', () => {
    expect(due({})).toBe(true)
    expect(due({}, later(hour - 1))).toBe(false)
    expect(due({ news: false })).toBe(false)
  })
  test('is not asked for again while one is on its way, and is after one was given up', () => {
    expect(due({ last: { state: 'pending', size: 5, requestedAt } })).toBe(false)
    expect(due({ last: { state: 'failed', size: 5, requestedAt }, news: false })).toBe(true)
  })
  test('of a quiet log is due once a day at a timestamp authority, and nowhere else', () => {
    expect(due({ kind: 'timestamp', news: false }, later(day))).toBe(true)
    expect(due({ kind: 'timestamp', news: false }, later(day - 1))).toBe(false)
    expect(due({ kind: 'mail', news: false }, later(30 * day))).toBe(false)
  })
})

describe('attempts', () => {
  test('come further and further apart, and end', () => {
    const times = Array.from({ length: mostAttempts }, (_, attempts) => (nextAttemptAt(requestedAt, attempts) ?? 0) - requestedAt)
    expect(times[0]).toBe(0)
    expect(times[1]).toBe(minute)
    const pauses = times.slice(1).map((time, place) => time - (times[place] ?? 0))
    expect([...pauses].sort((left, right) => left - right)).toEqual(pauses)
    expect(nextAttemptAt(requestedAt, mostAttempts)).toBeUndefined()
  })
})
