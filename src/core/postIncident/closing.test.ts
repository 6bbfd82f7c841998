// Sentences about closing: what of telling and learning keeps an incident open, and what does not.
import { expect, test } from 'vitest'
import { type AfterFacts, closingFactsAfterwards } from './closing.ts'

const settled: AfterFacts = {
  isAsked: true,
  undecided: [],
  overdue: [],
  review: { byRule: 'not-needed', decided: false, required: false, isApproved: false },
  actions: [{ owner: 'per_1', dueOn: '2026-12-01', isClosed: false }],
}
const codes = (more: Partial<AfterFacts>) => closingFactsAfterwards({ ...settled, ...more }).map(({ code }) => code)
const review = (more: Partial<AfterFacts['review']>) => ({ ...settled.review, ...more })

test('nothing keeps an incident open of which all is decided; actions with an owner and a day may still run', () => {
  expect(codes({})).toEqual([])
})
test('obligations without a decision, and overdue notices, do', () => {
  expect(codes({ undecided: ['Tell Acme'], overdue: ['Early warning'] })).toEqual(['obligations_undecided', 'notices_outstanding'])
})
test('what nobody asked about is not decided', () => {
  expect(codes({ isAsked: false })).toEqual(['obligations_undecided'])
})
test('a required review does until it is approved, an optional one until somebody decided', () => {
  expect(codes({ review: review({ byRule: 'required', required: true }) })).toEqual(['review_not_approved'])
  expect(codes({ review: review({ byRule: 'required', required: true, isApproved: true }) })).toEqual([])
  expect(codes({ review: review({ byRule: 'required', decided: true, required: false }) })).toEqual([])
  expect(codes({ review: review({ byRule: 'optional' }) })).toEqual(['review_undecided'])
  expect(codes({ review: review({ byRule: 'optional', decided: true }) })).toEqual([])
  expect(codes({ review: review({ byRule: 'not-needed', decided: true, required: true }) })).toEqual(['review_not_approved'])
})
test('actions without an owner or a day do, unless they are done', () => {
  const bare = { owner: null, dueOn: '2026-12-01' }
  expect(codes({ actions: [{ ...bare, isClosed: false }] })).toEqual(['actions_unowned'])
  expect(codes({ actions: [{ ...bare, isClosed: true }] })).toEqual([])
  expect(codes({ actions: [{ owner: 'per_1', dueOn: null, isClosed: false }] })).toEqual(['actions_unowned'])
})
