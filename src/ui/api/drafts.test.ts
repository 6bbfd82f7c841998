// A draft comes back to whoever wrote it, to nobody else, and not for ever.
import { beforeEach, expect, test } from 'vitest'
import { keepDraft, recallDraft, type Shelf } from './drafts.ts'

const day = 24 * 3_600_000
let kept: Map<string, string>
let shelf: Shelf

beforeEach(() => {
  kept = new Map()
  shelf = {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
    key: (at) => [...kept.keys()][at] ?? null,
    get length() {
      return kept.size
    },
  }
})

test('what was written is there again, until it is recorded', () => {
  keepDraft(shelf, 'ada', 'review inc_1', { summary: 'A token' }, 0)
  expect(recallDraft(shelf, 'ada', 'review inc_1', day)).toEqual({ summary: 'A token' })
  keepDraft(shelf, 'ada', 'review inc_1', null, day)
  expect(recallDraft(shelf, 'ada', 'review inc_1', day)).toBeNull()
})

test('somebody else on the same device does not see it', () => {
  keepDraft(shelf, 'ada', 'review inc_1', { summary: 'A token' }, 0)
  expect(recallDraft(shelf, 'grace', 'review inc_1', 0)).toBeNull()
})

test('after two weeks it is gone, whoever opens a form; and what else is kept there stays', () => {
  keepDraft(shelf, 'ada', 'review inc_1', 'old', 0)
  kept.set('tickmark.appearance', 'dark')
  recallDraft(shelf, 'grace', 'update inc_2', 15 * day)
  expect([...kept.keys()]).toEqual(['tickmark.appearance'])
})

test('a browser that keeps nothing, or something unreadable, breaks no form', () => {
  const forbidden = () => {
    throw new Error('forbidden')
  }
  keepDraft({ ...shelf, setItem: forbidden }, 'ada', 'x', 'y', 0)
  expect(recallDraft({ ...shelf, key: forbidden, length: 1 }, 'ada', 'x', 0)).toBeNull()
  kept.set('tickmark.draft.ada.x', '{ broken')
  expect(recallDraft(shelf, 'ada', 'x', 0)).toBeNull()
})
