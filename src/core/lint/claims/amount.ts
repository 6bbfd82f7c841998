// A length of time as a sentence says it: “5 business days”, “half an hour”, “seventy-two (72) hours”. Is it the one that was promised?
import type { Duration } from '../../document/duration.ts'

export type AmountUnit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year'
export type Amount = { count: number; unit: AmountUnit; isBusiness: boolean }
export type FoundAmount = Amount & { start: number; end: number }

const numbers: Readonly<Record<string, number>> = {
  ...{ a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, twelve: 12, fourteen: 14 },
  ...{
    fifteen: 15,
    twenty: 20,
    'twenty-four': 24,
    thirty: 30,
    'forty-five': 45,
    'forty-eight': 48,
    sixty: 60,
    'seventy-two': 72,
    ninety: 90,
  },
  ...{ half: 0.5, 'half an': 0.5, 'half a': 0.5 },
}
const words = Object.keys(numbers)
  .sort((left, right) => right.length - left.length)
  .join('|')
const pattern = new RegExp(
  `(?<![\\w.,-])(?:(${words})\\s+\\(?)?(?:(\\d{1,5}(?:[.,]\\d{1,2})?)\\)?(?:\\s?(?:-|–|to)\\s?(\\d{1,5}))?)?[\\s-]*(?:full\\s+)?(business|working|calendar|consecutive)?[\\s-]*(minutes?|mins?|hours?|hrs?|h|days?|weeks?|months?|years?)\\b`,
  'gi',
)
const units: Readonly<Record<string, AmountUnit>> = {
  ...{ min: 'minute', minute: 'minute', hr: 'hour', h: 'hour', hour: 'hour', day: 'day', week: 'week', month: 'month', year: 'year' },
}

/** Also “every hour” and “daily”, which name no number. Of “30 to 60 minutes” the longer counts: that is when it is late. */
export function amountsIn(text: string): FoundAmount[] {
  const counted = [...text.matchAll(pattern)].flatMap((match): FoundAmount[] => {
    const [whole, word, number, upTo, kind = '', unit = ''] = match
    const said = upTo ?? number
    const count = said === undefined ? numbers[(word ?? '').toLowerCase()] : Number(said.replace(',', '.'))
    const start = match.index
    const isEach = word === undefined && number === undefined && /\b(?:every|each|per|once an?)\s+$/i.test(text.slice(0, start))
    if (count === undefined && !isEach) return []
    const isBusiness = /business|working/i.test(kind)
    return [{ count: count ?? 1, unit: units[unit.toLowerCase().replace(/s$/, '')] ?? 'day', isBusiness, start, end: start + whole.length }]
  })
  const adverbs = [...text.matchAll(/\b(hourly|daily|weekly)\b/gi)].map(([whole, adverb = ''], index, all): FoundAmount => {
    const start = all[index]?.index ?? 0
    const unit = ({ hourly: 'hour', daily: 'day', weekly: 'week' } as const)[adverb.toLowerCase() as 'hourly' | 'daily' | 'weekly']
    return { count: 1, unit, isBusiness: false, start, end: start + whole.length }
  })
  return [...counted, ...adverbs].sort((left, right) => left.start - right.start)
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const lengths: Readonly<Record<AmountUnit, readonly [number, number]>> = {
  minute: [minute, minute],
  hour: [hour, hour],
  day: [day, day],
  week: [7 * day, 7 * day],
  month: [28 * day, 31 * day],
  year: [365 * day, 366 * day],
}

/** From the shortest to the longest it can be by the clock. Holidays are not counted: nobody here knows whose. */
function rangeOf({ count, unit, isBusiness }: Amount): readonly [number, number] {
  const [least, most] = lengths[unit]
  if (!isBusiness) return [count * least, count * most]
  const days = unit === 'hour' ? Math.ceil(count / 8) : unit === 'minute' ? 1 : unit === 'day' ? count : count * 5
  // A weekend for every five days begun.
  return [unit === 'hour' || unit === 'minute' ? count * least : days * day, (days + 2 * Math.ceil(days / 5)) * day]
}

function rangeOfDuration({ months, days, milliseconds }: Duration): readonly [number, number] {
  const rest = days * day + milliseconds
  return [
    Math.floor(months / 12) * 365 * day + (months % 12) * 28 * day + rest,
    Math.ceil((months / 12) * 366) * day + (months % 12) * day + rest,
  ]
}

/** `unclear` where it depends on the calendar, or on weekends, whether the two are the same. */
export type AmountDifference = 'same' | 'longer' | 'shorter' | 'unclear'

export function compareAmount(amount: Amount, promised: Duration): AmountDifference {
  const inMonths = amount.unit === 'month' ? amount.count : amount.unit === 'year' ? amount.count * 12 : null
  if (inMonths !== null && promised.days === 0 && promised.milliseconds === 0)
    return inMonths === promised.months ? 'same' : inMonths > promised.months ? 'longer' : 'shorter'
  const [least, most] = rangeOf(amount)
  const [promisedLeast, promisedMost] = rangeOfDuration(promised)
  if (amount.isBusiness) return most > promisedMost ? 'longer' : most < promisedLeast ? 'shorter' : 'unclear'
  if (least === promisedLeast && most === promisedMost) return 'same'
  if (least > promisedMost) return 'longer'
  if (most < promisedLeast) return 'shorter'
  return Math.abs(least - promisedLeast) < minute && Math.abs(most - promisedMost) < minute ? 'same' : 'unclear'
}

/** The fewest days that it can be. */
export function leastDays(amount: Amount): number {
  return rangeOf(amount)[0] / day
}
