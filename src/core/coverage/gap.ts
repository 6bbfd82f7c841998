// When is a source silent for too long, what ends that, and what goes on record about it?
import { businessTimeBetween } from '../kernel/deadline.ts'
import type { GapId, SourceId } from '../kernel/ids.ts'
import { formatInstant, type Instant, second } from '../kernel/instant.ts'
import type { NewEntry } from '../ledger/entry.ts'

export const coverageIntents = ['24x7', 'business_hours'] as const
export type CoverageIntent = (typeof coverageIntents)[number]

export type Watch = {
  sourceId: SourceId
  name: string
  /** Null: no heartbeat is expected, so silence says nothing. */
  heartbeatSeconds: number | null
  /** `business_hours`: silence counts from Monday to Friday, 08:00 to 18:00 in the organization's time zone. */
  coverageIntent: CoverageIntent
  timeZone: string
  /** Since when it is watched with this interval. A changed promise does not judge the silence before it. */
  watchedSince: Instant
  lastHeardAt: Instant | null
}

/** From when to when Tickmark itself did not run, and so heard nobody. */
export type NotRunning = { from: Instant; until: Instant }

export type OpenGap = { gapId: GapId; startedAt: Instant }

/** The last sign of life, or the beginning of the watch where there was none since. */
export function silentSince(watch: Pick<Watch, 'watchedSince' | 'lastHeardAt'>): Instant {
  return watch.lastHeardAt !== null && watch.lastHeardAt > watch.watchedSince ? watch.lastHeardAt : watch.watchedSince
}

/** Silence as it counts for this source, in milliseconds; exact only up to its interval. */
function countedSilence(watch: Watch, now: Instant, enough: number): number {
  const since = silentSince(watch)
  return watch.coverageIntent === '24x7' ? now - since : businessTimeBetween(since, now, watch.timeZone, enough)
}

export function isSilent(watch: Watch, now: Instant): boolean {
  if (watch.heartbeatSeconds === null) return false
  const interval = watch.heartbeatSeconds * second
  return countedSilence(watch, now, interval + 1) > interval
}

export type Gap = {
  gapId: GapId
  startedAt: Instant
  detectedAt: Instant
  endedAt: Instant | null
  notRunning: NotRunning | null
  entries: NewEntry[]
}

/** The part of our own downtime that lies inside the silence: it is said with the gap, because then the source may be blameless. */
function overlap(notRunning: NotRunning | null, from: Instant, until: Instant): NotRunning | null {
  if (notRunning === null || notRunning.until <= from || notRunning.from >= until) return null
  return notRunning
}

/** A silence that is too long and not on record yet. */
export function openGap(watch: Watch, now: Instant, notRunning: NotRunning | null, newId: () => GapId): Gap | null {
  if (!isSilent(watch, now)) return null
  const startedAt = silentSince(watch)
  const gapId = newId()
  const ours = overlap(notRunning, startedAt, now)
  const entry: NewEntry = {
    kind: 'coverage.gap_opened',
    act: 'system',
    obj: gapId,
    at: startedAt,
    ctl: ['CC7.2'],
    detail: {
      source: watch.sourceId,
      source_name: watch.name,
      started_at: startedAt,
      heartbeat_seconds: watch.heartbeatSeconds,
      ...(ours ? { not_running_from: ours.from, not_running_until: ours.until } : {}),
    },
  }
  return { gapId, startedAt, detectedAt: now, endedAt: null, notRunning: ours, entries: [entry] }
}

/** `act`: the source that was heard again, or whoever stopped watching it. */
export function gapClosedEntry(gap: OpenGap, source: Pick<Watch, 'sourceId' | 'name'>, endedAt: Instant, act: string): NewEntry {
  return {
    kind: 'coverage.gap_closed',
    act,
    obj: gap.gapId,
    at: endedAt,
    ctl: ['CC7.2'],
    detail: { source: source.sourceId, source_name: source.name, started_at: gap.startedAt, ended_at: endedAt },
  }
}

export type Heard = {
  /** Since the last sign of life, or since the source exists; for the day's longest silence. */
  silenceSeconds: number
  /** The gap this sign of life ends. */
  closes: GapId | null
  /** A gap nobody had noticed yet, over as it is found: sweeps come only every few seconds, and none while Tickmark does not run. */
  missed: Gap | null
  entries: NewEntry[]
}

/** A sign of life: ends the gap that is open, or finds that there was one. */
export function hear(watch: Watch, open: OpenGap | null, at: Instant, notRunning: NotRunning | null, newId: () => GapId): Heard {
  const silenceSeconds = Math.max(0, Math.floor((at - (watch.lastHeardAt ?? watch.watchedSince)) / second))
  if (open !== null) {
    return { silenceSeconds, closes: open.gapId, missed: null, entries: [gapClosedEntry(open, watch, at, watch.sourceId)] }
  }
  const missed = openGap(watch, at, notRunning, newId)
  if (missed === null) return { silenceSeconds, closes: null, missed: null, entries: [] }
  const entries = [...missed.entries, gapClosedEntry(missed, watch, at, watch.sourceId)]
  return { silenceSeconds, closes: null, missed: { ...missed, endedAt: at, entries }, entries }
}

export function notRunningSentence({ from, until }: NotRunning): string {
  return `Tickmark was not running from ${formatInstant(from)} to ${formatInstant(until)}, so it could not have heard the source then.`
}
