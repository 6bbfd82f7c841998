// Sentences about evidence that a runbook says to keep.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EvidenceId, PreservationId } from '../kernel/ids.ts'
import { day, hour, type Instant, parseInstant, toInstant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { LossClock } from './lostAt.ts'
import { decideCaptured, decideLost, type PreservationItem, type PreservationState, standingOf } from './preservation.ts'

const now = parseInstant('2026-03-10T08:00:00Z') as Instant
const first = `evi_${'1'.repeat(32)}` as EvidenceId
const second = `evi_${'2'.repeat(32)}` as EvidenceId
const item = (state: PreservationState = { is: 'open' }): PreservationItem => ({
  id: `prs_${'0'.repeat(32)}` as PreservationId,
  what: 'Git events',
  state,
})
const clockAt = (at: number): LossClock => ({ known: true, at: toInstant(at), certainty: 'documented', onlyIf: null })
const undated: LossClock = { known: false, why: 'configured', says: 'It is kept as the bucket.' }
const captured = { is: 'captured', evidenceId: first, capturedAt: now, afterLoss: false } as const
const lost = { is: 'lost', since: now, recordedAt: now, reason: null } as const

const codeOf = (work: () => unknown) => {
  try {
    work()
    return 'allowed'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

describe('evidence to be kept', () => {
  test('is open, past its date, captured or lost, and past its date again only while nobody said what became of it', () => {
    expect(standingOf(item(), clockAt(now + 1), now)).toBe('open')
    expect(standingOf(item(), clockAt(now), now)).toBe('past')
    expect(standingOf(item(), undated, now)).toBe('open')
    expect(standingOf(item(captured), clockAt(now - day), now)).toBe('captured')
    expect(standingOf(item(lost), clockAt(now + day), now)).toBe('lost')
  })
  test('is captured as one evidence item, once', () => {
    expect(decideCaptured(item(), first, now)).toEqual(captured)
    expect(codeOf(() => decideCaptured(item(captured), first, now))).toBe('nothing_changed')
    expect(codeOf(() => decideCaptured(item(captured), second, now))).toBe('already_captured')
  })
  test('may turn up after it was recorded as lost, and then it says so', () => {
    expect(decideCaptured(item(lost), second, now)).toMatchObject({ is: 'captured', evidenceId: second, afterLoss: true })
  })
  test('is lost since the instant its window ended, not since somebody noticed', () => {
    expect(decideLost(item(), {}, clockAt(now - 3 * day), now)).toEqual({
      is: 'lost',
      since: now - 3 * day,
      recordedAt: now,
      reason: null,
    })
  })
  test('is not lost before its date unless somebody says why', () => {
    expect(codeOf(() => decideLost(item(), {}, clockAt(now + day), now))).toBe('reason_needed')
    expect(codeOf(() => decideLost(item(), { reason: ' ... ' }, clockAt(now + day), now))).toBe('reason_needed')
    expect(codeOf(() => decideLost(item(), { since: toInstant(now - 5 * day) }, clockAt(now - day), now))).toBe('reason_needed')
    expect(decideLost(item(), { reason: 'The host was wiped.' }, clockAt(now + day), now)).toMatchObject({
      since: now,
      reason: 'The host was wiped.',
    })
  })
  test('without a date is lost only with a reason', () => {
    expect(codeOf(() => decideLost(item(), {}, undated, now))).toBe('reason_needed')
    expect(decideLost(item(), { reason: 'The bucket was emptied.' }, undated, now)).toMatchObject({ since: now })
  })
  test('is not lost in the future, not lost twice, and not lost once it is captured', () => {
    const later = toInstant(now + hour)
    expect(codeOf(() => decideLost(item(), { since: later, reason: 'It will be wiped.' }, undated, now))).toBe('invalid_request')
    expect(codeOf(() => decideLost(item(lost), { reason: 'Again gone.' }, undated, now))).toBe('already_lost')
    expect(codeOf(() => decideLost(item(captured), { reason: 'Gone now.' }, undated, now))).toBe('already_captured')
  })
  test('whatever is asked: a loss lies not after now, and without a reason not before its date', () => {
    const offset = fc.integer({ min: -30 * day, max: 30 * day })
    fc.assert(
      fc.property(fc.option(offset, { nil: undefined }), offset, fc.boolean(), (sinceOffset, clockOffset, reasoned) => {
        const request = {
          ...(sinceOffset === undefined ? {} : { since: toInstant(now + sinceOffset) }),
          ...(reasoned ? { reason: 'The host was wiped.' } : {}),
        }
        try {
          const state = decideLost(item(), request, clockAt(now + clockOffset), now)
          expect(state.since).toBeLessThanOrEqual(now)
          if (state.reason === null) expect(state.since).toBeGreaterThanOrEqual(now + clockOffset)
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
        }
      }),
    )
  })
})
