// Did one record keep a commitment that it was subject to? Four answers, of which every record has one, and how many there are of each.
import { type Instant, second } from '../kernel/instant.ts'

/** What needs looking at comes first. `running`: not done, and not due yet. `unjudged`: cannot be told, and why is said. */
export const outcomes = ['broken', 'unjudged', 'running', 'kept'] as const
export type Outcome = (typeof outcomes)[number]

export type Judged = {
  /** Of the commitment, as `commitmentList` names it. */
  commitment: string
  outcome: Outcome
  /** Since when it counts; null where its clock has not started. */
  countedFrom: Instant | null
  /** The strict instant: kept up to and including its second. Null where the promise has no time, or none can be counted yet. */
  dueAt: Instant | null
  doneAt: Instant | null
  /** A sentence: why it cannot be judged, or what else broke it than being late. */
  why: string | null
}

export type Counts = Record<Outcome, number>

export const noCounts: Readonly<Counts> = { broken: 0, unjudged: 0, running: 0, kept: 0 }

export function totalOf(counts: Readonly<Counts>): number {
  return outcomes.reduce((sum, outcome) => sum + counts[outcome], 0)
}

type Timed = { countedFrom: Instant | null; dueAt: Instant | null; doneAt: Instant | null }

export function judged(commitment: string, outcome: Outcome, timed: Partial<Timed> = {}, why: string | null = null): Judged {
  return { commitment, outcome, countedFrom: null, dueAt: null, doneAt: null, ...timed, why }
}

export function isPast(dueAt: Instant, at: Instant): boolean {
  return at - dueAt >= second
}

/** By its times alone; without a due instant what is done is kept, and the rest runs. */
export function judgedByTime(commitment: string, timed: Timed, now: Instant): Judged {
  const { dueAt, doneAt } = timed
  const isLate = dueAt !== null && isPast(dueAt, doneAt ?? now)
  return judged(commitment, isLate ? 'broken' : doneAt === null ? 'running' : 'kept', timed)
}

/** By how much it was late, or is by now, in whole seconds; null where it is not. */
export function lateBy({ outcome, dueAt, doneAt }: Pick<Judged, 'outcome' | 'dueAt' | 'doneAt'>, now: Instant): number | null {
  if (outcome !== 'broken' || dueAt === null) return null
  const seconds = Math.floor(((doneAt ?? now) - dueAt) / second)
  return seconds >= 1 ? seconds : null
}
