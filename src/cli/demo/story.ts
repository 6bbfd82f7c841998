// The quarter as it went: which alert fired when, and when it ended. The same for a given date.
import { addDays, type CalendarDate, startOfDay, weekdayOf } from '../../core/kernel/deadline.ts'
import { day, hour, type Instant, minute, toInstant } from '../../core/kernel/instant.ts'
import { company, type DemoSource, type SourceKey, sources } from './company.ts'
import { type Dice, makeDice } from './dice.ts'
import type { Rule } from './rules/rule.ts'
import { rules } from './rules.ts'

export type Firing = {
  rule: Rule
  /** What it fires for; several where one cause struck them together and the tool tells of them in one message. */
  subjects: readonly [string, ...string[]]
  /** Makes two firings of one rule and subject two conditions where the tool numbers them. */
  serial: number
  startedAt: Instant
  /** Null: the tool never says that it ended. */
  endedAt: Instant | null
  /** What an incident of the story calls the alert; nobody reviews such a one by itself. */
  alias?: string
}

export type Silence = { source: SourceKey; from: Instant; to: Instant }

export type Story = { from: Instant; to: Instant; firings: readonly Firing[]; silence: Silence }

/** Share of a day's alerts by local hour, for rules that follow the customers' day. */
const working = [1, 1, 1, 1, 1, 2, 3, 5, 8, 10, 10, 9, 8, 9, 10, 9, 8, 6, 4, 3, 3, 2, 2, 1]

function instantOfDay(dice: Dice, start: Instant, rule: Rule): Instant {
  const spot = rule.roundTheClock ? dice.whole(0, 23) : dice.weighted(working.map((weight, value) => ({ weight, value })))
  return toInstant(start + spot * hour + dice.whole(0, 59 * 60) * 1000 + dice.whole(0, 999))
}

/** How many a firing of a tool that groups speaks of. */
const groupSizes = [9, 6, 5, 3, 2, 1].map((weight, place) => ({ weight, value: place + 1 }))

function subjectsOf(dice: Dice, { groups }: DemoSource, rule: Rule, most: number): Firing['subjects'] {
  const first = dice.pick(rule.subjects)
  const others = rule.subjects.filter((subject) => subject !== first)
  const size = Math.min(groups ? dice.weighted(groupSizes) : 1, most, rule.subjects.length)
  return [first, ...others.slice(0, size - 1)]
}

/** `tuned`: after the quarter the company took the time to mend its noisiest rules. */
type DayKind = { weekend: boolean; busy: boolean; tuned: boolean }

/** Poisson by waiting times; weekends are calmer, and some days are busy. */
function countOfDay(dice: Dice, source: DemoSource, { weekend, busy, tuned }: DayKind): number {
  const mean = source.alertsPerDay * (weekend ? 0.55 : 1.18) * (busy ? 2.4 : 1) * (tuned ? 0.2 : 1)
  let count = 0
  for (let at = dice.waiting(1); at < mean; at += dice.waiting(1)) count++
  return count
}

function firingsOfDay(dice: Dice, source: DemoSource, date: CalendarDate, kind: Omit<DayKind, 'weekend'>): Firing[] {
  const start = startOfDay(date, company.timeZone)
  const own = rules.filter((rule) => rule.source === source.key).map((value) => ({ weight: value.weight, value }))
  const count = countOfDay(dice, source, { ...kind, weekend: weekdayOf(date) > 5 })
  const firings: Firing[] = []
  for (let left = count; left > 0; left -= firings.at(-1)?.subjects.length ?? left) {
    const rule = dice.weighted(own)
    const startedAt = instantOfDay(dice, start, rule)
    const endedAt = rule.lasts === null ? null : toInstant(startedAt + minute + Math.min(dice.waiting(rule.lasts), rule.lasts * 4) * minute)
    firings.push({ rule, subjects: subjectsOf(dice, source, rule, left), serial: dice.whole(10_000, 99_999), startedAt, endedAt })
  }
  return firings
}

/** A condition that is still open cannot begin again: the second firing would only repeat the first. */
function withoutOverlaps(firings: Firing[]): Firing[] {
  const open = new Map<string, number>()
  return firings.flatMap((firing) => {
    const { rule, startedAt, endedAt } = firing
    if (endedAt === null) return firing
    const key = (subject: string) => `${rule.name} ${subject}`
    const [first, ...others] = firing.subjects.filter((subject) => (open.get(key(subject)) ?? 0) < startedAt)
    if (first === undefined) return []
    for (const subject of [first, ...others]) open.set(key(subject), endedAt + 2 * minute)
    return { ...firing, subjects: [first, ...others] }
  })
}

/**
 * From `first` (a calendar day of the company) to `until`. One source falls silent for nine days from the 34th day of the
 * quarter on, because nobody notices that its rule was deleted.
 */
export function tellStory(
  first: CalendarDate,
  quarter: { first: CalendarDate; last: CalendarDate },
  until: Instant,
  ofIncidents: readonly Firing[],
): Story {
  const dice = makeDice(`story ${quarter.first}`)
  const silenceDay = addDays(quarter.first, 34)
  const silence: Silence = {
    source: 'guardduty',
    from: toInstant(startOfDay(silenceDay, company.timeZone) + 14 * hour),
    to: toInstant(startOfDay(silenceDay, company.timeZone) + 11.5 * hour + 9 * day),
  }
  const firings: Firing[] = []
  for (let date = first; startOfDay(date, company.timeZone) < until; date = addDays(date, 1)) {
    const busy = dice.chance(0.07)
    for (const source of sources)
      firings.push(...firingsOfDay(dice, source, date, { busy: busy && source.key !== 'guardduty', tuned: date > quarter.last }))
  }
  firings.sort((left, right) => left.startedAt - right.startedAt)
  const silent = (firing: Firing) =>
    firing.rule.source === silence.source && firing.startedAt >= silence.from && firing.startedAt < silence.to
  return {
    from: startOfDay(first, company.timeZone),
    to: until,
    silence,
    firings: [...withoutOverlaps(firings).filter((firing) => !silent(firing)), ...ofIncidents]
      .filter(({ startedAt }) => startedAt < until)
      .sort((left, right) => left.startedAt - right.startedAt),
  }
}
