// A criterion in words: one question as it goes on record, several as one sentence that a person can read.
import { describe, expect, test } from 'vitest'
import type { Criterion, Fact } from './policy.ts'
import { criterionInWords } from './words.ts'

const position = { line: 1, column: 1 }
const facts: Fact[] = [
  { name: 'leaking', kind: 'choice', ask: 'Is data leaking?', answers: ['confirmed', 'suspected', 'no'], position },
  { name: 'inside', kind: 'choice', ask: 'Is somebody inside?', answers: ['yes', 'no'], position },
  { name: 'keys', kind: 'choice', ask: 'IAM keys leaked?', answers: ['yes', 'no'], position },
  { name: 'customers', kind: 'number', ask: 'How many customers are hit?', unit: 'percent', position },
]
const answer = (fact: string, ...answers: string[]): Criterion => ({ kind: 'answer', fact, answers })
const many: Criterion = { kind: 'number', fact: 'customers', comparison: 'gte', value: 5 }
const words = (criterion: Criterion) => criterionInWords(criterion, facts)

describe('a criterion in words', () => {
  test('of one question is the question and its answer, as it is on record', () => {
    expect(words(answer('leaking', 'confirmed', 'suspected'))).toBe('Is data leaking? Confirmed or suspected.')
    expect(words(many)).toBe('How many customers are hit? At least 5 %.')
    expect(words(answer('unknown-fact', 'yes'))).toBe('unknown-fact Yes.')
  })
  test('of several is one sentence that ends once', () => {
    expect(words({ kind: 'any', of: [answer('leaking', 'confirmed'), answer('inside', 'yes'), answer('keys', 'yes')] })).toBe(
      'Is data leaking? Confirmed, or is somebody inside? Yes, or IAM keys leaked? Yes.',
    )
    expect(words({ kind: 'all', of: [answer('inside', 'yes'), many] })).toBe(
      'Is somebody inside? Yes, and how many customers are hit? At least 5 %.',
    )
  })
  test('says what belongs together where “and” stands beside “or”', () => {
    const both: Criterion = { kind: 'all', of: [answer('inside', 'yes'), many] }
    expect(words({ kind: 'any', of: [answer('leaking', 'confirmed'), both] })).toBe(
      'Is data leaking? Confirmed, or (is somebody inside? Yes, and how many customers are hit? At least 5 %).',
    )
    expect(words({ kind: 'any', of: [both] })).toBe('Is somebody inside? Yes, and how many customers are hit? At least 5 %.')
  })
})
