// What holds of a due date for any rule, any instant and any zone.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { at, catalogue, clocks, context, filed, firm, reading } from '../../../test/support/dueStory.ts'
import { addDays, dateAt } from '../kernel/deadline.ts'
import { day, hour, type Instant, minute, toInstant } from '../kernel/instant.ts'
import type { Clocks } from './clock.ts'
import { dueOf } from './due.ts'
import type { Rule } from './rule.ts'

describe('for any instant in any zone, in 100,000 cases', () => {
  const zones = [
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'America/Los_Angeles',
    'Asia/Tokyo',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'Africa/Cairo',
  ]
  const anyZone = fc.constantFrom(...zones)
  // Within the calendars; every other one close to a clock change or a year's end.
  const edges = [
    '2027-03-14T07:00:00Z',
    '2027-03-28T01:00:00Z',
    '2027-10-31T01:00:00Z',
    '2027-11-07T06:00:00Z',
    '2026-12-31T23:00:00Z',
    '2028-02-29T12:00:00Z',
  ].map(at)
  const anywhere = fc.integer({ min: at('2026-09-12T00:00:00Z'), max: at('2031-06-30T00:00:00Z') })
  const nearEdge = fc.tuple(fc.constantFrom(...edges), fc.integer({ min: -2 * day, max: 2 * day })).map(([edge, offset]) => edge + offset)
  const anyInstant = fc.oneof(anywhere, nearEdge).map(toInstant)
  const start = (rule: Rule, when: Instant, zone: string): Clocks => {
    const { deadline } = rule
    if (deadline.kind !== 'limit') return clocks([])
    if (deadline.start.kind === 'clock') return clocks([reading(deadline.start.clock, when, { zone })])
    return clocks(
      [],
      deadline.start.rules.slice(0, 1).map((stage) => ({ ...filed(stage, when), zone })),
    )
  }
  const strict = (rule: Rule, when: Instant, zone: string) => firm(dueOf(rule, start(rule, when, zone), context))
  const limited = catalogue.rules.filter(
    ({ deadline, confidence, obligation, counting }) =>
      deadline.kind === 'limit' && confidence !== 'low' && obligation.status === 'in_force' && counting !== 'CONTRACT',
  )
  /** By id, so that a counterexample can be read. */
  const oneOf = (rules: readonly Rule[]) => fc.constantFrom(...rules.map(({ id }) => id))
  const byId = new Map(limited.map((rule) => [rule.id, rule]))
  const known = (id: string): Rule => byId.get(id) ?? expect.fail(id)

  test('a later start is never due earlier, and never later than the start moved', () => {
    fc.assert(
      fc.property(oneOf(limited), anyInstant, fc.integer({ min: 0, max: 40 * day }), anyZone, (id, when, later, zone) => {
        const rule = known(id)
        if (strict(rule, toInstant(when + later), zone).strict < strict(rule, when, zone).strict) throw new Error(`${rule.id} went back`)
      }),
      { numRuns: 10_000 },
    )
  })

  test('nothing else that is shown as a date lies before the strict one, and the start lies before it too', () => {
    fc.assert(
      fc.property(oneOf(limited), anyInstant, anyZone, fc.integer({ min: 0, max: 3 * day }), (id, when, zone, apart) => {
        const rule = known(id)
        const two = [start(rule, when, zone), start(rule, toInstant(when + apart), zone)]
        const due = firm(
          dueOf(rule, { readings: two.flatMap(({ readings }) => readings), filings: two.flatMap(({ filings }) => filings) }, context),
        )
        const shown = [
          due.relief?.at,
          ...due.others.map((other) => other.strict),
          ...due.information.filter(({ id }) => id !== 'plan-by').map((one) => one.at),
        ]
        if (shown.some((one) => one !== undefined && one < due.strict)) throw new Error(`${rule.id} shows something earlier`)
        if (due.strict <= when) throw new Error(`${rule.id} was due before it started`)
      }),
      { numRuns: 8_000 },
    )
  })

  test('hours are exact: clock changes, weekends and years’ ends make no difference', () => {
    const hourly = limited.filter(({ deadline }) => deadline.kind === 'limit' && deadline.limit.kind === 'elapsed')
    fc.assert(
      fc.property(oneOf(hourly), anyInstant, anyZone, (id, when, zone) => {
        const rule = known(id)
        const limit = rule.deadline.kind === 'limit' ? rule.deadline.limit : undefined
        const milliseconds = limit?.kind === 'elapsed' ? limit.milliseconds : Number.NaN
        if (strict(rule, when, zone).strict !== when + milliseconds) throw new Error(rule.id)
      }),
      { numRuns: 70_000 },
    )
  })

  test('days end with the last second of the local date so many days on', () => {
    const daily = limited.filter(
      ({ deadline, counting }) =>
        deadline.kind === 'limit' && deadline.limit.kind === 'calendar' && deadline.limit.months === 0 && counting !== 'JP_PPC',
    )
    fc.assert(
      fc.property(oneOf(daily), anyInstant, anyZone, (id, when, zone) => {
        const rule = known(id)
        const days = rule.deadline.kind === 'limit' && rule.deadline.limit.kind === 'calendar' ? rule.deadline.limit.days : Number.NaN
        const due = strict(rule, when, zone)
        const date = addDays(dateAt(when, due.zone), days)
        if (dateAt(due.strict, due.zone) !== date || dateAt(toInstant(due.strict + 1000), due.zone) <= date) throw new Error(rule.id)
        if (Math.abs(due.strict - when - (days + 0.5) * day) > 0.5 * day + 2 * hour + minute) throw new Error(`${rule.id} is far off`)
      }),
      { numRuns: 8_000 },
    )
  })

  test('business days end on a business day, with exactly so many of them after the start', () => {
    const business = limited.filter(({ deadline }) => deadline.kind === 'limit' && deadline.limit.kind === 'business-days')
    fc.assert(
      fc.property(oneOf(business), anyInstant, anyZone, (id, when, zone) => {
        const rule = known(id)
        const days = rule.deadline.kind === 'limit' && rule.deadline.limit.kind === 'business-days' ? rule.deadline.limit.days : Number.NaN
        const due = strict(rule, when, zone)
        const { holidays, restDays } = catalogue.calendars.get(rule.calendar ?? '') ?? expect.fail(`no calendar for ${id}`)
        const last = dateAt(due.strict, due.zone)
        const free = (date: Date) => restDays.includes(date.getUTCDay() || 7) || holidays.has(date.toISOString().slice(0, 10))
        let counted = 0
        for (let at = Date.parse(dateAt(when, due.zone)) + day; at <= Date.parse(last); at += day) if (!free(new Date(at))) counted++
        if (counted !== days || free(new Date(last))) throw new Error(`${rule.id}: ${counted}`)
      }),
      { numRuns: 4_000 },
    )
  })
})
