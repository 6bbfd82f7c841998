// Sentences about the moment from which an incident's logs are counted.
import { expect, test } from 'vitest'
import { hour, type Instant, parseInstant, toInstant } from '../kernel/instant.ts'
import type { ClockId, ClockReading } from '../obligation/clock.ts'
import { firstMoment } from './firstMoment.ts'

const declared = parseInstant('2026-03-01T02:00:00Z') as Instant
const before = (hours: number) => toInstant(declared - hours * hour)
const reading = (id: string, clock: ClockId, at: Instant, corrects: string | null = null): ClockReading => {
  return { id, clock, at, zone: 'UTC', by: 'Ada', basis: 'a log', recordedAt: declared, corrects }
}

test('it is the declaration until somebody knows better', () => {
  expect(firstMoment([], declared)).toBe(declared)
  expect(firstMoment([reading('1', 'awareness', before(5))], declared)).toBe(declared)
})

test('it is the earliest sign where nobody said when it happened', () => {
  expect(firstMoment([reading('1', 'detection', before(2)), reading('2', 'suspicion', before(4))], declared)).toBe(before(4))
})

test('it is the earliest occurrence that nobody corrected, whatever was noticed before', () => {
  const readings = [reading('1', 'occurrence', before(9)), reading('2', 'occurrence', before(3), '1'), reading('3', 'detection', before(5))]
  expect(firstMoment(readings, declared)).toBe(before(3))
})
