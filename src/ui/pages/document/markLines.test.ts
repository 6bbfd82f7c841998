// What was found, marked where it stands.
import { expect, test } from 'vitest'
import type { LintFinding } from '../../../core/lint/lintDocument.ts'
import { markLines } from './markLines.ts'

const found = (line: number, column: number, endLine: number, endColumn: number, level: LintFinding['level'] = 'warning'): LintFinding => ({
  ...{ rule: 'x/y', message: '', suggestion: '', level },
  ...{ line, column, endLine, endColumn },
})

test('a finding marks its words, and the rest of the line stays as it is', () => {
  expect(markLines(['Tell the team.'], [found(1, 6, 1, 14)])).toEqual([
    {
      level: 'warning',
      pieces: [
        { text: 'Tell ', level: null },
        { text: 'the team', level: 'warning' },
        { text: '.', level: null },
      ],
    },
  ])
})

test('one that goes on over lines marks each of them, and the worst counts where two meet', () => {
  const [first, second] = markLines(['one two', 'three'], [found(1, 5, 2, 6), found(2, 1, 2, 3, 'error')])
  expect(first?.pieces).toEqual([
    { text: 'one ', level: null },
    { text: 'two', level: 'warning' },
  ])
  expect(second).toEqual({
    level: 'error',
    pieces: [
      { text: 'th', level: 'error' },
      { text: 'ree', level: 'warning' },
    ],
  })
})

test('what was found in a text that is shorter by now marks nothing that is not there', () => {
  expect(markLines(['ab'], [found(1, 9, 1, 12), found(7, 1, 9, 1)]).map(({ pieces }) => pieces.map(({ text }) => text).join(''))).toEqual([
    'ab',
  ])
})

test('a line that nothing was found in is the same object as before, so that it is not drawn again', () => {
  const [before] = markLines(['same', 'other'], [])
  const [after] = markLines(['same', 'another'], [found(2, 1, 2, 3)])
  expect(after).toBe(before)
})
