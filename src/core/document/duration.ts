// A length of time as a document promises it: ISO 8601 (`PT15M`, `P5D`, `P1Y`), read and said in words. When it ends is not decided here.

export type Duration = {
  /** As it was written. */
  iso: string
  /** Years and months have no fixed length: they need a calendar. */
  months: number
  days: number
  milliseconds: number
}

const pattern = /^P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?$/

/** Undefined where it is none: fractions, signs and an empty `P` are refused. */
export function parseDuration(text: string): Duration | undefined {
  const match = pattern.exec(text)
  if (match === null || text === 'P' || text.endsWith('T')) return undefined
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0))
  return {
    iso: text,
    months: years * 12 + months,
    days: weeks * 7 + days,
    milliseconds: ((hours * 60 + minutes) * 60 + seconds) * 1000,
  }
}

const units = [
  ['year', /(\d{1,4})Y/],
  ['month', /^P[^T]*?(\d{1,4})M/],
  ['week', /(\d{1,4})W/],
  ['day', /(\d{1,5})D/],
  ['hour', /T.*?(\d{1,6})H/],
  ['minute', /T.*?(\d{1,7})M/],
  ['second', /(\d{1,8})S/],
] as const

/** `PT1H30M`: “1 hour 30 minutes”. */
export function durationInWords({ iso }: Duration): string {
  const words = said.get(iso) ?? inWords(iso)
  if (said.size >= mostSaid) said.clear()
  said.set(iso, words)
  return words
}

/** Policies write few of them, and every clock of every incident says its own. */
const said = new Map<string, string>()
const mostSaid = 1_000

function inWords(iso: string): string {
  const parts = units.flatMap(([unit, finds]) => {
    const count = Number(finds.exec(iso)?.[1] ?? 0)
    return count === 0 ? [] : [`${count} ${unit}${count === 1 ? '' : 's'}`]
  })
  return parts.length === 0 ? 'at once' : parts.join(' ')
}

/** For sorting and for comparing promises: a month taken as 30 days. Never for a deadline. */
export function roughMilliseconds({ months, days, milliseconds }: Duration): number {
  return (months * 30 + days) * 86_400_000 + milliseconds
}

const spoken = /\b(\d{1,5}|one|an?)[ -](minute|hour|day|week|month|year)s?\b/i
const isoOf = { minute: 'PT#M', hour: 'PT#H', day: 'P#D', week: 'P#W', month: 'P#M', year: 'P#Y' } as const

/** The first length of time said in words: “within 90 days after the event” is `P90D`. */
export function findDuration(text: string): Duration | undefined {
  const match = spoken.exec(text)
  if (match === null) return undefined
  const [, count = '', unit = 'day'] = match
  const written = isoOf[unit.toLowerCase() as keyof typeof isoOf]
  return parseDuration(written.replace('#', /^\d/.test(count) ? String(Number(count)) : '1'))
}
