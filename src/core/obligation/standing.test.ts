// Sentences about obligations as they stand: what waits for a decision, what is overdue, and what never vanishes.
import { describe, expect, test } from 'vitest'
import { obligationCatalogue } from '../../../test/support/obligationCatalogue.ts'
import { day, hour, type Instant, parseInstant, toInstant } from '../kernel/instant.ts'
import { parsePolicy } from '../policy/parsePolicy.ts'
import type { ClockReading } from './clock.ts'
import { interviewOf, layAnswers, noAnswers } from './interviewAnswers.ts'
import { lateBy } from './lateness.ts'
import { isPolicyRule, policyRules } from './policyDuty.ts'
import { type Asked, awaitsDecision, type Decided, isOverdue, obligationsOf, type SentNotice } from './standing.ts'
import { updateCadence } from './statusUpdate.ts'

const catalogue = obligationCatalogue()
const now = parseInstant('2026-11-24T10:00:00Z') ?? expect.fail()
const gdpr = 'eu-gdpr-33-1.notification'
const { policy } = parsePolicy(`---
kind: policy
id: ours
title: Ours
severities:
  - level: SEV1
    update_every: PT1H
    notify:
      - { whom: cyber-insurer, within: PT48H, from: detection }
      - { whom: the board, within: P1D, from: a hunch }
---
# Ours
`)

const reading = (at: Instant): ClockReading => ({
  id: 'rdg_1',
  clock: 'awareness',
  at,
  zone: 'Europe/Berlin',
  by: 'Ada',
  basis: 'seen',
  recordedAt: at,
  corrects: null,
})
const ruledIn = interviewOf(
  layAnswers(null, {
    roles: { is: ['controller'], is_not: [], rest: 'is-not' },
    places: { is: ['DE'], is_not: [], rest: 'is-not' },
    kinds: { is: ['personal'], is_not: [], rest: 'is-not' },
  }),
)
const asked = (more: Partial<Asked<Decided, SentNotice>> = {}): Asked<Decided, SentNotice> => ({
  catalogue,
  interview: ruledIn,
  contracts: [],
  policyRules: [],
  clocks: { readings: [reading(toInstant(now - 80 * hour))], filings: [] },
  decisions: [],
  sent: [],
  ...more,
})
const context = { now, zone: null, calendar: null, calendars: catalogue.calendars }
const one = (rule: string, more: Partial<Asked<Decided, SentNotice>> = {}) =>
  obligationsOf(asked(more), context).standing.find((standing) => standing.rule.id === rule) ?? expect.fail(rule)

describe('an obligation of which everything is answered', () => {
  test('waits for a decision until it is taken on or declined; asking counsel decides nothing', () => {
    expect(awaitsDecision(one(gdpr))).toBe(true)
    expect(awaitsDecision(one(gdpr, { decisions: [{ rule: gdpr, answer: 'ask-counsel' }] }))).toBe(true)
    expect(awaitsDecision(one(gdpr, { decisions: [{ rule: gdpr, answer: 'accept' }] }))).toBe(false)
    expect(awaitsDecision(one(gdpr, { decisions: [{ rule: gdpr, answer: 'decline' }] }))).toBe(false)
  })
  test('is overdue only when it was taken on, its instant is past and nobody was told', () => {
    const accepted = { decisions: [{ rule: gdpr, answer: 'accept' as const }] }
    expect(one(gdpr).lateBy).toBe(8 * 3600)
    expect(isOverdue(one(gdpr))).toBe(false)
    expect(isOverdue(one(gdpr, accepted))).toBe(true)
    expect(isOverdue(one(gdpr, { ...accepted, sent: [{ rule: gdpr, at: now, lateBy: 28_800 }] }))).toBe(false)
  })
  test('stays as late as it was judged when it was sent', () => {
    expect(one(gdpr, { sent: [{ rule: gdpr, at: now - 10 * day, lateBy: null }] }).lateBy).toBeNull()
    const twice = [
      { rule: gdpr, at: now, lateBy: 28_800 },
      { rule: gdpr, at: now - day, lateBy: 60 },
    ]
    expect(one(gdpr, { sent: twice }).lateBy).toBe(60)
  })
  test('that somebody decided does not vanish when a later answer rules it out', () => {
    const uk = 'uk-gdpr-33.ico-notification'
    expect(obligationsOf(asked(), context).ruledOut.map(({ rule }) => rule.id)).toContain(uk)
    const decided = obligationsOf(asked({ decisions: [{ rule: uk, answer: 'accept' }] }), context)
    expect(decided.ruledOut.map(({ rule }) => rule.id)).not.toContain(uk)
    expect(decided.standing.find(({ rule }) => rule.id === uk)?.why).toContain('the answers say otherwise')
  })
})

describe('what one was late by', () => {
  const due = one(gdpr).due
  const strict = due.kind === 'due' ? due.strict : expect.fail(due.kind)
  test.each([
    [0, null],
    [999, null],
    [1000, 1],
    [-hour, null],
    [hour + 1, 3600],
  ])('%i ms after the strict instant is %s', (after, seconds) => {
    expect(lateBy(due, toInstant(strict + after))).toBe(seconds)
  })
  test('is nothing where there is no instant', () => {
    expect(lateBy(null, now)).toBeNull()
  })
})

describe('the policy’s own duties', () => {
  test('are obligations of the level in force, counted by the same engine', () => {
    const rules = policyRules(policy, 'SEV1')
    expect(rules.map(({ id }) => id)).toEqual(['policy-ours.cyber-insurer', 'policy-ours.the-board'])
    expect(rules.every(({ id }) => isPolicyRule(id))).toBe(true)
    expect(one('policy-ours.cyber-insurer', { policyRules: rules })).toMatchObject({
      verdict: 'applies',
      due: { kind: 'clock-not-started', clock: 'detection' },
    })
  })
  test('from a word that is no clock have no date, and say so in the policy’s words', () => {
    const board = one('policy-ours.the-board', { policyRules: policyRules(policy, 'SEV1') })
    expect(board.due).toMatchObject({ kind: 'no-deadline', said: 'no number; within P1D from a hunch' })
  })
  test('are none without a level, or at one the policy does not know', () => {
    expect([...policyRules(policy, null), ...policyRules(policy, 'SEV9')]).toEqual([])
  })
})

describe('the next status update', () => {
  const facts = { state: 'triaged', severity: 'SEV1', declaredAt: toInstant(now - 2 * hour), lastUpdateAt: null, timeZone: 'UTC' }
  test('is counted from the declaration, then from the last one', () => {
    expect(updateCadence(policy, facts, now)).toMatchObject({ nextDueAt: now - hour, overdue: true })
    expect(updateCadence(policy, { ...facts, lastUpdateAt: now }, now)).toMatchObject({ nextDueAt: now + hour, overdue: false })
  })
  test('is none after recovery, and none that nobody promised', () => {
    expect(updateCadence(policy, { ...facts, state: 'recovered' }, now)).toMatchObject({ every: 'PT1H', nextDueAt: null, overdue: false })
    expect(updateCadence(policy, { ...facts, severity: null }, now)).toEqual({ every: null, nextDueAt: null, overdue: false })
  })
})

describe('answers', () => {
  test('are laid over earlier ones; what is left out keeps its answer', () => {
    const first = layAnswers(null, { everyone: 7 })
    expect(layAnswers(first, { people: { DE: 3 } })).toEqual({ ...noAnswers, everyone: 7, people: { DE: 3 } })
    expect(() => layAnswers(first, { everyone: 7 })).toThrow(/already/)
  })
  test('that name no place, or say yes and no, are refused where they stand', () => {
    expect(() => layAnswers(null, { people: { 'US-XX': 1 } })).toThrow(/no place “US-XX”/)
    expect(() => layAnswers(null, { roles: { is: ['controller'], is_not: ['controller'], rest: 'unknown' } })).toThrow(
      /with yes and with no/,
    )
  })
})
