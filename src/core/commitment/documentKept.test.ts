// What a policy promises of itself: approved before it takes effect, looked at again, acknowledged by whom it asks.
import { expect, test } from 'vitest'
import { DocumentStory, doer, version, yearly } from '../../../test/support/documentStory.ts'
import { foldAcknowledgements } from '../document/history.ts'
import { everInForce } from '../document/inForce.ts'
import { day, type Instant, toInstant } from '../kernel/instant.ts'
import { foldMemberships } from '../people/membership.ts'
import { acknowledgementsKept } from './acknowledgementsKept.ts'
import { approvalsKept, looksKept } from './documentKept.ts'
import type { Judged } from './outcome.ts'

const [ada, grace, ben] = [doer(1, 'admin'), doer(2, 'compliance'), doer(3, 'responder')]
const [a, b] = [version('a'), version('b')]
const always = { from: 0 as Instant, to: Number.MAX_SAFE_INTEGER as Instant }
const outcomes = (judged: readonly Judged[]) => judged.map(({ commitment, outcome }) => `${commitment} ${outcome}`)

test('a version that was approved is kept, one that took effect in an emergency is broken, and of what was shipped nobody can tell', () => {
  const approved = { ...yearly, approvers: ['compliance'], quorum: 1 }
  const story = new DocumentStory()
  story.ship(a, yearly)
  story.pass(1).propose(b, approved, ada)
  story.pass(1).approve(b, grace)
  story.pass(1).propose(version('c'), approved, ada, { emergency: 'A supplier told us of a breach.' })
  const judged = approvalsKept(story.life, always)
  expect(judged.map(({ number, outcome }) => [number, outcome])).toEqual([
    [1, 'unjudged'],
    [2, 'kept'],
    [3, 'broken'],
  ])
  expect(judged[2]).toMatchObject({ doneAt: null, why: expect.stringContaining('emergency') })
})

test('each look promises the next one, by the cadence in force then, and is seen in every period that its time ran in', () => {
  const story = new DocumentStory()
  story.propose(a, yearly, ada)
  const begins = story.now
  story.pass(200).review(a, grace)
  story.pass(400)
  const looks = (from: number, to: number) =>
    looksKept(story.life, { from: toInstant(begins + from * day), to: toInstant(begins + to * day) }, story.now)
  expect(outcomes(looks(0, 10))).toEqual(['document/review kept'])
  expect(outcomes(looks(210, 220))).toEqual(['document/review broken'])
  expect(outcomes(looks(0, 600))).toEqual(['document/review kept', 'document/review broken'])
  expect(looks(210, 220)[0]).toMatchObject({ countedFrom: begins + 200 * day, doneAt: null, number: 1 })
})

test('whoever is asked acknowledges in time, late, not yet, or is not asked any more', () => {
  const asking = { ...yearly, acknowledge: { by: ['responders'], within: 'P10D', againEvery: 'P1Y' } }
  const story = new DocumentStory()
  const people = [ben, doer(4, 'responder'), doer(5, 'responder'), doer(6, 'responder')] as const
  for (const person of people) story.person('person.joined', person, 'responder')
  story.propose(a, asking, ada)
  const [inForce] = everInForce(story.life)
  const begins = story.now
  story.pass(2).acknowledge(a, people[0])
  story.pass(1).person('person.left', people[3], 'responder', story.now)
  story.pass(20).acknowledge(a, people[1])
  const given = foldAcknowledgements(story.entries, 'document.acknowledged')
  const judged = (now: Instant) =>
    inForce === undefined
      ? []
      : acknowledgementsKept([{ inForce, from: begins, to: null }], foldMemberships(story.entries), given, always, now)
  const of = (person: { id: string }, now: Instant) => outcomes(judged(now).filter((one) => one.person === person.id))
  expect(of(people[0], story.now)).toEqual(['acknowledgement/within kept', 'acknowledgement/again running'])
  expect(of(people[1], story.now)).toEqual(['acknowledgement/within broken', 'acknowledgement/again running'])
  expect(of(people[2], toInstant(begins + 5 * day))).toEqual(['acknowledgement/within running'])
  expect(of(people[2], story.now)).toEqual(['acknowledgement/within broken'])
  expect(of(people[3], story.now)).toEqual(['acknowledgement/within unjudged'])
  expect(of(people[0], toInstant(begins + 400 * day))).toEqual(['acknowledgement/within kept', 'acknowledgement/again broken'])
})
