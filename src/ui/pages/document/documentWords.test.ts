// How documents stand, in words.
import { expect, test } from 'vitest'
import type { DocumentLine } from './documentShape.ts'
import { acknowledgementStanding, basisStanding, linterStanding, reviewStanding } from './documentWords.ts'

const now = Date.parse('2026-07-01T00:00:00Z')
const line = (review: Partial<DocumentLine['review']>): DocumentLine => ({
  ...{ kind: 'policy', id: 'ir', title: 'IR', owner: null, next: null, waiting: [], draft: null, acknowledgement: null, retired: null },
  in_force: { number: 1, hash: '0'.repeat(64), from: '2026-01-01T00:00:00.000Z', basis: 'approved', unapproved: false },
  review: { state: 'current', every: 'P1Y', grace: null, looked_at: null, due_at: null, overdue_at: null, overdue_days: null, ...review },
})

test('a review that is far away is current, one within a month is said as soon', () => {
  expect(reviewStanding(line({ due_at: '2026-12-01T00:00:00Z' }), now)).toEqual({
    status: 'conforms',
    words: 'current; review due in 153 d',
  })
  expect(reviewStanding(line({ due_at: '2026-07-11T00:00:00Z' }), now)).toMatchObject({ mark: 'soon' })
})

test('within its grace a review is due, and overdue only counts from its end', () => {
  const due = { due_at: '2026-06-01T00:00:00Z', overdue_at: '2026-06-21T00:00:00Z' }
  expect(reviewStanding(line({ ...due, state: 'due' }), now)).toMatchObject({ status: 'pending', words: 'review due since 30 d' })
  expect(reviewStanding(line({ ...due, state: 'overdue' }), now)).toEqual({
    ...{ status: 'exception', words: 'review overdue by 10 d', mark: 'late' },
  })
})

test('nothing promised, nothing in force and retired are three different answers', () => {
  expect(reviewStanding(line({ state: 'not-promised' }), now).words).toBe('in force; no review promised')
  expect(reviewStanding({ ...line({}), in_force: null }, now).words).toBe('nothing in force yet')
  const by = { id: 'x', kind: 'person' as const, name: 'Ada' }
  expect(reviewStanding({ ...line({}), retired: { at: '2026-01-01T00:00:00Z', by, reason: 'Gone.' } }, now).words).toBe('retired')
})

test('what was shipped never reads as approved, and an emergency change stays marked when it was approved afterwards', () => {
  const force = { number: 1, hash: '', from: '', unapproved: true }
  expect(basisStanding({ ...force, basis: 'shipped' })).toEqual({
    status: 'not-applicable',
    words: 'came with Tickmark, approved by nobody',
  })
  expect(basisStanding({ ...force, basis: 'emergency' })).toMatchObject({ status: 'exception', mark: 'late' })
  expect(basisStanding({ ...force, basis: 'emergency', unapproved: false })).toMatchObject({ status: 'exception' })
})

test('acknowledgements say how many are missing, and how many of them are late', () => {
  expect(acknowledgementStanding({ acknowledgement: { asked: 15, acknowledged: 12, missing: 3, overdue: 2 } })?.words).toBe(
    '12 of 15, 2 overdue',
  )
  expect(acknowledgementStanding({ acknowledgement: { asked: 15, acknowledged: 12, missing: 3, overdue: 0 } })?.words).toBe(
    '12 of 15, 3 missing',
  )
  expect(acknowledgementStanding({ acknowledgement: null })).toBeNull()
})

test('the linter is heard in words with its figure, and says which text it read where that is not the one in force', () => {
  const linter = (of: 'in-force' | 'draft', overall: 'functional' | 'mixed', score: number) =>
    linterStanding({ linter: { state: 'read', of, overall, score } })
  expect(linter('in-force', 'functional', 86)).toEqual({ status: 'conforms', words: 'can be followed, 86 of 100' })
  expect(linter('draft', 'mixed', 52)).toEqual({ status: 'exception', words: 'can be followed in part, 52 of 100 (the draft)' })
  const none = { of: 'in-force' as const, overall: null, score: null }
  expect(linterStanding({ linter: { state: 'not-read-yet', ...none } })).toEqual({ status: 'pending', words: 'being read' })
  expect(linterStanding({ linter: { state: 'takes-too-long', ...none } }).words).toBe('takes too long to read')
})
