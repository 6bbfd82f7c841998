// Incidents against what was promised for them: kept, broken, running or not judged, and always exactly one of these.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDuration } from '../document/duration.ts'
import { type IncidentState, incidentStates } from '../incident/words.ts'
import { day, type Instant, minute, toInstant } from '../kernel/instant.ts'
import type { ClockReading } from '../obligation/clock.ts'
import { parsePolicy } from '../policy/parsePolicy.ts'
import { actionKept, reviewKept } from './afterwardsKept.ts'
import { clocksKept } from './clocksKept.ts'
import { evidenceKept } from './evidenceKept.ts'
import type { IncidentFacts } from './incidentFacts.ts'
import { noticesKept } from './noticesKept.ts'
import { type Judged, lateBy, outcomes } from './outcome.ts'
import { pathKept } from './pathKept.ts'

const { policy } = parsePolicy(`---
kind: policy
id: incident-response
title: Sample policy
facts:
  leaking: { ask: Is data leaking?, answers: [yes, no] }
severities:
  - level: SEV1
    any: [{ leaking: yes }]
    acknowledge_within: PT15M
    contain_within: PT4H
    update_every: PT1H
    escalation: security-oncall
    review: required
    notify:
      - { whom: management, within: PT1H, from: detection }
      - { whom: affected-customers, within: PT72H, from: confirmation }
      - { whom: the-board, within: P1D, from: breach }
  - { level: SEV2, acknowledge_within: PT4H, review: optional }
post_incident: { review_within: P5D, actions_due_within: P30D }
preservation: { collect_before_expiry_margin: P7D }
---
`)
const start = toInstant(Date.UTC(2026, 3, 1, 2, 0))
const at = (minutes: number) => toInstant(start + minutes * minute)

const sev1: IncidentFacts = {
  state: 'declared',
  severity: 'SEV1',
  levels: [{ level: 'SEV1', since: at(6) }],
  declaredAt: at(5),
  detectedAt: start,
  acknowledgedAt: null,
  containedAt: null,
  recoveredAt: null,
  closedAt: null,
  timeZone: 'UTC',
}
const closed = (more: Partial<IncidentFacts> = {}): IncidentFacts => ({
  ...sev1,
  ...{ state: 'closed', acknowledgedAt: at(10), containedAt: at(120), recoveredAt: at(180), closedAt: at(240) },
  ...more,
})

const told = (judged: readonly Judged[]) => judged.map(({ commitment, outcome }) => `${commitment} ${outcome}`)
const one = (judged: readonly Judged[], part: string) => judged.find(({ commitment }) => commitment.endsWith(part))

describe('acknowledging, containing, telling', () => {
  test('done in time is kept, done late is broken by as much as it was late', () => {
    const judged = clocksKept(policy, closed({ acknowledgedAt: at(17) }), [at(70), at(130)], at(900))
    expect(told(judged)).toEqual(['severity/SEV1/acknowledge broken', 'severity/SEV1/contain kept', 'severity/SEV1/update kept'])
    const [late] = judged
    expect(late).toMatchObject({ countedFrom: start, dueAt: at(15), doneAt: at(17) })
    expect(late && lateBy(late, at(900))).toBe(120)
  })
  test('what is not due yet runs, and is broken from when it was due', () => {
    expect(told(clocksKept(policy, sev1, [], at(14)))[0]).toBe('severity/SEV1/acknowledge running')
    expect(told(clocksKept(policy, sev1, [], at(16)))[0]).toBe('severity/SEV1/acknowledge broken')
  })
  test('without a severity it is counted as the worst and not judged', () => {
    const undecided = clocksKept(policy, { ...sev1, severity: null, levels: [] }, [], at(900))
    expect(told(undecided)[0]).toBe('severity/SEV1/acknowledge unjudged')
    expect(undecided[0]).toMatchObject({ dueAt: at(15), why: expect.stringContaining('No severity is set') })
  })
  test('what ended before it was due is not judged, and what was missed before it ended is broken', () => {
    const dismissed = { ...sev1, state: 'not_an_incident' as const, closedAt: at(12) }
    expect(one(clocksKept(policy, dismissed, [], at(900)), 'acknowledge')).toMatchObject({
      outcome: 'unjudged',
      why: expect.stringContaining('over before'),
    })
    expect(one(clocksKept(policy, { ...dismissed, closedAt: at(30) }, [], at(900)), 'acknowledge')?.outcome).toBe('broken')
  })
  test('each counts for the severity whose time ran out, or was kept', () => {
    const raised = closed({
      severity: 'SEV1',
      levels: [
        { level: 'SEV2', since: at(6) },
        { level: 'SEV1', since: at(100) },
      ],
      acknowledgedAt: at(60),
    })
    expect(told(clocksKept(policy, raised, [], at(900)))[0]).toBe('severity/SEV2/acknowledge kept')
  })
  test('one wait for an update that was too long breaks the cadence, however many were in time', () => {
    const broken = one(clocksKept(policy, closed(), [at(60), at(150), at(170)], at(900)), 'update')
    expect(broken).toMatchObject({ outcome: 'broken', countedFrom: at(60), dueAt: at(120), doneAt: at(150) })
    const silent = one(clocksKept(policy, closed(), [at(60)], at(900)), 'update')
    expect(silent).toMatchObject({ outcome: 'broken', countedFrom: at(60), doneAt: null })
    expect(one(clocksKept(policy, { ...sev1, acknowledgedAt: at(10) }, [at(60)], at(100)), 'update')?.outcome).toBe('running')
  })
})

describe('the escalation path', () => {
  test('is kept by a page along it, broken by one along another, and runs while nobody was paged', () => {
    expect(told(pathKept(policy, sev1, [{ path: 'security-oncall', at: at(7) }]))).toEqual(['severity/SEV1/escalation kept'])
    expect(pathKept(policy, closed(), [{ path: 'database-oncall', at: at(7) }])[0]).toMatchObject({
      outcome: 'broken',
      why: expect.stringContaining('database-oncall'),
    })
    expect(told(pathKept(policy, sev1, []))).toEqual(['severity/SEV1/escalation running'])
  })
  test('is not judged where somebody was on it without a page', () => {
    expect(pathKept(policy, closed(), [])[0]).toMatchObject({ outcome: 'unjudged' })
    expect(pathKept(policy, closed({ acknowledgedAt: null }), [])[0]?.outcome).toBe('broken')
  })
})

describe('afterwards', () => {
  const review = (facts: IncidentFacts, decided: { required: boolean } | null, approvedAt: Instant | null, now: Instant) =>
    told(reviewKept(policy, facts, { decided, approvedAt }, now))
  test('a review is held, and in time to the end of the fifth day', () => {
    expect(review(closed(), null, at(300), at(9000))).toEqual(['severity/SEV1/review kept', 'afterwards/review kept'])
    const [, inTime] = reviewKept(policy, closed(), { decided: null, approvedAt: null }, toInstant(Date.UTC(2026, 3, 6, 23, 59, 59, 500)))
    expect(inTime).toMatchObject({ outcome: 'running', dueAt: Date.UTC(2026, 3, 6, 23, 59, 59) })
    expect(review(closed(), null, null, toInstant(Date.UTC(2026, 3, 7)))).toEqual([
      'severity/SEV1/review running',
      'afterwards/review broken',
    ])
    expect(review(closed(), null, toInstant(Date.UTC(2026, 3, 7)), at(90_000))).toEqual([
      'severity/SEV1/review kept',
      'afterwards/review broken',
    ])
  })
  test('one that is required and decided against is broken; an optional one that nobody decided on promises nothing', () => {
    expect(review(closed(), { required: false }, null, at(9000))).toEqual(['severity/SEV1/review broken'])
    const sev2 = closed({ severity: 'SEV2' })
    expect(review(sev2, null, null, at(9000))).toEqual([])
    expect(review(sev2, { required: true }, null, at(300))).toEqual(['afterwards/review running'])
  })
  test('an action is due by what the policy promises, counted from closing', () => {
    const due = Date.UTC(2026, 4, 1, 23, 59, 59)
    expect(actionKept(policy, closed(), null, at(300))[0]).toMatchObject({ outcome: 'running', dueAt: due })
    expect(actionKept(policy, closed(), toInstant(due + 500), at(90_000))[0]?.outcome).toBe('kept')
    expect(actionKept(policy, closed(), toInstant(due + 1000), at(90_000))[0]?.outcome).toBe('broken')
    expect(actionKept(policy, sev1, null, at(90_000))[0]).toMatchObject({ outcome: 'running', dueAt: null })
  })
  test('what was merged or dismissed is not judged, and says why', () => {
    expect(reviewKept(policy, closed({ state: 'merged' }), { decided: null, approvedAt: null }, at(900))[0]?.why).toContain('merged')
  })
})

describe('telling people', () => {
  const reading = (clock: ClockReading['clock'], minutes: number): ClockReading => ({
    ...{ id: `rdg_${clock}`, clock, at: at(minutes), zone: 'UTC', by: 'Ada', basis: 'The log', recordedAt: at(minutes), corrects: null },
  })
  const nothing = { readings: [reading('detection', 0)], decisions: [], sent: [] }
  const outcome = (part: string, facts: typeof nothing | object, now: Instant, incident = sev1) =>
    one(noticesKept(policy, incident, { ...nothing, ...facts }, now), part)

  test('runs until it is due, and a clock that never started is not judged', () => {
    expect(outcome('management', {}, at(59))).toMatchObject({ outcome: 'running', dueAt: at(60) })
    expect(outcome('management', {}, at(61))?.outcome).toBe('broken')
    expect(outcome('affected-customers', {}, at(99_999))).toMatchObject({
      outcome: 'unjudged',
      why: 'The clock starts when it was confirmed.',
    })
    expect(outcome('the-board', {}, at(99_999))).toMatchObject({ outcome: 'unjudged', why: expect.stringContaining('breach') })
  })
  test('is as late as it was judged when it went out', () => {
    const sent = { notice: 'ntc_1', rule: 'policy-incident-response.management', at: at(90), dueAt: at(60), lateBy: 1800 }
    expect(outcome('management', { sent: [sent] }, at(900))).toMatchObject({ outcome: 'broken', doneAt: at(90), notice: 'ntc_1' })
    expect(outcome('management', { sent: [{ ...sent, at: at(50), lateBy: null }] }, at(900))?.outcome).toBe('kept')
  })
  test('that it was decided against is neither', () => {
    const decisions = [{ rule: 'policy-incident-response.management', answer: 'decline' as const }]
    expect(outcome('management', { decisions }, at(900))).toMatchObject({ outcome: 'unjudged', why: expect.stringContaining('decided') })
  })
})

describe('evidence', () => {
  const margin = parseDuration('P7D')
  const lost = { known: true, at: toInstant(start + 90 * day), certainty: 'documented', onlyIf: null } as const
  const item = (state: object) => ({ id: 'prs_1' as never, what: 'The trail', state: state as never })
  const taken = (days: number) => item({ is: 'captured', evidenceId: 'evi_1', capturedAt: toInstant(start + days * day), afterLoss: false })
  const kept = (what: ReturnType<typeof item>, clock: Parameters<typeof evidenceKept>[2] = lost, now = at(0)) =>
    margin === undefined ? undefined : evidenceKept(margin, what, clock, start, now)

  test('taken a week before its log ends is kept, later is broken though it was had', () => {
    expect(kept(taken(83))).toMatchObject({ outcome: 'kept', dueAt: start + 83 * day })
    expect(kept(taken(84))?.outcome).toBe('broken')
    expect(kept(item({ is: 'open' }))?.outcome).toBe('running')
    expect(kept(item({ is: 'open' }), lost, toInstant(start + 91 * day))?.outcome).toBe('broken')
  })
  test('where no date is known, or the log lives no longer than the margin, it is not judged', () => {
    expect(kept(taken(1), { known: false, why: 'configured', says: 'It is kept as set.' })?.outcome).toBe('unjudged')
    const short = { ...lost, at: toInstant(start + 3 * day) }
    expect(kept(taken(1), short)?.why).toContain('no longer')
    const gone = item({ is: 'lost', since: toInstant(start + 3 * day), recordedAt: toInstant(start + 4 * day), reason: null })
    expect(kept(gone, short, toInstant(start + 9 * day))).toMatchObject({ outcome: 'broken', dueAt: null, why: 'It was recorded as lost.' })
  })
})

describe('any incident', () => {
  const instant = fc.integer({ min: 0, max: 20_000 }).map(at)
  const facts = fc.record({
    state: fc.constantFrom<IncidentState>(...incidentStates),
    levels: fc.array(fc.record({ level: fc.constantFrom('SEV1', 'SEV2', 'SEV9'), since: instant }), { maxLength: 3 }),
    declaredAt: fc.constant(at(5)),
    detectedAt: fc.option(instant),
    acknowledgedAt: fc.option(instant),
    containedAt: fc.option(instant),
    recoveredAt: fc.option(instant),
    closedAt: fc.option(instant),
  })
  test('has one answer for each commitment that it is subject to, with the times that go with it', () => {
    fc.assert(
      fc.property(
        facts,
        fc.array(instant, { maxLength: 6 }),
        fc.integer({ min: 20_000, max: 60_000 }).map(at),
        ({ levels, ...given }, updates, now) => {
          const history = [...levels].sort((left, right) => left.since - right.since)
          const incident: IncidentFacts = { ...given, levels: history, severity: history.at(-1)?.level ?? null, timeZone: 'UTC' }
          const sent = [...updates].sort((left, right) => left - right)
          const all = [
            ...clocksKept(policy, incident, sent, now),
            ...pathKept(policy, incident, []),
            ...reviewKept(policy, incident, { decided: null, approvedAt: null }, now),
            ...noticesKept(policy, incident, { readings: [], decisions: [], sent: [] }, now),
          ]
          const names = all.map(({ commitment }) => commitment)
          expect(new Set(names).size).toBe(names.length)
          for (const { outcome, why, dueAt, doneAt } of all) {
            expect(outcomes).toContain(outcome)
            if (outcome === 'unjudged') expect(why).not.toBeNull()
            if (outcome === 'running' && dueAt !== null) expect(dueAt + 1000).toBeGreaterThan(now)
            if (outcome === 'kept' && dueAt !== null && doneAt !== null) expect(doneAt).toBeLessThan(dueAt + 1000)
          }
        },
      ),
    )
  })
})
