// Which days are looked at: those that were asked for, else the last quarter that is wholly over.
import { addDays, type CalendarDate, countDays, dateAt, isCalendarDate, periodOfDays, quarterBefore } from '../kernel/deadline.ts'
import type { Instant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'

export type LookedAt = { first: CalendarDate; last: CalendarDate; timeZone: string; start: Instant; end: Instant }

/** Two years and a bit: an audit of a year, and the one before. */
const mostDays = 800
const earliest = '1970-01-01'
const latest = '2999-12-31'

/** Calendar days of the organization, both included. */
export function lookedAt(asked: { from?: string | undefined; to?: string | undefined }, timeZone: string, now: Instant): LookedAt {
  const { first, last } = daysAsked(asked, dateAt(now, timeZone))
  return { first, last, timeZone, ...periodOfDays(first, last, timeZone) }
}

function daysAsked({ from, to }: { from?: string | undefined; to?: string | undefined }, today: CalendarDate) {
  if (from === undefined && to === undefined) return quarterBefore(today)
  const first = day(from, '/from', 'Say the first day too: from and to go together.')
  const last = day(to, '/to', 'Say the last day too: from and to go together.')
  const days = countDays(first, last)
  if (days < 1) throw new Refusal('period_not_valid', 'The period ends before it begins: swap the two days.')
  if (days > mostDays) {
    const until = addDays(first, mostDays - 1)
    throw new Refusal(
      'period_not_valid',
      `The period has ${days} days; at most ${mostDays} can be looked at. From ${first} that is until ${until}.`,
    )
  }
  return { first, last }
}

function day(date: string | undefined, path: string, absent: string): CalendarDate {
  if (date === undefined) throw new Refusal('period_not_valid', absent, { fields: [{ path, message: 'a day, as YYYY-MM-DD' }] })
  if (isCalendarDate(date) && date >= earliest && date <= latest) return date
  throw new Refusal('period_not_valid', `${date} is not a day in the calendar.`, {
    fields: [{ path, message: 'a day that exists, as YYYY-MM-DD' }],
  })
}
