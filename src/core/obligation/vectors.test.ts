// Worked examples: what a careful person counts by hand is what the engine gives.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { obligationCatalogue, sharedFacts } from '../../../test/support/obligationCatalogue.ts'
import { atTime, dateAt } from '../kernel/deadline.ts'
import { type Instant, parseInstant } from '../kernel/instant.ts'
import type { ClockId, Clocks } from './clock.ts'
import { type Due, dueOf, type FirmDue } from './due.ts'
import { type Rule, ruleById } from './rule.ts'

const catalogue = obligationCatalogue()

function ruleOf(id: string): Rule {
  return ruleById(catalogue, id) ?? expect.fail(`no rule ${id}`)
}

function at(text: string): Instant {
  return parseInstant(text) ?? expect.fail(text)
}

function clocksOf(readings: Partial<Record<ClockId, Instant>>, filings: Record<string, Instant>, zone: string): Clocks {
  const noted = { zone, by: 'Ada', basis: 'worked example' }
  return {
    readings: (Object.entries(readings) as [ClockId, Instant][]).map(([clock, when]) => ({
      id: clock,
      clock,
      at: when,
      recordedAt: when,
      corrects: null,
      ...noted,
    })),
    filings: Object.entries(filings).map(([rule, when]) => ({ rule, at: when, recordedAt: when, zone, by: 'Ada' })),
  }
}

function dueAt(rule: string, clocks: Clocks, zone: string | null = null): Due {
  return dueOf(ruleOf(rule), clocks, { now: at('2027-06-01T00:00:00Z'), zone, calendar: null, calendars: catalogue.calendars })
}

function firm(due: Due): FirmDue {
  return due.kind === 'due' ? due : expect.fail(JSON.stringify(due))
}

describe('worked by hand', () => {
  // rule, its start, where, what is due, and why it is worth an example
  test.each([
    [
      'eu-gdpr-33-1.notification',
      '2026-10-23T22:15:00+02:00',
      'Europe/Madrid',
      '2026-10-26T21:15:00+01:00',
      'clocks go back within 72 hours',
    ],
    [
      'eu-gdpr-33-1.notification',
      '2027-03-27T12:00:00+01:00',
      'Europe/Dublin',
      '2027-03-30T13:00:00+02:00',
      'clocks go forward within 72 hours',
    ],
    ['uk-gdpr-33.ico-notification', '2026-12-24T18:00:00Z', 'Europe/London', '2026-12-27T18:00:00Z', 'Christmas counts'],
    ['eu-nis2-23.early-warning', '2026-12-31T12:00:00+01:00', 'Europe/Vienna', '2027-01-01T12:00:00+01:00', 'over the end of a year'],
    ['us-bank-36h.notice', '2026-07-03T20:00:00-04:00', 'America/New_York', '2026-07-05T08:00:00-04:00', 'Independence Day counts'],
    [
      'us-sec-8k-105.form-8-k',
      '2026-12-24T09:00:00-05:00',
      'America/New_York',
      '2026-12-31T17:30:00-05:00',
      'Christmas and a weekend between',
    ],
    [
      'us-sec-8k-105.form-8-k',
      '2026-07-03T09:00:00-04:00',
      'America/New_York',
      '2026-07-09T17:30:00-04:00',
      'a holiday observed on the Friday starts it on Monday',
    ],
    ['us-wa.individuals', '2027-02-01T23:30:00-08:00', 'America/Los_Angeles', '2027-03-03T23:59:59-08:00', 'already the next day in UTC'],
    ['us-tx.agency', '2026-12-05T09:00:00-06:00', 'America/Chicago', '2027-01-04T23:59:59-06:00', '30 days over the end of a year'],
    [
      'us-hipaa-404.individual-notice',
      '2027-12-31T09:00:00-05:00',
      'America/New_York',
      '2028-02-29T23:59:59-05:00',
      'day 60 is a leap day',
    ],
    [
      'us-hipaa-408c.annual-log',
      '2027-03-05T09:00:00-05:00',
      'America/New_York',
      '2028-02-29T23:59:59-05:00',
      '60 days after the end of a year before a leap year',
    ],
    ['sg-pdpa.pdpc', '2026-11-27T09:00:00+08:00', 'Asia/Singapore', '2026-11-30T23:59:59+08:00', 'the day after is day 1, weekends count'],
    ['br-lgpd.anpd', '2027-03-24T10:00:00-03:00', 'America/Sao_Paulo', '2027-03-30T23:59:59-03:00', 'Good Friday is a holiday'],
    [
      'au-ransom.payment-report',
      '2026-10-03T23:00:00+10:00',
      'Australia/Sydney',
      '2026-10-07T00:00:00+11:00',
      'the southern clocks go forward',
    ],
    ['us-ma.individuals', '2026-11-24T10:00:00-05:00', 'America/New_York', null, 'from memory: no date'],
    ['us-circia.incident', '2026-11-24T10:00:00-05:00', 'America/New_York', null, 'not in force: no date'],
  ])('%s from %s in %s is due %s: %s', (id, start, zone, due, _why) => {
    const rule = ruleOf(id)
    const clock = rule.deadline.kind === 'limit' && rule.deadline.start.kind === 'clock' ? rule.deadline.start.clock : 'discovery'
    const answer = dueAt(id, clocksOf({ [clock === 'year_end' ? 'discovery' : clock]: at(start) }, {}, zone))
    if (due === null) expect(answer.kind).toBe('no-firm-date')
    else expect(firm(answer).strict).toBe(at(due))
  })
})

type Vector = {
  id: string
  obligation: string
  start: string
  zone: string
  rule: string
  due: string
  awareness?: string
  due_formal_1182_71?: string
  due_with_relief?: string
  plan_by?: string
  ag_due_if_notice_2026_11_30?: string
}

const stages: Record<string, string> = {
  'eu-gdpr-33-1': 'eu-gdpr-33-1.notification',
  'eu-dora-19': 'eu-dora-19.initial-notification',
  'eu-nis2-23 final report': 'eu-nis2-23.final-report',
  'us-sec-8k-105': 'us-sec-8k-105.form-8-k',
  'us-ny-dfs-50017': 'us-ny-dfs-50017.incident-notice',
  'us-hipaa-404': 'us-hipaa-404.individual-notice',
  'us-hipaa-408c': 'us-hipaa-408c.annual-log',
  'us-ca': 'us-ca.individuals',
  'us-vt': 'us-vt.agency',
  'br-lgpd': 'br-lgpd.anpd',
  'jp-appi final': 'jp-appi.final-report',
}

const vectors = existsSync(sharedFacts) ? (parse(readFileSync(sharedFacts, 'utf8')) as { test_vectors: Vector[] }).test_vectors : []
if (vectors.length === 0)
  console.log(
    'Skipped: the worked examples of ../shared/facts/notifications.yaml, which is not there. The table above is tested all the same.',
  )

/** Days without a time are taken at noon where they are counted. */
function instantAt(text: string, zone: string): Instant {
  return text.length === 10 ? atTime(text, '12:00', zone) : at(text)
}

describe.skipIf(vectors.length === 0)('the worked examples of the shared facts', () => {
  test('are all here', () => {
    expect(vectors.map(({ obligation }) => stages[obligation])).not.toContain(undefined)
    expect(vectors.length).toBeGreaterThanOrEqual(14)
  })
  test.each(vectors)('$id: $why', (vector) => {
    const rule = ruleOf(stages[vector.obligation] ?? '')
    const zone = vector.zone === 'local' ? 'America/Chicago' : vector.zone
    const start = instantAt(vector.start, zone)
    const { deadline } = rule
    if (deadline.kind !== 'limit') expect.fail('no limit')
    const clock = deadline.start.kind === 'clock' ? deadline.start.clock : null
    const readings = {
      ...(clock ? { [clock === 'year_end' ? 'discovery' : clock]: start } : {}),
      ...(vector.awareness ? { awareness: at(vector.awareness) } : {}),
    }
    const filings = deadline.start.kind === 'stage' ? Object.fromEntries(deadline.start.rules.map((stage) => [stage, start])) : {}
    const due = firm(dueAt(rule.id, clocksOf(readings, filings, zone)))
    expect(due.counting).toBe(vector.rule)
    if (vector.due.length === 10) expect(dateAt(due.strict, due.zone)).toBe(vector.due)
    else expect(due.strict).toBe(at(vector.due))
    const information = (id: string) => due.information.find((one) => one.id === id)?.at
    if (vector.due_formal_1182_71) expect(information('formal-end')).toBe(at(vector.due_formal_1182_71))
    if (vector.due_with_relief) expect(due.relief?.at).toBe(at(vector.due_with_relief))
    if (vector.plan_by) expect(dateAt(information('plan-by') ?? due.strict, due.zone)).toBe(vector.plan_by)
    if (vector.ag_due_if_notice_2026_11_30) {
      const notice = clocksOf(readings, { 'us-ca.individuals': instantAt('2026-11-30', zone) }, zone)
      expect(dateAt(firm(dueAt('us-ca.agency', notice)).strict, zone)).toBe(vector.ag_due_if_notice_2026_11_30)
    }
  })
})
