// By when it must be acknowledged, contained and told about; and that what was late once stays late.
import { describe, expect, test } from 'vitest'
import { hour, type Instant, minute, toInstant } from '../kernel/instant.ts'
import { parsePolicy } from '../policy/parsePolicy.ts'
import { type LevelSince, type Milestones, nextDue, promiseClocks } from './promiseClocks.ts'

const { policy } = parsePolicy(`---
kind: policy
id: p
facts:
  leaking: { ask: Is data leaking?, answers: [yes, no] }
severities:
  - { level: SEV1, any: [{ leaking: yes }], acknowledge_within: PT15M, contain_within: PT4H, update_every: PT1H }
  - { level: SEV2, acknowledge_within: PT4H, contain_within: P3D }
---
`)
const start = toInstant(Date.UTC(2026, 3, 1, 2, 0))
const at = (minutes: number) => toInstant(start + minutes * minute)

const plain: Milestones = {
  declaredAt: at(5),
  detectedAt: start,
  acknowledgedAt: null,
  containedAt: null,
  lastUpdateAt: null,
  overAt: null,
}
const told = (more: Partial<Milestones>, history: LevelSince[], now: Instant) =>
  promiseClocks(policy, history, { ...plain, ...more }, 'UTC', now).map(({ what, state, level }) => `${what} ${state} ${level}`)
const sev = (level: string, since: Instant): LevelSince => ({ level, since })

describe('the promises of a policy', () => {
  test('count as for the worst severity until one is set, and say so', () => {
    const clocks = promiseClocks(policy, [], plain, 'UTC', at(10))
    expect(clocks.map(({ what, isProvisional, within }) => [what, isProvisional, within])).toEqual([
      ['acknowledge', true, '15 minutes'],
      ['contain', true, '4 hours'],
      ['update', true, '1 hour'],
    ])
    expect(nextDue(clocks)).toMatchObject({ what: 'acknowledge', dueAt: at(15) })
  })
  test('are counted from detection, and updates from the last one, else from acknowledging', () => {
    const history = [sev('SEV1', at(6))]
    const due = (more: Partial<Milestones>) =>
      promiseClocks(policy, history, { ...plain, ...more }, 'UTC', at(10)).map(({ dueAt }) => dueAt)
    expect(due({})).toEqual([at(15), start + 4 * hour, at(65)])
    expect(due({ acknowledgedAt: at(8) })[2]).toBe(at(68))
    expect(due({ acknowledgedAt: at(8), lastUpdateAt: at(9) })[2]).toBe(at(69))
  })
  test('are met, late, running or missed', () => {
    const history = [sev('SEV1', at(6))]
    expect(told({ acknowledgedAt: at(14) }, history, at(20))).toEqual([
      'acknowledge met SEV1',
      'contain running SEV1',
      'update running SEV1',
    ])
    expect(told({ acknowledgedAt: at(16) }, history, at(20))[0]).toBe('acknowledge late SEV1')
    expect(told({}, history, at(16))[0]).toBe('acknowledge missed SEV1')
    expect(told({ acknowledgedAt: at(14) }, history, at(80))[2]).toBe('update missed SEV1')
  })
  test('stay late when the severity is lowered after they were missed', () => {
    const lowered = [sev('SEV1', at(6)), sev('SEV2', at(20))]
    expect(told({}, lowered, at(30))[0]).toBe('acknowledge missed SEV1')
    expect(told({ acknowledgedAt: at(25) }, lowered, at(30))[0]).toBe('acknowledge late SEV1')
  })
  test('are those of the lower severity when it was lowered in time', () => {
    const lowered = [sev('SEV1', at(6)), sev('SEV2', at(10))]
    expect(told({}, lowered, at(30))).toEqual(['acknowledge running SEV2', 'contain running SEV2'])
  })
  test('are not those of a higher severity where they were kept before it was raised', () => {
    const raised = [sev('SEV2', at(6)), sev('SEV1', at(120))]
    expect(told({ acknowledgedAt: at(60) }, raised, at(130))[0]).toBe('acknowledge met SEV2')
    expect(told({}, raised, at(130))[0]).toBe('acknowledge missed SEV1')
  })
  test('count for the time before the first severity was set, too', () => {
    expect(told({ acknowledgedAt: at(40) }, [sev('SEV1', at(60))], at(70))[0]).toBe('acknowledge late SEV1')
  })
  test('end with the incident: what was missed stays, what was not is no longer promised', () => {
    const history = [sev('SEV1', at(6))]
    expect(told({ overAt: at(10) }, history, at(900))).toEqual([])
    expect(told({ overAt: at(20) }, history, at(900))).toEqual(['acknowledge missed SEV1'])
  })
  test('of days are had to the end of the last one', () => {
    const [, contain] = promiseClocks(policy, [sev('SEV2', at(6))], plain, 'UTC', at(10))
    expect(contain?.dueAt).toBe(Date.UTC(2026, 3, 4, 23, 59, 59))
  })
})
