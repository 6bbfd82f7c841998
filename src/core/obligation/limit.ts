// When a limit is over: strictly, and what else is worth knowing about that instant.
import {
  addBusinessDays,
  addDays,
  afterDuration,
  atTime,
  businessDayFrom,
  businessDayUpTo,
  type CalendarDate,
  dateAt,
  endOfDay,
  isBusinessDay,
  type WorkCalendar,
  weekendsOnly,
} from '../kernel/deadline.ts'
import { hour, type Instant, minute, second, toInstant } from '../kernel/instant.ts'
import { type CountingId, countingMeaning } from './countingRule.ts'
import type { DatedCalendar, Limit, ReliefRule } from './rule.ts'

/** An instant that is no deadline but helps to keep one. */
export type Information = {
  readonly id: 'formal-end' | 'other-reading' | 'plan-by' | 'at-latest'
  readonly words: string
  readonly at: Instant
}

export type Relief = { readonly at: Instant; readonly condition: string }

export type Count = { readonly counting: CountingId; readonly zone: string; readonly calendar: DatedCalendar | null }

/** The earliest instant that can be defended; undefined where working days would have to be counted without a calendar that reaches so far. */
export function endOfLimit(limit: Limit, from: Instant, { counting, zone, calendar }: Count): Instant | undefined {
  const { closes, countsEventDay } = countingMeaning(counting)
  if (limit.kind === 'elapsed') return afterDuration(from, limit, zone)
  const close = (date: CalendarDate) => (closes === undefined ? endOfDay(date, zone) : atTime(date, closes, zone))
  if (limit.kind === 'calendar') {
    const end = afterDuration(from, limit, zone)
    const strict = countsEventDay ? addDays(dateAt(end, zone), -1) : dateAt(end, zone)
    return close(strict)
  }
  const first = dateAt(from, zone)
  if (calendar === null || first < calendar.from) return undefined
  const last = addBusinessDays(first, limit.days, calendar)
  return last > calendar.to ? undefined : close(last)
}

export function informationOn(limit: Limit, from: Instant, strict: Instant, count: Count): Information[] {
  const { formalHours, countsEventDay } = countingMeaning(count.counting)
  if (limit.kind === 'elapsed') {
    const at = toInstant((Math.floor(from / hour) + 1) * hour + limit.milliseconds)
    return formalHours ? [{ id: 'formal-end', words: 'Counted from the next full hour, as the letter of the regulation has it.', at }] : []
  }
  const date = dateAt(strict, count.zone)
  const other = endOfDay(addDays(date, 1), count.zone)
  const readings: Information[] = countsEventDay
    ? [{ id: 'other-reading', words: 'If the day of the event is not counted.', at: other }]
    : []
  const work = workCalendarAt(date, count.calendar)
  if (isBusinessDay(date, work)) return readings
  const planned = endOfDay(businessDayUpTo(date, work), count.zone)
  return [...readings, { id: 'plan-by', words: 'The last day is a free one: send by the working day before.', at: planned }]
}

/** The later date somebody may have, if there is one and it is later. */
export function reliefOf(relief: ReliefRule | null, from: Instant, strict: Instant, count: Count): Relief | null {
  if (relief === null) return null
  const at = relief.kind === 'longer' ? endOfLimit(relief.limit, from, count) : rolled(relief.to, from, strict, count)
  return at === undefined || at <= strict ? null : { at, condition: relief.condition }
}

function rolled(to: 'noon' | 'end-of-day', from: Instant, strict: Instant, { counting, zone, calendar }: Count): Instant | undefined {
  const [first, date] = [dateAt(from, zone), dateAt(strict, zone)]
  const work = workCalendarAt(date, calendar)
  const { leastWorkingDays } = countingMeaning(counting)
  const needed = leastWorkingDays === undefined || date < addDays(first, 2) ? date : addBusinessDays(first, leastWorkingDays, work)
  const next = needed > date ? needed : businessDayFrom(date, work)
  if (next === date) return undefined
  return to === 'noon' ? atTime(next, '12:00', zone) : endOfDay(next, zone)
}

/** Where holidays are not known only weekends roll: that can name a day too early, never one too late. */
function workCalendarAt(date: CalendarDate, calendar: DatedCalendar | null): WorkCalendar {
  return calendar !== null && date >= calendar.from && addDays(date, 14) <= calendar.to ? calendar : weekendsOnly
}

const count = (amount: number, unit: string) => `${amount} ${unit}${amount === 1 ? '' : 's'}`

/** “72 hours”, “30 calendar days”, “1 month”, “4 business days”. */
export function limitWords(limit: Limit): string {
  if (limit.kind === 'business-days') return count(limit.days, 'business day')
  if (limit.kind === 'calendar') {
    const [years, months] = [Math.floor(limit.months / 12), limit.months % 12]
    const parts = [years && count(years, 'year'), months && count(months, 'month'), limit.days && count(limit.days, 'calendar day')]
    return parts.filter(Boolean).join(' and ')
  }
  const [hours, rest] = [Math.floor(limit.milliseconds / hour), limit.milliseconds % hour]
  const [minutes, seconds] = [Math.floor(rest / minute), Math.floor((rest % minute) / second)]
  return [hours && count(hours, 'hour'), minutes && count(minutes, 'minute'), seconds && count(seconds, 'second')]
    .filter(Boolean)
    .join(' and ')
}
