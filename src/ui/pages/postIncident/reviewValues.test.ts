// Of a review only what changed is sent, so that two people can write on it; zero is a number, and empty is not known.
import { expect, test } from 'vitest'
import type { Review, TimelineLine } from './reviewShape.ts'
import { bodyOf, moved, recordedValues, valuesWith, whyNotSaved } from './reviewValues.ts'

const review = {
  summary: 'A token',
  impact: { customers_affected: null, records_affected: 600, minutes_down: null, cost: null },
  causes: [{ text: 'Unauthorized access', kind: 'event' }],
  what_went_well: '',
  what_was_lucky: '',
} as unknown as Review
const timeline = [{ leaf_hash: 'a', note: 'Late.' }] as TimelineLine[]
const recorded = recordedValues(review, timeline)

test('what was changed back is nothing', () => {
  expect(bodyOf(recorded, { summary: 'A token', records: '600', notes: { a: 'Late.' } })).toBeUndefined()
})

test('zero is a number, and an emptied field is not known', () => {
  expect(bodyOf(recorded, { minutes: '0', records: '' })).toEqual({
    impact: { customers_affected: null, records_affected: null, minutes_down: 0, cost: null },
  })
  expect(whyNotSaved(valuesWith(recorded, { customers: 'many' }))).toContain('whole numbers')
  expect(whyNotSaved(valuesWith(recorded, { cost: '5', currency: 'Euro' }))).toContain('currency')
})

test('a note on the timeline is laid over those there are, and an empty one takes its note away', () => {
  expect(bodyOf(recorded, { notes: { b: 'Two hours after we could have known.' } })).toEqual({
    timeline_notes: { b: 'Two hours after we could have known.' },
  })
  expect(bodyOf(recorded, { notes: { a: '' } })).toEqual({ timeline_notes: { a: '' } })
})

test('a link of the chain that says nothing is not sent', () => {
  expect(whyNotSaved(valuesWith(recorded, { causes: [...recorded.causes, { text: ' ', kind: 'weakness' }] }))).toContain('each link')
})

test('a link moves towards what happened, or towards what can be mended', () => {
  const [a, b, c] = (['a', 'b', 'c'] as const).map((text) => ({ text, kind: 'condition' as const }))
  if (!a || !b || !c) throw new Error('three links')
  expect(moved([a, b, c], 2, -1)).toEqual([a, c, b])
  expect(moved([a, b, c], 0, 1)).toEqual([b, a, c])
})
