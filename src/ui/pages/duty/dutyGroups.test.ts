// A duty is shown where somebody has to do something about it, and stays in sight when it is done.
import { expect, test } from 'vitest'
import { groupOf } from './dutyGroups.ts'
import type { Duty } from './dutyShape.ts'

const by = { kind: 'person', name: 'Ada' } as Duty['decisions'][number]['by']
const decided = (answer: 'accept' | 'decline' | 'ask-counsel') => ({ answer, reason: null, by, decided_at: '2026-11-28T02:00:00.000Z' })
const notStarted: Duty['due'] = { kind: 'clock-not-started', said: '', clock: 'awareness', because: '', information: [] }
const duty = { sent: null, decision: null, verdict: 'may-apply' as const, unknown: [] as string[], due: notStarted }

test('a duty of which everything is known is to be decided, also where a person has to judge a threshold', () => {
  expect(groupOf(duty, null)).toBe('to-decide')
  expect(groupOf({ ...duty, verdict: 'applies' }, null)).toBe('to-decide')
})

test('one that hangs on a fact that nobody knows, or on a law that is not in force, waits', () => {
  expect(groupOf({ ...duty, unknown: ['Would apply if it is about children.'] }, null)).toBe('may-apply')
  const due: Duty['due'] = { kind: 'no-firm-date', said: '', why: 'not_in_force', because: '', elapsed: null }
  expect(groupOf({ ...duty, due }, null)).toBe('may-apply')
})

test('taken on, it is to be told; with counsel it is not decided; declined, it stays in sight', () => {
  expect(groupOf({ ...duty, decision: decided('accept') }, null)).toBe('to-tell')
  expect(groupOf({ ...duty, decision: decided('ask-counsel') }, null)).toBe('to-decide')
  expect(groupOf({ ...duty, decision: decided('decline') }, null)).toBe('declined')
})

test('what was decided on this device counts before it is recorded', () => {
  expect(groupOf({ ...duty, decision: decided('decline') }, 'accept')).toBe('to-tell')
})

test('what was told is told, whatever was decided', () => {
  expect(groupOf({ ...duty, decision: decided('decline'), sent: { at: '2026-11-28T02:00:00.000Z', late_by: 60 } }, null)).toBe('told')
})
