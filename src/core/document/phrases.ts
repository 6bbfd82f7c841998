// How printed pages word numbers, days, times and lengths of time: the same on paper, on a page and in a test.
import { formatInstant, type Instant } from '../kernel/instant.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const wholeMonths = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
] as const

/** 1234567 → 1,234,567 */
export function count(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',')
}

export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`
}

/** 2026-07-01 → 1 Jul 2026 */
export function dayText(date: string): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  return `${day} ${months[month - 1]} ${year}`
}

export function longDay(date: string): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  return `${day} ${wholeMonths[month - 1]} ${year}`
}

/** 2026-07 → July 2026 */
export function monthText(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return `${wholeMonths[number - 1]} ${year}`
}

/** In UTC: the same for every reader, and no table of time zones is needed to write it again. */
export function timeText(at: Instant | null): string {
  return at === null ? '–' : formatInstant(at).slice(0, 16).replace('T', ' ')
}

/** The two largest units: 9 d 4 h, 2 h 14 min, 40 s. */
export function lengthText(seconds: number | null): string {
  if (seconds === null) return '–'
  const units: [number, string][] = [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'min'],
    [1, 's'],
  ]
  const at = units.findIndex(([size]) => seconds >= size)
  if (at === -1) return '0 s'
  const [size, name] = units[at] as [number, string]
  const next = units[at + 1]
  const rest = next === undefined ? 0 : Math.floor((seconds % size) / next[0])
  return `${count(Math.floor(seconds / size))} ${name}${rest > 0 && next !== undefined ? ` ${rest} ${next[1]}` : ''}`
}

/** Days that follow one another become one stretch: 1–4 Jul, 9 Jul, 30 Jul – 2 Aug. */
export function stretches(days: readonly string[]): string[] {
  const texts: string[] = []
  for (let from = 0; from < days.length; ) {
    let to = from
    while (to + 1 < days.length && Date.parse(days[to + 1] as string) - Date.parse(days[to] as string) === 86_400_000) to += 1
    texts.push(stretch(days[from] as string, days[to] as string))
    from = to + 1
  }
  return texts
}

function stretch(first: string, last: string): string {
  const short = (date: string) => dayText(date).replace(/ \d{4}$/, '')
  if (first === last) return short(first)
  return first.slice(0, 7) === last.slice(0, 7) ? `${Number(first.slice(8))}–${short(last)}` : `${short(first)} – ${short(last)}`
}

/** A hash as people compare it: its beginning and its end. */
export function shortHash(hex: string): string {
  return `${hex.slice(0, 8)}…${hex.slice(-8)}`
}
