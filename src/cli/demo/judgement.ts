// Who reviews what when: a sitting every day by the person on call, a few alerts late, a few never.
import type { Disposition } from '../../core/alert/disposition.ts'
import { addDays, type CalendarDate, startOfDay } from '../../core/kernel/deadline.ts'
import { hour, type Instant, minute, toInstant } from '../../core/kernel/instant.ts'
import { colleagues, company } from './company.ts'
import { makeDice } from './dice.ts'
import type { Rule } from './rules/rule.ts'

export type Sitting = { at: Instant; reviewer: string }

/** Every afternoon, on days off too, by the person on call that week, or who stands in. */
export function sittingOf(date: CalendarDate): Sitting {
  const dice = makeDice(`sitting ${date}`)
  const onCall = colleagues.filter((person) => person.onCall)
  const start = startOfDay(date, company.timeZone)
  const week = Math.floor(start / (7 * 24 * hour))
  const reviewer = onCall[week % onCall.length]?.key ?? 'responder'
  const deputy = onCall[(week + 1) % onCall.length]?.key ?? 'responder'
  return { at: toInstant(start + 16.25 * hour + dice.whole(0, 20) * minute), reviewer: dice.chance(0.8) ? reviewer : deputy }
}

export type Judgement = { disposition: Disposition; reason: string; skipSittings: number | null }

/** What an alert turns out to be. `skipSittings`: how many sittings it is overlooked in; null: it is never reviewed. */
export function judge(rule: Rule, alert: string): Judgement {
  const dice = makeDice(`judgement ${alert}`)
  const outcome = dice.weighted(rule.outcomes.map((value) => ({ weight: value.weight, value })))
  const forgotten = dice.next()
  const skipSittings = forgotten < 0.0035 ? null : forgotten < 0.016 ? dice.whole(3, 7) : 0
  return { disposition: outcome.disposition, reason: dice.pick(outcome.reasons), skipSittings }
}

export function daysBetween(first: CalendarDate, until: Instant): CalendarDate[] {
  const days: CalendarDate[] = []
  for (let date = first; startOfDay(date, company.timeZone) < until; date = addDays(date, 1)) days.push(date)
  return days
}
