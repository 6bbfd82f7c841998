// What an incident of the demo is before anybody lives it: what fires, what is written down in it, and who does what when.
import { addDays, atTime, type CalendarDate } from '../../../core/kernel/deadline.ts'
import { type Instant, minute, toInstant } from '../../../core/kernel/instant.ts'
import { company } from '../company.ts'
import type { Rule } from '../rules/rule.ts'
import type { Firing } from '../story.ts'
import type { Act, Deed } from './scene.ts'

export type Plot = {
  /** What its names are kept under, apart from every other incident's. */
  key: string
  firings: readonly Firing[]
  /** Texts that are kept as evidence, by the name of the file. */
  papers: Readonly<Record<string, string>>
  acts: readonly Act[]
}

export type OnCall = { primary: string; backup: string }

export type Setting = {
  quarter: { first: CalendarDate; last: CalendarDate }
  now: Instant
  /** Keys of colleagues. */
  onCallAt(at: Instant): OnCall
}

/** Times of one incident: `t(0, '02:14')` on its own day, `t(3, '09:00')` three days later, as the company's clocks show it. */
export type Calendar = { (day: number, time: string): Instant; date(day: number): CalendarDate }

export function calendarFrom({ quarter }: Setting, dayOfQuarter: number): Calendar {
  const first = addDays(quarter.first, dayOfQuarter)
  const date = (day: number) => addDays(first, day)
  return Object.assign((day: number, time: string) => toInstant(atTime(date(day), time, company.timeZone)), { date })
}

export function act(at: Instant, by: string, deed: Deed): Act {
  return { at, by, deed }
}

/** One after the other by the same person, a minute or so between them. */
export function inARow(from: Instant, by: string, deeds: readonly Deed[], minutes = 1): Act[] {
  return deeds.map((deed, place) => ({ at: toInstant(from + place * minutes * minute), by, deed }))
}

type AlertOfPlot = Pick<Rule, 'source' | 'name' | 'title' | 'severity'> & { subject: string; serial: number; startedAt: Instant }

/** It never says that it ended, and nobody reviews it by itself: what it was is for the incident to say. */
export function fires(alias: string, { subject, serial, startedAt, ...rule }: AlertOfPlot): Firing {
  const whole: Rule = { ...rule, weight: 0, subjects: [subject], lasts: null, roundTheClock: true, outcomes: [] }
  return { rule: whole, subjects: [subject], serial, startedAt, endedAt: null, alias }
}
