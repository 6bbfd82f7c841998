// Durations as people write them.
import { expect, test } from 'vitest'
import { durationProblem, readDuration } from './sourceValues.ts'

test('a duration is a number and a unit', () => {
  expect(['30 min', '4h', ' 1 D '].map(readDuration)).toEqual([1_800, 14_400, 86_400])
})
test('what cannot be read or is out of range says how to write it', () => {
  expect(durationProblem('soon')).toMatch(/30 min/)
  expect(durationProblem('91 d')).toMatch(/90 d/)
  expect(durationProblem('1 d')).toBeUndefined()
})
