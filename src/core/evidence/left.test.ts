// Sentences about how long something can still be kept, in words.
import { expect, test } from 'vitest'
import { day, hour, type Instant, minute, parseInstant, toInstant } from '../kernel/instant.ts'
import { leftInWords } from './left.ts'
import type { LossClock } from './lostAt.ts'
import type { PreservationItem } from './preservation.ts'

const now = parseInstant('2026-03-01T02:00:00Z') as Instant
const open = { id: 'prs_1', what: 'CloudTrail', state: { is: 'open' } } as unknown as PreservationItem
const known = (left: number, more: Partial<Extract<LossClock, { known: true }>> = {}): LossClock => {
  return { known: true, at: toInstant(now + left), certainty: 'confirmed', onlyIf: null, ...more }
}

test.each([
  [known(3 * day + 4 * hour + 59 * minute), '3 days 4 hours left.'],
  [known(day), '1 day left.'],
  [known(hour + minute), '1 hour 1 minute left.'],
  [known(30_000), 'less than a minute left.'],
  [known(day, { certainty: 'documented' }), '1 day left, as its vendor says.'],
  [known(day, { certainty: 'at-latest' }), '1 day left at the latest, sooner where the log is busy.'],
  [known(day, { onlyIf: 'switched-on' }), '1 day left. It was recorded only if somebody had switched it on.'],
  [known(-2 * hour), 'Past its time for 2 hours: try to take it all the same.'],
  [{ known: false, why: 'by-volume', says: 'It is overwritten: 4 MB.' } as LossClock, 'It is overwritten: 4 MB.'],
])('%j: %s', (clock, words) => {
  expect(leftInWords(open, clock, now)).toBe(words)
})

test('what is settled says how', () => {
  const state = { is: 'lost' as const, since: now, recordedAt: now, reason: null }
  expect(leftInWords({ ...open, state }, known(day), now)).toBe('Lost since 2026-03-01T02:00:00.000Z.')
})
