// What was promised on which days, and what of it can be judged at all.
import { expect, test } from 'vitest'
import { day, toInstant } from '../kernel/instant.ts'
import { parsePolicy } from '../policy/parsePolicy.ts'
import { natureOf } from './nature.ts'
import { lineOf, promisedLines } from './promisedLines.ts'

const text = (acknowledge: string, more = '') => `---
kind: policy
id: incident-response
title: Sample policy
review: { every: P1Y }
severities:
  - { level: SEV1, acknowledge_within: ${acknowledge}, escalation: security-oncall, review: optional }
training: { who: responders, every: P1Y, accepts: [drill] }
${more}---
`
const at = (days: number) => toInstant(Date.UTC(2026, 3, 1) + days * day)
const version = (number: number, markdown: string) => ({ version: `v${number}`, number, policy: parsePolicy(markdown).policy })
const [first, second, third] = [
  version(1, text('PT15M')),
  version(2, text('PT10M', 'alert_review: { within: P1D }\n')),
  version(3, text('PT15M')),
]

const stretches = [
  { version: 'v1', from: at(0), to: at(10) },
  { version: 'v2', from: at(10), to: at(40) },
  { version: 'v3', from: at(40), to: at(90) },
]
const lines = promisedLines([first, second, third], stretches)
const acknowledge = lines.filter(({ id }) => id === 'severity/SEV1/acknowledge')

test('a promise that changed has a line for each of its values, each with its days', () => {
  expect(
    acknowledge.map(({ value, newest, spans }) => [value, newest, spans.map(({ number, from, to }) => [number, (to - from) / day])]),
  ).toEqual([
    [
      '15 minutes',
      3,
      [
        [1, 10],
        [3, 50],
      ],
    ],
    ['10 minutes', 2, [[2, 30]]],
  ])
  expect(lineOf(lines, 'v3', 'severity/SEV1/acknowledge')).toBe(acknowledge[0])
  expect(lineOf(lines, 'v2', 'severity/SEV1/acknowledge')).toBe(acknowledge[1])
})

test('what did not change is one line through all versions, and what only one version promised stands in its place', () => {
  expect(lines.filter(({ id }) => id === 'document/review').map(({ spans }) => spans.map(({ number }) => number))).toEqual([[1, 2, 3]])
  const ids = lines.map(({ id }) => id)
  expect(ids.indexOf('alerts/review')).toBeGreaterThan(ids.indexOf('severity/SEV1/review'))
  expect(ids.indexOf('alerts/review')).toBeLessThan(ids.indexOf('training/who'))
})

test('what nothing records is said, and is never counted as kept', () => {
  const nature = (id: string, judging: string | null = null) => {
    const line = lines.find((one) => one.id === id)
    return line && natureOf(line, judging)
  }
  expect(nature('training/every')).toMatchObject({ nature: 'not-recorded', says: expect.stringContaining('Nothing in Tickmark records') })
  expect(nature('severity/SEV1/review')?.nature).toBe('rule')
  expect(nature('severity/SEV1/acknowledge')).toEqual({
    nature: 'judged',
    says: 'No SEV1 incident was declared in this period: nothing to keep.',
  })
  const [line] = acknowledge
  expect(line && natureOf(line, null, true).says).toBe(
    'No incident of this period stood at SEV1 when this was done or due: nothing to keep.',
  )
  expect(nature('severity/SEV1/acknowledge', 'Another policy')).toMatchObject({
    nature: 'not-recorded',
    says: expect.stringContaining('Another policy'),
  })
  expect(nature('alerts/review', 'Another policy')?.nature).toBe('judged')
})
