// Is somebody else offered for the next page than whoever would page?
import { expect, test } from 'vitest'
import { nextToPage } from './nextToPage.ts'

const [ada, bo, cy] = ['Ada', 'Bo', 'Cy'].map((name) => ({ id: `per_${name}`, name }))
const levels = [ada, bo, cy].map((person, place) => ({ level: place + 1, person: person ?? null }))
const first = { level: 1, stands_in: false, person: ada ?? null }

test('whoever comes next on the path is offered, at their level', () => {
  expect(nextToPage({ next: first, levels }, 'per_Cy')).toEqual({ level: 1, name: 'Ada', asked: { level: 1 } })
})

test('a stand-in is asked for without a level, which would name the one they stand in for', () => {
  expect(nextToPage({ next: { level: 1, stands_in: true, person: cy ?? null }, levels }, 'per_Ada')).toEqual({
    level: 1,
    name: 'Cy',
    asked: {},
  })
})

test('nobody is asked to page themselves: the next level is offered', () => {
  expect(nextToPage({ next: first, levels }, 'per_Ada')).toEqual({ level: 2, name: 'Bo', asked: { level: 2 } })
})

test('where nobody is on call at a level, the one after it is offered', () => {
  expect(nextToPage({ next: { ...first, person: null }, levels }, 'per_Bo')).toMatchObject({ level: 3, name: 'Cy' })
})

test('nobody is offered where everybody was tried, or only the caller is left', () => {
  expect(nextToPage({ next: null, levels }, 'per_Ada')).toBeNull()
  expect(nextToPage({ next: { level: 3, stands_in: false, person: cy ?? null }, levels }, 'per_Cy')).toBeNull()
})
