// Time in words: the reader's zone, 24-hour, "3 min ago" under a day, deadlines counted down and kept visible when passed.

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

const formats = new Map<string, Intl.DateTimeFormat>()

function format(name: string, options: Intl.DateTimeFormatOptions, timeZone: string | undefined): Intl.DateTimeFormat {
  const key = `${name} ${timeZone ?? ''}`
  let made = formats.get(key)
  if (!made) {
    made = new Intl.DateTimeFormat('en-US', { ...options, hourCycle: 'h23', ...(timeZone ? { timeZone } : {}) })
    formats.set(key, made)
  }
  return made
}

type Part = 'weekday' | 'day' | 'month' | 'year' | 'hour' | 'minute' | 'second'

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (value: number) => String(value).padStart(2, '0')

/** The reader's own zone without Intl, which costs too much for every row of a list that scrolls. */
function ownParts(at: number): Record<Part, string> {
  const date = new Date(at)
  return {
    weekday: weekdays[date.getDay()] ?? '',
    day: String(date.getDate()),
    month: months[date.getMonth()] ?? '',
    year: String(date.getFullYear()),
    hour: two(date.getHours()),
    minute: two(date.getMinutes()),
    second: two(date.getSeconds()),
  }
}

/** The parts of a local time, put together by us: browsers disagree about commas and about `Sept`. */
function partsOf(at: number, timeZone: string | undefined): Record<Part, string> {
  if (timeZone === undefined) return ownParts(at)
  const options = {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  } as const
  const parts = format('parts', options, timeZone).formatToParts(at)
  return Object.fromEntries(parts.map((part) => [part.type, part.value])) as Record<Part, string>
}

function sameDay(left: number, right: number, timeZone?: string): boolean {
  if (Math.abs(left - right) >= 25 * hour) return false
  return partsOf(left, timeZone).day === partsOf(right, timeZone).day
}

/** `14:05` today, `Tue 3 Mar, 14:05` within half a year, `3 Mar 2025, 14:05` beyond. */
export function localText(at: number, now: number, timeZone?: string): string {
  const { weekday, day: date, month, year, hour: hours, minute: minutes } = partsOf(at, timeZone)
  if (sameDay(at, now, timeZone)) return `${hours}:${minutes}`
  if (Math.abs(now - at) < 180 * day) return `${weekday} ${date} ${month}, ${hours}:${minutes}`
  return `${date} ${month} ${year}, ${hours}:${minutes}`
}

/** With seconds, for evidence: `Tue 3 Mar 2026, 14:05:09`. */
export function exactText(at: number, timeZone?: string): string {
  const part = partsOf(at, timeZone)
  return `${part.weekday} ${part.day} ${part.month} ${part.year}, ${part.hour}:${part.minute}:${part.second}`
}

/** `Tue 3 Mar 2026`, the reader's own day. */
export function dayText(at: number): string {
  const { weekday, day: date, month, year } = ownParts(at)
  return `${weekday} ${date} ${month} ${year}`
}

/** British English knows `CET`, `BST` and `EST`; American English would say `GMT+1`. */
function zoneFormat(timeZone: string | undefined): Intl.DateTimeFormat {
  const key = `zone ${timeZone ?? ''}`
  const made = formats.get(key) ?? new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short', ...(timeZone ? { timeZone } : {}) })
  formats.set(key, made)
  return made
}

const zoneNames = new Map<string, string>()

export function zoneText(at: number, timeZone?: string): string {
  // A zone has one name for each of its offsets, summer and winter.
  const key = timeZone ? null : String(new Date(at).getTimezoneOffset())
  const known = key === null ? undefined : zoneNames.get(key)
  if (known !== undefined) return known
  const parts = zoneFormat(timeZone).formatToParts(at)
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? ''
  if (key !== null) zoneNames.set(key, name)
  return name
}

/** `2026-03-03 13:05:09 UTC` */
export function utcText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

/** `2 h 14 min`, `3 d 4 h`, `40 s`: two units, the second only where it helps. */
export function durationText(milliseconds: number): string {
  const span = Math.abs(milliseconds)
  if (span < minute) return `${Math.floor(span / second)} s`
  if (span < hour) return `${Math.floor(span / minute)} min`
  if (span < day) return pair(Math.floor(span / hour), 'h', Math.floor((span % hour) / minute), 'min')
  return pair(Math.floor(span / day), 'd', Math.floor((span % day) / hour), 'h')
}

function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 || large >= 10 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`
}

/** The page's clock moves in steps, and the server's may be a little ahead: what just happened must not read as if it were to come. */
const aheadAsNow = 30 * second

/** `3 min ago` for anything under a day, else null: the date says it better. */
export function agoText(at: number, now: number): string | null {
  const span = now - at
  if (span >= day || span <= -day) return null
  if (span > -aheadAsNow && span < 10 * second) return 'now'
  return span > 0 ? `${durationText(span)} ago` : `in ${durationText(span)}`
}

export type Due = { text: string; short: string; mark: 'late' | 'soon' | 'open' }

const soonBefore = hour

/** `due in 2 h 14 min, Tue 09:00 CET`, or `4 h late` once it has passed. */
export function dueText(due: number, now: number, timeZone?: string): Due {
  const late = `${durationText(now - due)} late`
  if (now > due) return { text: late, short: late, mark: 'late' }
  const { weekday, hour: hours, minute: minutes } = partsOf(due, timeZone)
  const when = sameDay(due, now, timeZone) ? `${hours}:${minutes}` : `${weekday} ${hours}:${minutes}`
  const text = `due in ${durationText(due - now)}, ${when} ${zoneText(due, timeZone)}`
  return { text: text.trimEnd(), short: `due in ${durationText(due - now)}`, mark: due - now < soonBefore ? 'soon' : 'open' }
}

/** `24 h`, `7 d`, `90 min`: a setting in seconds, exactly. */
export function secondsText(seconds: number): string {
  if (seconds % 86_400 === 0) return `${seconds / 86_400} d`
  if (seconds % 3_600 === 0) return `${seconds / 3_600} h`
  if (seconds % 60 === 0) return `${seconds / 60} min`
  return `${seconds} s`
}

/** `3 March 2026` of a calendar date, whatever the zone. */
export function dateText(calendarDate: string): string {
  const parts = format('date', { day: 'numeric', month: 'long', year: 'numeric' }, 'UTC').formatToParts(
    Date.parse(`${calendarDate}T00:00:00Z`),
  )
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('day')} ${part('month')} ${part('year')}`
}
