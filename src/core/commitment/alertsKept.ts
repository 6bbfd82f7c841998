// By when was an alert to be reviewed, by the policy in force when it was received? As slices of a period, so that a database can judge thousands.
import type { Duration } from '../document/duration.ts'
import { addDays, afterDuration, type CalendarDate, dateAt, startOfDay } from '../kernel/deadline.ts'
import type { Instant } from '../kernel/instant.ts'
import { countable } from '../policy/countable.ts'
import { type Judged, judgedByTime } from './outcome.ts'

export const alertReview = 'alerts/review'

/** Of alerts received from `from` up to, and without, `to`: all due at `dueAt`, or each `after` milliseconds after it was received. */
export type AlertSlice<Line = string> = { line: Line; from: Instant; to: Instant } & (
  | { dueAt: Instant; after: null }
  | { dueAt: null; after: number }
)

/** Hours run on: one slice. Days are had to their end: one slice for each local day, so that only here calendars are counted. */
export function alertSlices<Line>(line: Line, within: Duration, from: Instant, to: Instant, timeZone: string): AlertSlice<Line>[] {
  const counted = countable(within)
  if (from >= to) return []
  if (counted.kind === 'elapsed') return [{ line, from, to, dueAt: null, after: counted.milliseconds }]
  const slices: AlertSlice<Line>[] = []
  let begins = from
  for (let date: CalendarDate = dateAt(from, timeZone); begins < to; date = addDays(date, 1)) {
    const ends = Math.min(startOfDay(addDays(date, 1), timeZone), to) as Instant
    slices.push({ line, from: begins, to: ends, dueAt: afterDuration(begins, counted, timeZone), after: null })
    begins = ends
  }
  return slices
}

/** One alert as the database judges all: the first review decides, however it was corrected later. */
export function alertKept(
  slice: Pick<AlertSlice, 'dueAt' | 'after'>,
  { receivedAt, firstReviewedAt }: { receivedAt: Instant; firstReviewedAt: Instant | null },
  now: Instant,
): Judged {
  const dueAt = slice.dueAt ?? ((receivedAt + (slice.after ?? 0)) as Instant)
  return judgedByTime(alertReview, { countedFrom: receivedAt, dueAt, doneAt: firstReviewedAt }, now)
}
