// Months and quarters as addresses name them, and the UTC days in them.

export type Span = { id: string; label: string; from: string; to: string; days: string[]; before: string; after: string; months: string[] }

const dayText = (at: number) => new Date(at).toISOString().slice(0, 10)
const monthName = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })

function monthId(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7)
}

function daysBetween(from: number, to: number): string[] {
  const days: string[] = []
  for (let at = from; at <= to; at += 86_400_000) days.push(dayText(at))
  return days
}

/** `2026-04` or `2026-Q2`; anything else is the month of `now`. */
export function readSpan(id: string | undefined, now: number): Span {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(id ?? '')
  const month = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(id ?? '') ?? /^(\d{4})-(\d{2})/.exec(dayText(now))
  const year = Number((quarter ?? month)?.[1])
  const first = quarter ? (Number(quarter[2]) - 1) * 3 : Number(month?.[2]) - 1
  const length = quarter ? 3 : 1
  const from = Date.UTC(year, first, 1)
  const to = Date.UTC(year, first + length, 0)
  const name = (at: number) => {
    const date = new Date(Date.UTC(year, at, 1))
    return quarter ? `${date.getUTCFullYear()}-Q${Math.floor(date.getUTCMonth() / 3) + 1}` : monthId(year, at)
  }
  return {
    id: name(first),
    label: quarter ? `Q${quarter[2]} ${year}` : monthName.format(from),
    from: dayText(from),
    to: dayText(to),
    days: daysBetween(from, to),
    before: name(first - length),
    after: name(first + length),
    months: Array.from({ length }, (_, at) => monthId(year, first + at)),
  }
}

export function monthLabel(id: string): string {
  return monthName.format(Date.parse(`${id}-01T00:00:00Z`))
}

/** The quarter a month is in, and the first month of a quarter. */
export function otherWidth(span: Span): string {
  if (span.id.includes('Q')) return span.months[0] ?? span.id
  const [year, month] = span.id.split('-')
  return `${year}-Q${Math.floor((Number(month) - 1) / 3) + 1}`
}

/** Monday is 0. */
export function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
}
