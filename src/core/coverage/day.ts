// What one UTC day of a source comes to: the entry that sums it up, and the colour of its square in the calendar.
import { businessTimeBetween } from '../kernel/deadline.ts'
import type { SourceId } from '../kernel/ids.ts'
import { day as dayLength, type Instant, parseInstant, second, toInstant } from '../kernel/instant.ts'
import type { NewEntry } from '../ledger/entry.ts'
import type { CoverageIntent } from './gap.ts'

/** `YYYY-MM-DD`, a UTC day. */
export type UtcDay = string

export function utcDay(at: Instant): UtcDay {
  return new Date(at).toISOString().slice(0, 10)
}

export function startOfDay(day: UtcDay): Instant {
  const start = parseInstant(`${day}T00:00:00Z`)
  if (start === undefined) throw new RangeError(`not a day: ${day}`)
  return start
}

export function endOfDay(day: UtcDay): Instant {
  return toInstant(startOfDay(day) + dayLength)
}

/** Every day from the first to the last, both included. */
export function daysBetween(first: UtcDay, last: UtcDay): UtcDay[] {
  const days: UtcDay[] = []
  for (let at = startOfDay(first); at <= startOfDay(last); at = toInstant(at + dayLength)) days.push(utcDay(at))
  return days
}

export type DayOfSource = {
  sourceId: SourceId
  name: string
  integration: string
  heartbeatSeconds: number | null
  reviewTargetSeconds: number
  coverageIntent: CoverageIntent
  timeZone: string
  createdAt: Instant
  retiredAt: Instant | null
}

export type DayCounts = {
  heartbeats: number
  deliveries: number
  refused: number
  firstHeardAt: Instant | null
  lastHeardAt: Instant | null
  /** Between two signs of life, as counted while they came. */
  longestSilenceSeconds: number
}

export const silentDay: DayCounts = {
  heartbeats: 0,
  deliveries: 0,
  refused: 0,
  firstHeardAt: null,
  lastHeardAt: null,
  longestSilenceSeconds: 0,
}

/** How many signs of life the interval asks for in the part of the day in which the source existed (and was open, for business hours). */
export function expectedSigns(source: DayOfSource, day: UtcDay): number {
  if (source.heartbeatSeconds === null) return 0
  const [from, until] = lifeWithin(source, day)
  const watched = source.coverageIntent === '24x7' ? Math.max(0, until - from) : businessTimeBetween(from, until, source.timeZone)
  return Math.floor(watched / (source.heartbeatSeconds * second))
}

function lifeWithin(source: DayOfSource, day: UtcDay): [Instant, Instant] {
  const from = toInstant(Math.max(startOfDay(day), source.createdAt))
  return [from, toInstant(Math.min(endOfDay(day), source.retiredAt ?? Number.POSITIVE_INFINITY))]
}

/** Sums up a finished day. `heardBefore`: the last sign of life before the day. The silence that reaches past the day counts up to its end. */
export function dayEntry(source: DayOfSource, day: UtcDay, counts: DayCounts, heardBefore: Instant | null): NewEntry {
  const [, until] = lifeWithin(source, day)
  const lastSign = counts.lastHeardAt ?? heardBefore ?? source.createdAt
  const silenceAtEnd = Math.max(0, Math.floor((until - lastSign) / second))
  return {
    kind: 'coverage.heartbeat',
    act: 'system',
    obj: source.sourceId,
    at: endOfDay(day),
    ctl: ['CC7.2'],
    detail: {
      day,
      name: source.name,
      integration: source.integration,
      heartbeat_seconds: source.heartbeatSeconds,
      // Said every day, so that a period can be read without everything recorded before it.
      review_target_seconds: source.reviewTargetSeconds,
      coverage_intent: source.coverageIntent,
      expected: expectedSigns(source, day),
      heartbeats: counts.heartbeats,
      deliveries: counts.deliveries,
      refused: counts.refused,
      longest_silence_seconds: Math.max(counts.longestSilenceSeconds, silenceAtEnd),
      first_heard_at: counts.firstHeardAt,
      last_heard_at: counts.lastHeardAt,
    },
  }
}

export type SilentTime = { startedAt: Instant; endedAt: Instant | null }

/** Seconds of a day that lie inside a gap; one that has not ended reaches to now. */
export function gapSecondsWithin(gap: SilentTime, day: UtcDay, now: Instant): number {
  const from = Math.max(gap.startedAt, startOfDay(day))
  const until = Math.min(gap.endedAt ?? now, endOfDay(day))
  return Math.max(0, Math.round((until - from) / second))
}

export const dayStates = ['before', 'quiet', 'alive', 'gap', 'not_watched', 'after'] as const
export type DayState = (typeof dayStates)[number]

export type DayFacts = { alerts: number; heartbeats: number; deliveries: number; gapSeconds: number }

export function dayState(source: DayOfSource, day: UtcDay, facts: DayFacts): DayState {
  if (endOfDay(day) <= source.createdAt) return 'before'
  if (source.retiredAt !== null && startOfDay(day) >= source.retiredAt) return 'after'
  if (facts.gapSeconds > 0) return 'gap'
  if (facts.alerts > 0) return 'alive'
  const heard = facts.heartbeats + facts.deliveries > 0
  return heard || source.heartbeatSeconds !== null ? 'quiet' : 'not_watched'
}
