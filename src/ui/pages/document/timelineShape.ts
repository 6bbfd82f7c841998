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
/** Names closer than that, in percent, run into each other. */
const nearest = 6

/** The beginnings of months inside, thinned out where there are many. */
export function ticksOf(start: number, end: number): { left: number; label: string }[] {
  const first = new Date(start + middleOfDay)
  const all: { left: number; label: string }[] = []
  for (let month = 0; month < 600; month++) {
    const at = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month, 1))
    if (at.getTime() >= end) break
    const name = months[at.getUTCMonth()] ?? ''
    const left = Math.max(0, ((at.getTime() - start) / (end - start)) * 100)
    all.push({ left, label: at.getUTCMonth() === 0 || month === 0 ? `${name} ${at.getUTCFullYear()}` : name })
  }
  const [begin, next] = all
  const shown = begin && next && next.left - begin.left < nearest ? all.slice(1) : all
  const every = Math.ceil(shown.length / mostTicks)
  return shown.filter((_, at) => at % every === 0)
}
