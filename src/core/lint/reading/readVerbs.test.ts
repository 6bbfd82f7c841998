// What is promised of verbs: what a sentence asks for is known in all its forms, and what only stands in it is not asked.
import { expect, test } from 'vitest'
import { shippedLexicons } from '../../../../test/support/lexicons.ts'
import { readText } from './readText.ts'

const lexicons = shippedLexicons()
const verbsIn = (line: string) => readText(`# T\n\n- ${line}\n`, lexicons).reads.flatMap(({ verbs }) => verbs.map(({ lemma }) => lemma))

test.each([
  ['Bounce the pods', 'bounce'],
  ['Squelch all noisy alerts', 'squelch'],
  ['Re-enable the account', 'enable'],
  ['Mac users disable it themselves', 'disable'],
  ['Traffic must be stopped and drained', 'drain'],
  ['Stopping the queue comes first', 'stop'],
])('%s', (line, verb) => {
  expect(verbsIn(line)).toContain(verb)
})

test.each([
  'During the incident',
  'Kubernetes tries to restart it',
  'Which all engineers know',
  'Tuesday, every week',
  'Without the token',
])('nothing is asked: %s', (line) => {
  expect(verbsIn(line)).toEqual([])
})
