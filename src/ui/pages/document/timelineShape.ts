// Where on a line from left to right something of a period lies, in percent; and its months.

export type Span = { left: number; width: number }

export function spanOf(from: string, to: string, start: number, end: number): Span {
  const share = (at: string) => (Math.min(Math.max(Date.parse(at), start), end) - start) / Math.max(1, end - start)
  const left = share(from) * 100
  return { left, width: Math.max(0, share(to) * 100 - left) }
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
/** More would run into each other on a phone. */
const mostTicks = 7

/** A period begins at midnight somewhere: this is within its first day in every zone. */
const middleOfDay = 15 * 3_600_000
/** Names of less than that, in percent, run into the next one. */
const narrowest = 6

/** The beginnings of months inside, thinned out where there are many. */
export function ticksOf(start: number, end: number): { left: number; label: string }[] {
  const first = new Date(start + middleOfDay)
  const all: { left: number; label: string }[] = []
  const share = (at: Date) => ((at.getTime() - start) / (end - start)) * 100
  for (let month = 0; month < 600; month++) {
    const at = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month, 1))
    if (at.getTime() >= end) break
    const name = months[at.getUTCMonth()] ?? ''
    const left = Math.max(0, share(at))
    all.push({ left, label: at.getUTCMonth() === 0 || month === 0 ? `${name} ${at.getUTCFullYear()}` : name })
  }
  const next = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 1))
  // A period that begins with the last days of a month is named from the next one on.
  const shown = first.getUTCDate() > 1 && share(next) < narrowest ? all.slice(1) : all
  const every = Math.ceil(shown.length / mostTicks)
  return shown.filter((_, at) => at % every === 0)
}
