// Sentences about due dates: the five answers, stages, ends that roll, several readings, contracts.
import { describe, expect, test } from 'vitest'
import { at, catalogue, clocks, context, filed, firm, now, reading, ruleOf } from '../../../test/support/dueStory.ts'
import { day, hour, toInstant } from '../kernel/instant.ts'
import type { Filing } from './clock.ts'
import { contractRule } from './contract.ts'
import { dueOf } from './due.ts'
import type { Rule } from './rule.ts'

describe('the answers are kept apart', () => {
  test('a clock that has not started is named, and is not “no deadline”', () => {
    expect(dueOf(ruleOf('eu-gdpr-33-1.notification'), clocks([]), context)).toMatchObject({ kind: 'clock-not-started', clock: 'awareness' })
  })
  test('without undue delay has no deadline, but the time that passes is shown', () => {
    const due = dueOf(ruleOf('eu-gdpr-34.communication'), clocks([reading('risk_assessment', toInstant(now - 5 * hour))]), context)
    expect(due).toMatchObject({ kind: 'no-deadline', elapsed: 5 * hour })
    expect(dueOf(ruleOf('eu-gdpr-34.communication'), clocks([]), context)).toMatchObject({ kind: 'no-deadline', elapsed: null })
  })
  test('a stage counted from another one has no date until that one is filed', () => {
    const aware = reading('awareness', now)
    expect(dueOf(ruleOf('eu-nis2-23.final-report'), clocks([aware]), context)).toMatchObject({
      kind: 'stage-not-filed',
      stages: ['eu-nis2-23.incident-notification', 'eu-nis2-23.incident-notification-trust'],
    })
    const early = filed('eu-nis2-23.incident-notification', toInstant(now + 2 * hour))
    expect(firm(dueOf(ruleOf('eu-nis2-23.final-report'), clocks([aware], [early]), context)).strict).toBe(at('2026-12-24T23:59:59+01:00'))
  })
  test('a rule known from memory says what it is said to ask for, and gives no date', () => {
    const due = dueOf(ruleOf('us-fedramp.report'), clocks([reading('identification', now)]), context)
    expect(due).toMatchObject({ kind: 'no-firm-date', why: 'low_confidence', elapsed: 0 })
    expect(due.said).toBe('1 hour from identification')
  })
  test('a rule does not reach back before it was in force', () => {
    const before = reading('awareness', at('2026-09-10T12:00:00+02:00'))
    const since = reading('awareness', at('2026-09-11T00:00:00+02:00'))
    expect(dueOf(ruleOf('eu-cra-14-vuln.early-warning'), clocks([before]), context)).toMatchObject({
      kind: 'no-firm-date',
      why: 'not_in_force_then',
    })
    expect(dueOf(ruleOf('eu-cra-14-vuln.early-warning'), clocks([since]), context).kind).toBe('due')
  })
  test('working days beyond the calendar that is known are not counted', () => {
    const late = reading('determination', at('2031-12-30T10:00:00-05:00'))
    expect(dueOf(ruleOf('us-sec-8k-105.form-8-k'), clocks([late]), context)).toMatchObject({
      kind: 'no-firm-date',
      why: 'calendar_missing',
    })
  })
})

describe('stages', () => {
  test('DORA: classification decides, awareness caps it, and a classification behind the cap decides again', () => {
    const initial = ruleOf('eu-dora-19.initial-notification')
    const aware = reading('awareness', at('2026-11-23T08:00:00+01:00'))
    const due = (classified: string) => firm(dueOf(initial, clocks([aware, reading('classification', at(classified))]), context))
    expect(due('2026-11-23T09:00:00+01:00').strict).toBe(at('2026-11-23T13:00:00+01:00'))
    expect(due('2026-11-24T07:00:00+01:00')).toMatchObject({
      strict: at('2026-11-24T08:00:00+01:00'),
      anchor: { reading: { clock: 'awareness' } },
    })
    expect(due('2026-11-24T09:00:00+01:00').strict).toBe(at('2026-11-24T13:00:00+01:00'))
  })
  test('DORA: not classified yet, the outer limit is shown as information, not as a date', () => {
    const due = dueOf(ruleOf('eu-dora-19.initial-notification'), clocks([reading('awareness', now)]), context)
    expect(due).toMatchObject({
      kind: 'clock-not-started',
      clock: 'classification',
      information: [{ id: 'at-latest', at: now + 24 * hour }],
    })
  })
  test('DORA: an updated intermediate report moves the final one, an earlier one does not', () => {
    const first = filed('eu-dora-19.intermediate-report', at('2026-11-24T10:00:00+01:00'))
    const updated = filed('eu-dora-19.updated-intermediate', at('2026-12-01T10:00:00+01:00'))
    const final = (filings: Filing[]) => firm(dueOf(ruleOf('eu-dora-19.final-report'), clocks([], filings), context))
    expect(final([first]).strict).toBe(at('2026-12-24T23:59:59+01:00'))
    expect(final([updated, first]).strict).toBe(at('2027-01-01T23:59:59+01:00'))
  })
  test('CRA: 14 days run from the fix, and roll over a weekend only as a relief', () => {
    const due = firm(
      dueOf(ruleOf('eu-cra-14-vuln.final-report'), clocks([reading('fix_available', at('2026-11-28T10:00:00+01:00'))]), context),
    )
    expect(due.strict).toBe(at('2026-12-12T23:59:59+01:00'))
    expect(due.relief?.at).toBe(at('2026-12-14T23:59:59+01:00'))
  })
  test('a notice that must not come after another one is due when that one goes out', () => {
    const discovered = reading('discovery', at('2026-11-02T10:00:00-05:00'))
    const open = firm(dueOf(ruleOf('us-vt.agency'), clocks([discovered]), context))
    const told = filed('us-vt.individuals', at('2026-11-10T10:00:00-05:00'))
    expect(firm(dueOf(ruleOf('us-vt.agency'), clocks([discovered], [told]), context)).strict).toBe(told.at)
    expect(
      firm(dueOf(ruleOf('us-vt.agency'), clocks([discovered], [filed('us-vt.individuals', toInstant(open.strict + day))]), context)).strict,
    ).toBe(open.strict)
  })
})

describe('an end that may roll', () => {
  const fixed = (when: string) => clocks([reading('fix_available', at(when))])
  const relief = (when: string, calendar: string | null) =>
    firm(dueOf(ruleOf('eu-cra-14-vuln.final-report'), fixed(when), { ...context, calendar })).relief?.at

  test('rolls over the public holidays of the Member State whose authority is told, and over weekends where none is named', () => {
    // 14 days from 12 March 2027 end on Good Friday.
    const good = '2027-03-12T10:00:00+01:00'
    expect(relief(good, 'eu-de')).toBe(at('2027-03-30T23:59:59+02:00'))
    expect(relief(good, 'eu-fr')).toBeUndefined()
    expect(relief(good, null)).toBeUndefined()
  })
  test('never by the calendar of a place where that authority is not', () => {
    const { calendars } = catalogue
    const elsewhere = new Map([...calendars].map(([id, calendar]) => [id, id === 'eu-de' ? { ...calendar, place: 'CH' } : calendar]))
    const due = dueOf(ruleOf('eu-cra-14-vuln.final-report'), fixed('2027-03-12T10:00:00+01:00'), {
      ...{ ...context, calendar: 'eu-de', calendars: elsewhere },
    })
    expect(firm(due).relief).toBeNull()
  })
  test('is never the strict date, whichever Member State it is', () => {
    for (const calendar of [null, 'eu-de', 'eu-gr']) {
      const due = firm(dueOf(ruleOf('eu-cra-14-vuln.final-report'), fixed('2027-03-12T10:00:00+01:00'), { ...context, calendar }))
      expect(due.strict).toBe(at('2027-03-26T23:59:59+01:00'))
    }
  })
  test('of two days and more has two working days in it (Regulation 1182/71 art. 3(5))', () => {
    const rule = ruleOf('eu-cra-14-vuln.final-report')
    const within = (days: number): Rule => {
      if (rule.deadline.kind !== 'limit') throw new Error('a limit')
      return { ...rule, deadline: { ...rule.deadline, limit: { kind: 'calendar', months: 0, days } } }
    }
    const due = (days: number) =>
      firm(dueOf(within(days), fixed('2027-03-25T10:00:00+01:00'), { ...context, calendar: 'eu-de' })).relief?.at
    // From the Thursday before Easter: one day ends on Good Friday and rolls to Tuesday; five end on Tuesday and need the Wednesday.
    expect(due(1)).toBe(at('2027-03-30T23:59:59+02:00'))
    expect(due(5)).toBe(at('2027-03-31T23:59:59+02:00'))
    expect(due(6)).toBeUndefined()
  })
})

describe('readings of a clock', () => {
  const gdpr = ruleOf('eu-gdpr-33-1.notification')
  const [early, late] = [reading('awareness', now), reading('awareness', toInstant(now + 6 * hour))]

  test('the earliest that stands is the strict one, and the others are shown with what they would give', () => {
    const due = firm(dueOf(gdpr, clocks([late, early]), context))
    expect(due.strict).toBe(now + 72 * hour)
    expect(due.others.map(({ strict }) => strict)).toEqual([now + 78 * hour])
  })
  test('a correction takes the place of what it corrects, and the date is counted again', () => {
    const correction = reading('awareness', toInstant(now + hour), { id: 'correction', corrects: early.id })
    expect(firm(dueOf(gdpr, clocks([early, late, correction]), context)).strict).toBe(now + 73 * hour)
  })
})

describe('a contract', () => {
  const clause = {
    id: 'acme',
    customer: 'Acme',
    contact: 'legal@example.com',
    clock: 'confirmation',
    zone: 'Europe/Paris',
    calendar: null,
    clause: '§ 7.2',
  } as const
  const confirmed = clocks([reading('confirmation', at('2026-11-27T16:00:00+01:00'))])

  test('is counted by the same engine, from its own word for the start', () => {
    const rule = contractRule({ ...clause, within: { amount: 24, unit: 'hours' } })
    expect(firm(dueOf(rule, confirmed, context)).strict).toBe(at('2026-11-28T16:00:00+01:00'))
    expect(dueOf(rule, clocks([reading('awareness', now)]), context).kind).toBe('clock-not-started')
  })
  test('in business days is refused without a calendar, and has no date while that calendar is unknown', () => {
    const within = { amount: 2, unit: 'business-days' } as const
    expect(() => contractRule({ ...clause, within })).toThrow(/calendar/)
    expect(() => contractRule({ ...clause, within: { amount: 2, unit: 'days' }, zone: null })).toThrow(/zone/)
    expect(dueOf(contractRule({ ...clause, within, calendar: 'theirs' }), confirmed, context)).toMatchObject({
      kind: 'no-firm-date',
      why: 'calendar_missing',
    })
    const known = contractRule({ ...clause, within, calendar: 'us-federal' })
    expect(firm(dueOf(known, confirmed, context)).strict).toBe(at('2026-12-01T23:59:59+01:00'))
    const overChristmas = clocks([reading('confirmation', at('2026-12-23T16:00:00+01:00'))])
    const dueIn = (calendar: string) => firm(dueOf(contractRule({ ...clause, within, calendar }), overChristmas, context)).strict
    expect([dueIn('eu-fr'), dueIn('eu-pl')]).toEqual([at('2026-12-28T23:59:59+01:00'), at('2026-12-29T23:59:59+01:00')])
  })
  test('in the catalogue without its clause has no date', () => {
    expect(dueOf(ruleOf('contract-dpa.notice'), confirmed, context)).toMatchObject({ kind: 'no-firm-date', why: 'clause_not_entered' })
  })
})
