// The nearest deadlines: promises and duties in one order; what is kept, sent or declined runs no more.
import { expect, test } from 'vitest'
import type { Incident } from './incidentShape.ts'
import { deadlinesOf } from './nearestClocks.ts'

type Clocks = Incident['clocks']

const clock = (what: Clocks[number]['what'], due_at: string, done_at: string | null = null): Clocks[number] => ({
  what,
  state: done_at ? 'met' : 'running',
  counted_from: '2026-11-28T02:00:00.000Z',
  due_at,
  done_at,
  within: '15 minutes',
  level: 'SEV1',
  is_provisional: false,
})

type Obligations = Parameters<typeof deadlinesOf>[1]

const duty = (rule: string, strict: string, more: object = {}) =>
  ({
    rule,
    title: rule,
    law: 'Some law',
    to: ['authority'],
    verdict: 'applies',
    due: { kind: 'due', strict },
    sent: null,
    decision: null,
    ...more,
  }) as unknown as Obligations[number]

const incident = (clocks: Clocks) => ({ clocks }) as Incident

test('the soonest stands first, whether a promise or a duty', () => {
  const deadlines = deadlinesOf(
    incident([clock('contain', '2026-11-28T06:00:00.000Z'), clock('acknowledge', '2026-11-28T02:15:00.000Z')]),
    [duty('law.first', '2026-11-28T04:00:00.000Z')],
  )
  expect(deadlines.map(({ key }) => key)).toEqual(['acknowledge', 'law.first', 'contain'])
})

test('what is done, sent or declined runs no more, and what only may apply does not run before somebody takes it on', () => {
  const at = '2026-11-28T04:00:00.000Z'
  const deadlines = deadlinesOf(incident([clock('acknowledge', at, at)]), [
    duty('sent', at, { sent: { at, late_by: null } }),
    duty('declined', at, { decision: { answer: 'decline' } }),
    duty('perhaps', at, { verdict: 'may-apply' }),
    duty('taken-on', at, { verdict: 'may-apply', decision: { answer: 'accept' } }),
    duty('no-clock', at, { due: { kind: 'clock-not-started' } }),
  ])
  expect(deadlines.map(({ key }) => key)).toEqual(['taken-on'])
})
