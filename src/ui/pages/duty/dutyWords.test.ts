// A cadence is said as a person would say it.
import { expect, test } from 'vitest'
import { everyWords } from './dutyWords.ts'

test('hours, days and weeks of a policy are said in words; what has no fixed length stays as it is written', () => {
  expect(['PT1H', 'PT90M', 'P1D', 'P1W', 'P1M', 'P0D'].map(everyWords)).toEqual(['1 h', '1 h 30 min', '1 d', '7 d', 'P1M', 'P0D'])
})
