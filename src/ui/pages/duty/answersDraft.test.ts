// No answer is never a no, and what was said can be taken back.
import { expect, test } from 'vitest'
import { noAnswers, type WrittenChoice } from '../../../core/obligation/interviewAnswers.ts'
import { answerIn, changesIn, openQuestions, withAnswer } from './answersDraft.ts'

type Name = 'controller' | 'processor' | 'other'
const all: readonly Name[] = ['controller', 'processor', 'other']
const nothing: WrittenChoice<Name> = { is: [], is_not: [], rest: 'unknown' }

test('a question that nobody answered is not known', () => {
  expect(all.map((name) => answerIn(nothing, name))).toEqual(['unknown', 'unknown', 'unknown'])
})

test('an answer replaces the one before', () => {
  const yes = withAnswer(nothing, 'controller', 'yes', all)
  expect(yes).toEqual({ is: ['controller'], is_not: [], rest: 'unknown' })
  expect(withAnswer(yes, 'controller', 'no', all)).toEqual({ is: [], is_not: ['controller'], rest: 'unknown' })
  expect(withAnswer(yes, 'controller', 'unknown', all)).toEqual(nothing)
})

test('behind “no to all the rest”, one can be not known again without the others becoming so', () => {
  const rest: WrittenChoice<Name> = { is: ['controller'], is_not: [], rest: 'is-not' }
  expect(openQuestions(rest, all)).toBe(0)
  const after = withAnswer(rest, 'processor', 'unknown', all)
  expect(all.map((name) => answerIn(after, name))).toEqual(['yes', 'unknown', 'no'])
})

test('only what says something else is sent, in whatever order it was chosen', () => {
  const base = {
    ...noAnswers,
    roles: { is: ['controller', 'processor'] as const, is_not: [], rest: 'unknown' as const },
    people: { DE: 5 },
  }
  expect(changesIn(base, { roles: { is: ['processor', 'controller'], is_not: [], rest: 'unknown' }, people: { DE: 5 } })).toEqual({})
  expect(changesIn(base, { people: { DE: 6 }, everyone: null })).toEqual({ people: { DE: 6 } })
})
