// Sentences about silence: when it is too long, what ends it, and what is said when we ourselves were not there.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeId } from '../kernel/ids.ts'
import { hour, type Instant, minute, parseInstant, toInstant } from '../kernel/instant.ts'
import { hear, isSilent, notRunningSentence, openGap, type Watch } from './gap.ts'

function at(text: string): Instant {
  const instant = parseInstant(text)
  if (instant === undefined) throw new Error(text)
  return instant
}
const later = (from: Instant, by: number) => toInstant(from + by)
const newId = () => makeId('gap', 1, new Uint8Array(10))

// A Monday, nine o'clock.
const heard = at('2026-04-06T09:00:00Z')
const watch: Watch = {
  sourceId: makeId('source', 1, new Uint8Array(10)),
  name: 'Production Prometheus',
  heartbeatSeconds: 300,
  coverageIntent: '24x7',
  timeZone: 'UTC',
  watchedSince: at('2026-01-01T00:00:00Z'),
  lastHeardAt: heard,
}

describe('a source is silent', () => {
  test('beyond its interval, not at it', () => {
    expect(isSilent(watch, later(heard, 5 * minute))).toBe(false)
    expect(isSilent(watch, later(heard, 5 * minute + 1))).toBe(true)
  })
  test('never, where no heartbeat is expected', () => {
    expect(isSilent({ ...watch, heartbeatSeconds: null }, later(heard, 9999 * hour))).toBe(false)
  })
  test('also when it was never heard at all, counted from when it is watched', () => {
    const unheard = { ...watch, lastHeardAt: null, watchedSince: heard }
    expect(isSilent(unheard, later(heard, 5 * minute))).toBe(false)
    expect(openGap(unheard, later(heard, 6 * minute), null, newId)?.startedAt).toBe(heard)
  })
  test('by the promise in force: a shorter interval does not judge the silence before it was set', () => {
    const shortened = { ...watch, watchedSince: later(heard, hour) }
    expect(isSilent(shortened, later(heard, hour + minute))).toBe(false)
    expect(isSilent(shortened, later(heard, hour + 6 * minute))).toBe(true)
  })
  test('in business hours only, where only those are promised', () => {
    const office: Watch = { ...watch, coverageIntent: 'business_hours', heartbeatSeconds: 7200, lastHeardAt: at('2026-04-03T17:00:00Z') }
    expect(isSilent(office, at('2026-04-05T12:00:00Z'))).toBe(false)
    expect(isSilent(office, at('2026-04-06T09:00:00Z'))).toBe(false)
    expect(isSilent(office, at('2026-04-06T09:00:01Z'))).toBe(true)
  })
})

describe('a gap', () => {
  test('begins with the last sign of life and is on record when it is noticed', () => {
    const gap = openGap(watch, later(heard, hour), null, newId)
    expect(gap).toMatchObject({ startedAt: heard, detectedAt: later(heard, hour), endedAt: null, notRunning: null })
    expect(gap?.entries).toMatchObject([
      {
        kind: 'coverage.gap_opened',
        obj: gap?.gapId,
        at: heard,
        detail: { source: watch.sourceId, started_at: heard, heartbeat_seconds: 300 },
      },
    ])
  })
  test('is ended by the next sign of life', () => {
    const gapId = newId()
    const sign = hear(watch, { gapId, startedAt: heard }, later(heard, hour), null, newId)
    expect(sign).toMatchObject({ closes: gapId, missed: null, silenceSeconds: 3600 })
    expect(sign.entries).toMatchObject([{ kind: 'coverage.gap_closed', obj: gapId, detail: { ended_at: later(heard, hour) } }])
  })
  test('that nobody noticed while it lasted is on record all the same', () => {
    const sign = hear(watch, null, later(heard, hour), null, newId)
    expect(sign.missed).toMatchObject({ startedAt: heard, endedAt: later(heard, hour) })
    expect(sign.entries.map(({ kind }) => kind)).toEqual(['coverage.gap_opened', 'coverage.gap_closed'])
  })
  test('says so where Tickmark itself was not running for part of it', () => {
    const notRunning = { from: later(heard, minute), until: later(heard, hour) }
    const gap = openGap(watch, later(heard, hour), notRunning, newId)
    expect(gap?.notRunning).toEqual(notRunning)
    expect(gap?.entries[0]?.detail).toMatchObject({ not_running_from: notRunning.from, not_running_until: notRunning.until })
    expect(notRunningSentence(notRunning)).toContain('not running from 2026-04-06T09:01:00.000Z to 2026-04-06T10:00:00.000Z')
    expect(openGap(watch, later(heard, hour), { from: at('2026-01-01T00:00:00Z'), until: heard }, newId)?.notRunning).toBeNull()
  })
  test('is not made by a sign of life in time', () => {
    expect(hear(watch, null, later(heard, minute), null, newId)).toEqual({ silenceSeconds: 60, closes: null, missed: null, entries: [] })
  })
})

describe('whatever rhythm a source has', () => {
  test('a gap is found whether or not a sweep noticed it before the next sign of life', () => {
    const pauses = fc.array(fc.integer({ min: 1, max: 1200 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(pauses, (seconds) => {
        let last = heard
        let found = 0
        for (const pause of seconds) {
          const sign = later(last, pause * 1000)
          if (hear({ ...watch, lastHeardAt: last }, null, sign, null, newId).missed) found += 1
          last = sign
        }
        expect(found).toBe(seconds.filter((pause) => pause > 300).length)
      }),
    )
  })
})
