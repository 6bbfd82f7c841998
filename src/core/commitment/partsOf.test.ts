// Judging only what one commitment needs must say of it what judging everything says, whatever the incident and however things are called.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { incidentStates } from '../incident/words.ts'
import { day, minute, toInstant } from '../kernel/instant.ts'
import { commitmentList } from '../policy/commitmentList.ts'
import { parsePolicy } from '../policy/parsePolicy.ts'
import { actionKept, reviewKept } from './afterwardsKept.ts'
import { answersKept, updatesKept } from './clocksKept.ts'
import type { IncidentFacts } from './incidentFacts.ts'
import { noticesKept } from './noticesKept.ts'
import { everyPart, levelsOf, type Parts, partsOf } from './partsOf.ts'
import { pathKept } from './pathKept.ts'

/** Two of its names look like parts of a commitment. */
const { policy, problems } = parsePolicy(`---
kind: policy
id: incident-response
title: Sample policy
facts:
  leaking: { ask: Is data leaking?, answers: [yes, no] }
severities:
  - level: SEV1
    any: [{ leaking: yes }]
    acknowledge_within: PT15M
    contain_within: P1D
    update_every: PT1H
    escalation: security-oncall
    review: required
    notify:
      - { whom: management, within: PT1H, from: detection }
      - { whom: who/must/acknowledge, within: PT1H, from: detection }
  - level: SEV1/contain
    acknowledge_within: PT1H
    contain_within: P2D
    review: required
    notify: [{ whom: review, within: P1D, from: confirmation }]
post_incident: { review_within: P5D, actions_due_within: P30D }
---
`)
const start = toInstant(Date.UTC(2026, 3, 1, 2, 0))
const at = (minutes: number) => toInstant(start + minutes * minute)
const now = toInstant(start + 60 * day)
const moment = fc.integer({ min: 0, max: 20_000 }).map(at)
const maybe = fc.option(moment)
const level = fc.constantFrom('SEV1', 'SEV1/contain', 'SEV9')

const story = fc.record({
  facts: fc.record({
    state: fc.constantFrom(...incidentStates),
    severity: fc.option(level),
    levels: fc.array(fc.record({ level, since: moment }), { maxLength: 3 }),
    declaredAt: moment,
    detectedAt: maybe,
    acknowledgedAt: maybe,
    containedAt: maybe,
    recoveredAt: maybe,
    closedAt: maybe,
    timeZone: fc.constantFrom('UTC', 'Europe/Zurich'),
  }),
  updates: fc.array(moment, { maxLength: 3 }),
  pages: fc.array(fc.record({ path: fc.constantFrom('security-oncall', 'other', null), at: moment }), { maxLength: 2 }),
  review: fc.record({ decided: fc.option(fc.record({ required: fc.boolean() })), approvedAt: maybe }),
  actions: fc.array(maybe, { maxLength: 2 }),
  detection: maybe,
})

type Story = typeof story extends fc.Arbitrary<infer One> ? One : never

function judge({ facts, updates, pages, review, actions, detection }: Story, parts: Parts) {
  const reading = { id: 'r', clock: 'detection' as const, zone: 'UTC', by: 'per', basis: 'An alert', recordedAt: start, corrects: null }
  const told = { readings: detection === null ? [] : [{ ...reading, at: detection }], decisions: [], sent: [] }
  const known: IncidentFacts = facts
  return [
    ...(parts.has('answers') ? answersKept(policy, known, now) : []),
    ...(parts.has('updates') ? updatesKept(policy, known, updates, now) : []),
    ...(parts.has('path') ? pathKept(policy, known, pages) : []),
    ...(parts.has('review') ? reviewKept(policy, known, review, now) : []),
    ...(parts.has('notices') ? noticesKept(policy, known, told, now) : []),
    ...(parts.has('actions') ? actions.flatMap((doneAt) => actionKept(policy, known, doneAt, now)) : []),
  ]
}

describe('what one commitment is judged by', () => {
  test('says of it just what judging everything says', () => {
    expect(problems).toEqual([])
    const ids = commitmentList(policy).map(({ id }) => id)
    fc.assert(
      fc.property(story, (one) => {
        const all = judge(one, everyPart)
        for (const id of ids) {
          const of = (judged: ReturnType<typeof judge>) => judged.filter(({ commitment }) => commitment === id)
          expect(of(judge(one, partsOf(id))), id).toEqual(of(all))
        }
      }),
      { numRuns: 300 },
    )
  })
  test('is only ever about an incident that has or had one of its severities, or none', () => {
    fc.assert(
      fc.property(story, (one) => {
        const { severity, levels } = one.facts
        for (const { commitment } of judge(one, everyPart)) {
          const may = levelsOf(commitment)
          if (may === null || severity === null || levels.length === 0) continue
          expect(
            [severity, ...levels.map((since) => since.level)].some((name) => may.includes(name)),
            commitment,
          ).toBe(true)
        }
      }),
      { numRuns: 300 },
    )
  })
  test('is nothing where no incident can show it', () => {
    for (const id of ['severity/SEV1/when', 'training/every', 'document/review', 'toString', 'severity'])
      expect([...partsOf(id)]).toEqual([])
  })
  test('a slash in the name of a severity leaves several that are meant', () => {
    expect(levelsOf('severity/a/b/acknowledge')).toEqual(['a', 'a/b'])
    expect(levelsOf('afterwards/review')).toBeNull()
  })
})
