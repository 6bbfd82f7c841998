// Sentences about one UTC day of a source: what it sums up to and how it looks.
import { describe, expect, test } from 'vitest'
import { makeId } from '../kernel/ids.ts'
import { type Instant, parseInstant } from '../kernel/instant.ts'
import { type DayOfSource, dayEntry, dayState, daysBetween, expectedSigns, gapSecondsWithin, silentDay, utcDay } from './day.ts'

function at(text: string): Instant {
  const instant = parseInstant(text)
  if (instant === undefined) throw new Error(text)
  return instant
}

const source: DayOfSource = {
  sourceId: makeId('source', 1, new Uint8Array(10)),
  name: 'Production Prometheus',
  integration: 'alertmanager',
  heartbeatSeconds: 600,
  reviewTargetSeconds: 3600,
  coverageIntent: '24x7',
  timeZone: 'UTC',
  createdAt: at('2026-04-01T12:00:00Z'),
  retiredAt: null,
}

describe('the entry of a day', () => {
  test('counts what was heard, and what the interval asks for', () => {
    const counts = {
      heartbeats: 140,
      deliveries: 3,
      refused: 1,
      firstHeardAt: at('2026-04-06T00:03:00Z'),
      lastHeardAt: at('2026-04-06T23:53:00Z'),
      longestSilenceSeconds: 1800,
    }
    expect(dayEntry(source, '2026-04-06', counts, at('2026-04-05T23:53:00Z'))).toMatchObject({
      kind: 'coverage.heartbeat',
      obj: source.sourceId,
      at: at('2026-04-07T00:00:00Z'),
      detail: { day: '2026-04-06', expected: 144, heartbeats: 140, deliveries: 3, refused: 1, longest_silence_seconds: 1800 },
    })
  })
  test('of a day without any sign of life says so, with the silence up to its end', () => {
    expect(dayEntry(source, '2026-04-06', silentDay, at('2026-04-05T12:00:00Z')).detail).toMatchObject({
      heartbeats: 0,
      deliveries: 0,
      longest_silence_seconds: 36 * 3600,
      first_heard_at: null,
      last_heard_at: null,
    })
  })
  test('counts the silence after the last sign of life', () => {
    const counts = {
      ...silentDay,
      heartbeats: 1,
      firstHeardAt: at('2026-04-06T04:00:00Z'),
      lastHeardAt: at('2026-04-06T04:00:00Z'),
      longestSilenceSeconds: 60,
    }
    expect(dayEntry(source, '2026-04-06', counts, null).detail).toMatchObject({ longest_silence_seconds: 20 * 3600 })
  })
})

describe('signs of life expected of a day', () => {
  test('count from when the source exists to when it was retired', () => {
    expect(expectedSigns(source, '2026-04-01')).toBe(72)
    expect(expectedSigns({ ...source, retiredAt: at('2026-04-03T01:00:00Z') }, '2026-04-03')).toBe(6)
    expect(expectedSigns(source, '2026-03-31')).toBe(0)
  })
  test('are none where no heartbeat is expected', () => {
    expect(expectedSigns({ ...source, heartbeatSeconds: null }, '2026-04-06')).toBe(0)
  })
  test('are those of business hours where only those are promised', () => {
    expect(expectedSigns({ ...source, coverageIntent: 'business_hours' }, '2026-04-06')).toBe(60)
    expect(expectedSigns({ ...source, coverageIntent: 'business_hours' }, '2026-04-05')).toBe(0)
  })
})

describe('the square of a day', () => {
  const nothing = { alerts: 0, heartbeats: 0, deliveries: 0, gapSeconds: 0 }
  test.each([
    ['before', '2026-03-31', source, nothing],
    ['quiet', '2026-04-06', source, { ...nothing, heartbeats: 144 }],
    ['alive', '2026-04-06', source, { ...nothing, deliveries: 2, alerts: 1 }],
    ['gap', '2026-04-06', source, { ...nothing, alerts: 1, gapSeconds: 1 }],
    ['not_watched', '2026-04-06', { ...source, heartbeatSeconds: null }, nothing],
    ['quiet', '2026-04-06', { ...source, heartbeatSeconds: null }, { ...nothing, deliveries: 1 }],
    ['after', '2026-04-07', { ...source, retiredAt: at('2026-04-06T09:00:00Z') }, nothing],
  ] as const)('is %s', (state, day, of, facts) => {
    expect(dayState(of, day, facts)).toBe(state)
  })
})

describe('days', () => {
  test('are UTC days, both ends included', () => {
    expect(daysBetween('2026-02-27', '2026-03-02')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02'])
    expect(daysBetween('2026-03-02', '2026-03-01')).toEqual([])
    expect(utcDay(at('2026-04-06T23:59:59.999Z'))).toBe('2026-04-06')
  })
  test('hold the seconds of a gap that lie inside them, up to now for an open one', () => {
    const open = { startedAt: at('2026-04-05T22:00:00Z'), endedAt: null }
    const now = at('2026-04-07T01:00:00Z')
    expect(['2026-04-04', '2026-04-05', '2026-04-06', '2026-04-07', '2026-04-08'].map((day) => gapSecondsWithin(open, day, now))).toEqual([
      0, 7200, 86400, 3600, 0,
    ])
  })
})
