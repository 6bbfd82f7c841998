// How many acknowledged, in sentences: what is counted, when, and who is not counted.
import { expect, test } from 'vitest'
import { DocumentStory, doer, version, yearly } from '../../../test/support/documentStory.ts'
import { day, toInstant } from '../kernel/instant.ts'
import { coverageInWords, unknownInWords } from './coverageWords.ts'

const admin = doer(1, 'admin')
const responders = [2, 3, 4].map((number) => doer(number, 'responder'))
const asks = (...by: string[]) => ({ ...yearly, acknowledge: { by, within: 'P3D', againEvery: null } })

function story(...by: string[]): DocumentStory {
  const told = new DocumentStory()
  for (const one of [admin, ...responders]) told.person('person.joined', one, one.role ?? 'viewer')
  told.propose(version('a'), asks(...by), admin)
  return told
}

const answerOf = (told: DocumentStory) => told.ask(toInstant(told.now - 20 * day), told.now)

test('each version is counted when it was no longer in force, the last one when the period ended', () => {
  const told = story('responder').pass(1)
  for (const one of responders.slice(0, 2)) told.acknowledge(version('a'), one)
  told.pass(4).propose(version('b'), asks('responder'), admin)
  told.pass(1).acknowledge(version('b'), responders[0] ?? admin)
  expect(coverageInWords(answerOf(told.pass(1)))).toEqual([
    'Version 1: 2 of the 3 people asked had acknowledged it when it was no longer in force; the other was overdue.',
    'Version 2: 1 of the 3 people asked had acknowledged it when the period ended.',
  ])
})

test('a version that asks a role nobody has says so, and one that asks nobody says nothing', () => {
  expect(coverageInWords(answerOf(story('auditor').pass(1)))).toEqual(['Version 1 asked nobody who was here to acknowledge it.'])
  const quiet = new DocumentStory()
  quiet.propose(version('a'), yearly, admin)
  expect(coverageInWords(answerOf(quiet.pass(1)))).toEqual([])
})

test('whoever a name means that is neither a role nor a person is said not to be counted', () => {
  expect(unknownInWords(answerOf(story('responder').pass(1)))).toBeNull()
  expect(unknownInWords(answerOf(story('responder', 'field crew').pass(1)))).toBe(
    '“field crew” is asked as well, and is neither a role nor a person: whoever that means is not counted.',
  )
})
