// The promises of the policy, counted: by when to acknowledge, to contain, to tell how it goes; kept, missed, or running. Late stays late.
import { type Duration, durationInWords } from '../document/duration.ts'
import { afterDuration } from '../kernel/deadline.ts'
import { type Instant, toInstant } from '../kernel/instant.ts'
import type { Policy, SeverityLevel } from '../policy/policy.ts'

export type PromiseName = 'acknowledge' | 'contain' | 'update'
export type PromiseStanding = 'running' | 'missed' | 'met' | 'late'

/** Which severity was in force since when, the first one first. */
export type LevelSince = { level: string; since: Instant }

export type Milestones = {
  declaredAt: Instant
  /** The earliest standing reading of the clock `detection`. */
  detectedAt: Instant | null
  acknowledgedAt: Instant | null
  containedAt: Instant | null
  /** The last status update that went out. */
  lastUpdateAt: Instant | null
  /** Recovered, closed, dismissed or merged: from then on nothing new is promised. */
  overAt: Instant | null
}

export type PromiseClock = {
  what: PromiseName
  state: PromiseStanding
  countedFrom: Instant
  dueAt: Instant
  doneAt: Instant | null
  within: string
  level: string
  /** No severity is set yet: counted as for the worst one. */
  isProvisional: boolean
}

type Levels = Pick<Policy, 'severities'>
type Stretch = { level: SeverityLevel; from: number; until: number }

/** Hours run through; days are had to their end in the organization's time zone. */
export function durationLater(at: Instant, { months, days, milliseconds }: Duration, timeZone: string): Instant {
  if (months === 0 && days === 0) return toInstant(at + milliseconds)
  return toInstant(afterDuration(at, { kind: 'calendar', months, days }, timeZone) + milliseconds)
}

/** The first severity counts from the beginning: it says what the incident was before anybody could answer. */
function stretches({ severities }: Levels, history: readonly LevelSince[]): Stretch[] {
  return history.flatMap(({ level: name, since }, place) => {
    const level = severities.find((one) => one.level === name)
    const until = history[place + 1]?.since ?? Number.POSITIVE_INFINITY
    return level === undefined ? [] : [{ level, from: place === 0 ? Number.NEGATIVE_INFINITY : since, until }]
  })
}

type Counted = { what: PromiseName; countedFrom: Instant; doneAt: Instant | null; promised: (level: SeverityLevel) => Duration | null }

function clockOf(
  counted: Counted,
  all: readonly Stretch[],
  milestones: Milestones,
  isProvisional: boolean,
  timeZone: string,
  now: Instant,
) {
  const { what, countedFrom, doneAt, promised } = counted
  const end = Math.min(doneAt ?? Number.POSITIVE_INFINITY, milestones.overAt ?? Number.POSITIVE_INFINITY, now)
  const due = all.flatMap(({ level, from, until }) => {
    const within = promised(level)
    return within === null ? [] : [{ level, within, from, until, dueAt: durationLater(countedFrom, within, timeZone) }]
  })
  const missed = due.find(({ from, until, dueAt }) => from < end && Math.min(until, end) > dueAt)
  const inForce = due.findLast(({ from }) => from <= end)
  const counts = missed ?? (inForce !== undefined && inForce.until >= end ? inForce : undefined)
  if (counts === undefined) return []
  if (missed === undefined && doneAt === null && milestones.overAt !== null) return []
  const done: PromiseStanding = missed === undefined ? 'met' : 'late'
  const open: PromiseStanding = missed === undefined ? 'running' : 'missed'
  const { level, within, dueAt } = counts
  const clock: PromiseClock = {
    what,
    state: doneAt === null ? open : done,
    countedFrom,
    dueAt,
    doneAt,
    within: durationInWords(within),
    level: level.level,
    isProvisional,
  }
  return [clock]
}

/** Counted as for the worst severity until one is set. */
function levelsCounted(policy: Levels, history: readonly LevelSince[], { declaredAt }: Milestones) {
  const [worst] = policy.severities
  const isProvisional = history.length === 0
  const counted = isProvisional ? (worst === undefined ? [] : [{ level: worst.level, since: declaredAt }]) : history
  return { isProvisional, all: stretches(policy, counted) }
}

const updateEvery = (level: SeverityLevel) => level.updateEvery

export function promiseClocks(
  policy: Levels,
  history: readonly LevelSince[],
  milestones: Milestones,
  timeZone: string,
  now: Instant,
): PromiseClock[] {
  const { isProvisional, all } = levelsCounted(policy, history, milestones)
  const detected = milestones.detectedAt ?? milestones.declaredAt
  const promises: Counted[] = [
    {
      what: 'acknowledge',
      countedFrom: detected,
      doneAt: milestones.acknowledgedAt,
      promised: ({ acknowledgeWithin }) => acknowledgeWithin,
    },
    { what: 'contain', countedFrom: detected, doneAt: milestones.containedAt, promised: ({ containWithin }) => containWithin },
    {
      what: 'update',
      countedFrom: milestones.lastUpdateAt ?? milestones.acknowledgedAt ?? milestones.declaredAt,
      doneAt: null,
      promised: updateEvery,
    },
  ]
  return promises
    .filter(({ what }) => what !== 'update' || milestones.overAt === null)
    .flatMap((promise) => clockOf(promise, all, milestones, isProvisional, timeZone, now))
}

/** A clock for each wait for an update, from the first one to the one that ends now or with the incident. */
export function updateClocks(
  policy: Levels,
  history: readonly LevelSince[],
  milestones: Milestones,
  updates: readonly Instant[],
  timeZone: string,
  now: Instant,
): PromiseClock[] {
  const { isProvisional, all } = levelsCounted(policy, history, milestones)
  const end = milestones.overAt ?? now
  const sent = updates.filter((at) => at <= end).sort((left, right) => left - right)
  const begins = milestones.acknowledgedAt ?? milestones.declaredAt
  const from = sent[0] !== undefined && sent[0] <= begins ? sent : [begins, ...sent]
  return from.flatMap((countedFrom, place) => {
    const wait: Counted = { what: 'update', countedFrom, doneAt: from[place + 1] ?? null, promised: updateEvery }
    return clockOf(wait, all, milestones, isProvisional, timeZone, now)
  })
}

/** What comes first of what is not done yet. */
export function nextDue(clocks: readonly PromiseClock[]): PromiseClock | null {
  const open = clocks.filter(({ doneAt, state }) => doneAt === null && (state === 'running' || state === 'missed'))
  return open.sort((left, right) => left.dueAt - right.dueAt)[0] ?? null
}
