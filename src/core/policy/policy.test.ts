// Sentences about policies: what they promise as data, how severe something is by the facts, and which question comes next.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toInstant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import { computeSeverity } from './computeSeverity.ts'
import type { Answers } from './evaluate.ts'
import { overrideSeverity } from './overrideSeverity.ts'
import { parsePolicy } from './parsePolicy.ts'
import { clocksOf, reviewRequirement } from './promises.ts'

const written = `---
kind: policy
id: incident-response
title: Incident response policy
owner: cto
approvers: [cto]
review: { every: P1Y, grace: P0D }
acknowledge: { by: [responders], within: P30D, again_every: P1Y }
applies_to: [soc2:CC7.3]
facts:
  customer_data_access: { ask: Is there access to customer data?, answers: [confirmed, suspected, none] }
  customers_down_percent: { ask: What share of customers is down?, number: percent }
  exfiltration: { ask: Is data leaving right now?, answers: [yes, no, unknown] }
severities:
  - level: SEV1
    any: [ { customer_data_access: confirmed }, { exfiltration: yes }, { customers_down_percent: { gte: 100 } } ]
    acknowledge_within: PT15M
    contain_within: PT4H
    update_every: PT1H
    escalation: security-oncall
    review: required
    notify: [ { whom: affected-customers, within: PT72H, from: confirmation, template: customer-breach } ]
  - level: SEV2
    all: [ { customer_data_access: [suspected, confirmed] }, { exfiltration: unknown } ]
    acknowledge_within: PT30M
    review: optional
  - level: SEV3
    review: not-needed
alert_review: { within: P1D, periodic: { every: P1W, by: not-the-operator } }
post_incident: { review_within: P5D, actions_due_within: P30D }
training: { who: responders, every: P1Y, accepts: [course, tabletop, drill] }
preservation: { collect_before_expiry_margin: P7D }
classification: internal
---
# Incident response policy
`
const { policy, problems } = parsePolicy(written)
const severity = (answers: Answers) => computeSeverity(policy, answers)

describe('a policy', () => {
  test('is read whole, and keeps what it does not know', () => {
    expect(problems).toEqual([])
    expect(policy).toMatchObject({
      id: 'incident-response',
      approvers: ['cto'],
      review: { every: { iso: 'P1Y', months: 12 }, grace: { iso: 'P0D' } },
      acknowledge: { by: ['responders'], within: { days: 30 }, againEvery: { months: 12 } },
      appliesTo: ['soc2:CC7.3'],
      alertReview: { within: { days: 1 }, periodic: { every: { days: 7 }, by: 'not-the-operator' } },
      postIncident: { reviewWithin: { days: 5 }, actionsDueWithin: { days: 30 } },
      training: { who: 'responders', accepts: ['course', 'tabletop', 'drill'] },
      preservation: { collectBeforeExpiryMargin: { days: 7 } },
      extra: { classification: 'internal' },
    })
    expect(policy.facts.map(({ name, position }) => [name, position.line])).toEqual([
      ['customer_data_access', 11],
      ['customers_down_percent', 12],
      ['exfiltration', 13],
    ])
  })
  test('promises clocks, duties and reviews by severity', () => {
    expect(clocksOf(policy, 'SEV1')).toMatchObject({
      acknowledgeWithin: { milliseconds: 900_000 },
      containWithin: { iso: 'PT4H' },
      updateEvery: { iso: 'PT1H' },
      reviewWithin: { iso: 'P5D' },
      escalation: 'security-oncall',
      notify: [{ whom: 'affected-customers', within: { iso: 'PT72H' }, from: 'confirmation', template: 'customer-breach' }],
    })
    expect(clocksOf(policy, 'SEV3')).toMatchObject({ acknowledgeWithin: null, reviewWithin: null, notify: [] })
    expect(clocksOf(policy, 'SEV9')).toBeUndefined()
    expect(['SEV1', 'SEV2', 'SEV3', 'SEV9'].map((level) => reviewRequirement(policy, level))).toEqual([
      'required',
      'optional',
      'not-needed',
      'optional',
    ])
  })
  test.each([
    ['acknowledge_within: PT15M', 'acknowledge_within: 15 minutes', 'front-matter/duration', 17],
    ['{ exfiltration: yes }', '{ exfil: yes }', 'severity/unknown-fact', 16],
    ['{ exfiltration: yes }', '{ exfiltration: maybe }', 'severity/unknown-answer', 16],
    ['{ gte: 100 }', '{ about: 100 }', 'severity/comparison', 16],
    ['review: required', 'review: always', 'front-matter/choice', 21],
    ['level: SEV2', 'level: SEV1', 'severity/duplicate', 23],
    ['answers: [confirmed, suspected, none]', 'answers: [confirmed]', 'fact/answers', 11],
    ['within: PT72H, ', '', 'front-matter/missing', 22],
    ['update_every: PT1H', 'update_evry: PT1H', 'severity/unknown-field', 19],
    ['id: incident-response', '', 'front-matter/missing', 2],
    ['kind: policy', 'kind: runbook', 'front-matter/wrong-kind', 2],
  ])('with %j written as %j has the problem %s at line %i', (right, wrong, rule, line) => {
    const found = parsePolicy(written.replace(right, wrong)).problems
    expect(found.map((problem) => [problem.rule, problem.position.line])).toContainEqual([rule, line])
  })
  test('with a level above the last that has no criteria says so, for it would hide those below', () => {
    const found = parsePolicy(written.replace(/ {4}all: .*\n/, '')).problems
    expect(found.map(({ rule }) => rule)).toEqual(['severity/no-criteria'])
  })
  test('whose criteria are all unreadable never holds, rather than always', () => {
    const broken = parsePolicy(written.replace(/all: \[.*\]/, 'all: [ { nothing: yes } ]')).policy
    expect(computeSeverity(broken, { customer_data_access: 'none', exfiltration: 'no', customers_down_percent: 0 }).level).toBe('SEV3')
  })
})

describe('severity', () => {
  test('is exact as soon as the worst level holds, with the criterion in words', () => {
    expect(severity({ exfiltration: 'yes' })).toEqual({
      level: 'SEV1',
      certainty: 'exact',
      because: ['Is data leaving right now? Yes.'],
      ask: [],
    })
    expect(severity({ customers_down_percent: 100 }).because).toEqual(['What share of customers is down? At least 100 %.'])
  })
  test('is “at least” while a fact not known could make it worse, and asks only for those', () => {
    const computed = severity({ customer_data_access: 'suspected', exfiltration: 'unknown' })
    expect(computed).toMatchObject({
      level: 'SEV2',
      certainty: 'at-least',
      because: ['Is there access to customer data? Suspected or confirmed.', 'Is data leaving right now? Unknown.'],
    })
    expect(computed.ask.map(({ name }) => name)).toEqual(['customers_down_percent'])
  })
  test('is the lowest level only when every question that matters was answered', () => {
    expect(severity({})).toMatchObject({ level: 'SEV3', certainty: 'at-least' })
    expect(severity({ customer_data_access: 'none', exfiltration: 'no', customers_down_percent: 3 })).toEqual({
      level: 'SEV3',
      certainty: 'exact',
      because: ['No criterion of a higher level holds.'],
      ask: [],
    })
  })
  test('asks first for what settles most, then for what leaves fewest levels in doubt', () => {
    const asked = (facts: string, severities: string) =>
      computeSeverity(parsePolicy(`---\nkind: policy\nid: p\nfacts:\n${facts}\nseverities:\n${severities}\n---\n`).policy, {}).ask.map(
        ({ name }) => name,
      )
    const choice = (name: string, answers: string) => `  ${name}: { ask: Is it?, answers: [${answers}] }`
    expect(
      asked(
        [choice('one_in_four', 'a, b, c, d'), choice('one_in_two', 'a, b'), '  share: { ask: How much?, number: percent }'].join('\n'),
        '  - { level: S1, any: [ { one_in_four: a }, { one_in_two: a }, { share: { gte: 90 } }, { share: { gte: 95 } } ] }\n  - { level: S2 }',
      ),
    ).toEqual(['share', 'one_in_two', 'one_in_four'])
    expect(
      asked(
        ['b', 'c', 'd', 'e'].map((name) => choice(name, 'x, y')).join('\n'),
        '  - { level: S1, all: [ { d: x }, { e: x } ] }\n  - { level: S2, all: [ { d: x }, { b: x } ] }\n  - { level: S3, any: [ { b: x }, { c: x } ] }\n  - { level: S4 }',
      ),
    ).toEqual(['b', 'd', 'c', 'e'])
  })

  const anyAnswer = {
    customer_data_access: fc.constantFrom('confirmed', 'suspected', 'none'),
    exfiltration: fc.constantFrom('yes', 'no', 'unknown'),
    customers_down_percent: fc.integer({ min: 0, max: 120 }),
  }
  const some = fc.record(anyAnswer, { requiredKeys: [] })
  const rank = (level: string | null) => (level === null ? 9 : policy.severities.findIndex((one) => one.level === level))

  test('never falls when one more question is answered, and an exact one never changes', () => {
    fc.assert(
      fc.property(some, some, (before, more) => {
        const [first, then] = [severity(before), severity({ ...more, ...before })]
        expect(rank(then.level)).toBeLessThanOrEqual(rank(first.level))
        if (first.certainty === 'exact') expect(then).toMatchObject({ level: first.level, certainty: 'exact' })
      }),
    )
  })
  test('is exact or has something to ask, unless an answer was “unknown”', () => {
    fc.assert(
      fc.property(some, (answers) => {
        const { certainty, ask } = severity(answers)
        if (certainty === 'exact') expect(ask).toEqual([])
        else if (answers.exfiltration !== 'unknown') expect(ask.length).toBeGreaterThan(0)
      }),
    )
  })
  test('is computed for any answers whatever', () => {
    const anything = fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom(...policy.facts.map(({ name }) => name), '__proto__', 'constructor')),
      fc.oneof(fc.string(), fc.double()),
    )
    fc.assert(fc.property(anything, (answers) => ['exact', 'at-least'].includes(severity(answers).certainty)))
    expect(severity({ customer_data_access: 'quite sure', customers_down_percent: Number.NaN }).ask).toHaveLength(3)
  })
})

describe('an override', () => {
  const computed = { level: 'SEV2', certainty: 'at-least' } as const
  const by = { id: 'per_ada', name: 'Ada' }
  const now = toInstant(1_795_000_000_000)
  const refusal = (work: () => unknown) => {
    try {
      work()
    } catch (error) {
      if (error instanceof Refusal) return error.code
      throw error
    }
    return 'not refused'
  }
  test('needs a reason, a level of the policy, and a difference', () => {
    expect(refusal(() => overrideSeverity(policy, computed, { level: 'SEV1', reason: ' ' }, by, now))).toBe('reason_needed')
    expect(refusal(() => overrideSeverity(policy, computed, { level: 'SEV0', reason: 'Because it is so' }, by, now))).toBe(
      'invalid_request',
    )
    expect(refusal(() => overrideSeverity(policy, computed, { level: 'SEV2', reason: 'Because it is so' }, by, now))).toBe(
      'nothing_changed',
    )
  })
  test('keeps what was computed and says which way it went', () => {
    const override = (level: string) => overrideSeverity(policy, computed, { level, reason: 'The press knows already' }, by, now)
    expect(override('SEV1')).toEqual({
      level: 'SEV1',
      computed: 'SEV2',
      certainty: 'at-least',
      direction: 'raised',
      reason: 'The press knows already',
      by,
      at: now,
    })
    expect(override('SEV3').direction).toBe('lowered')
  })
})
