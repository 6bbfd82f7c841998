// Sentences about a run: which runbook fits an alert, who may mark a step how, and what is next.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toInstant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import { decideStep, type StepActor, type StepRequest } from './decideStep.ts'
import { fitsGlob } from './glob.ts'
import { matchRunbooks } from './matchRunbooks.ts'
import { parseRunbook } from './parseRunbook.ts'
import { progressOf } from './progress.ts'
import { stepsOf } from './runbook.ts'
import { type StepMark, standingOf, stepStates } from './stepStanding.ts'

const now = toInstant(1_795_000_000_000)
const ada: StepActor = { kind: 'person', id: 'per_ada', name: 'Ada', roles: ['responder'] }
const grace: StepActor = { kind: 'person', id: 'per_grace', name: 'Grace', roles: ['commander'] }
const script: StepActor = { kind: 'token', id: 'tok_1', name: 'nightly', roles: ['commander'] }
const { runbook } = parseRunbook(`## Contain
1. Plain {#plain}
2. Cut it off {#cut}
   - Needs: commander
3. Delete it {#delete}
   - Needs: a second person
`)
const [plain, cut, remove] = stepsOf(runbook)
if (plain === undefined || cut === undefined || remove === undefined) throw new Error('the fixture has three steps')

let number = 0
const mark = (step: typeof plain, marks: readonly StepMark[], by: StepActor, request: Omit<StepRequest, 'markId'>) =>
  decideStep(step, marks, by, { markId: `m${number++}`, ...request }, now)

function refusal(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return 'not refused'
}

describe('a step', () => {
  test('is done without words, and skipped or stuck only with a reason', () => {
    expect(mark(plain, [], ada, { state: 'done' })).toMatchObject({
      state: 'done',
      reason: null,
      corrects: null,
      by: { id: 'per_ada' },
      at: now,
    })
    expect(refusal(() => mark(plain, [], ada, { state: 'skipped' }))).toBe('reason_needed')
    expect(refusal(() => mark(plain, [], ada, { state: 'stuck', reason: '..' }))).toBe('reason_needed')
    expect(mark(plain, [], ada, { state: 'stuck', reason: 'No rights in IAM' })).toMatchObject({
      state: 'stuck',
      reason: 'No rights in IAM',
    })
  })
  test('goes on from stuck without a correction, and can be stuck once more on something else', () => {
    const stuck = mark(plain, [], ada, { state: 'stuck', reason: 'No rights in IAM' })
    expect(mark(plain, [stuck], ada, { state: 'done' }).corrects).toBeNull()
    expect(mark(plain, [stuck], ada, { state: 'stuck', reason: 'Now the console is down' }).state).toBe('stuck')
    expect(refusal(() => mark(plain, [stuck], ada, { state: 'stuck', reason: 'No rights in IAM' }))).toBe('nothing_changed')
  })
  test('is taken back only as a correction with a reason that names what it takes back', () => {
    const done = mark(plain, [], ada, { state: 'done' })
    expect(refusal(() => mark(plain, [done], grace, { state: 'open' }))).toBe('reason_needed')
    const back = mark(plain, [done], grace, { state: 'open', reason: 'The check failed after all' })
    expect(back.corrects).toBe(done.markId)
    expect(standingOf(plain, [done, back]).state).toBe('open')
  })
  test('that is so already is refused with who said it', () => {
    const done = mark(plain, [], ada, { state: 'done' })
    expect(refusal(() => mark(plain, [done], grace, { state: 'done' }))).toBe('nothing_changed')
    expect(refusal(() => mark(plain, [], grace, { state: 'open', reason: 'because' }))).toBe('nothing_changed')
  })
  test('for the commander is done and skipped by the commander alone, and anybody may say that it is stuck', () => {
    expect(refusal(() => mark(cut, [], ada, { state: 'done' }))).toBe('role_needed')
    expect(refusal(() => mark(cut, [], ada, { state: 'skipped', reason: 'Not needed here' }))).toBe('role_needed')
    expect(mark(cut, [], ada, { state: 'stuck', reason: 'Commander does not answer' }).state).toBe('stuck')
    expect(mark(cut, [], grace, { state: 'done' }).state).toBe('done')
  })
  test('that needs two people is done by two who differ, of whom none is a token', () => {
    const first = mark(remove, [], ada, { state: 'done' })
    expect(standingOf(remove, [first])).toMatchObject({ state: 'open', awaitingSecond: { by: { id: 'per_ada' } } })
    expect(refusal(() => mark(remove, [first], ada, { state: 'done' }))).toBe('second_person_needed')
    expect(refusal(() => mark(remove, [first], script, { state: 'done' }))).toBe('second_person_needed')
    const second = mark(remove, [first], grace, { state: 'done' })
    expect(standingOf(remove, [first, second]).state).toBe('done')
  })
  test('marked done twice by one person, however that came about, still waits for another', () => {
    const first = mark(remove, [], ada, { state: 'done' })
    expect(standingOf(remove, [first, { ...first, markId: 'again' }])).toMatchObject({ state: 'open', awaitingSecond: { markId: 'again' } })
  })
  test('that waits for a second person can be taken back, and then needs two again', () => {
    const first = mark(remove, [], ada, { state: 'done' })
    const back = mark(remove, [first], ada, { state: 'open', reason: 'Too early' })
    const other = mark(remove, [first, back], grace, { state: 'done' })
    expect(standingOf(remove, [first, back, other])).toMatchObject({ state: 'open', awaitingSecond: { by: { id: 'per_grace' } } })
  })
  test('is never done by one person where two are needed, whatever is marked in whatever order', () => {
    const request = fc.record({ state: fc.constantFrom(...stepStates), reason: fc.constantFrom('Because of it', 'Something else', '') })
    fc.assert(
      fc.property(fc.array(request, { maxLength: 12 }), (requests) => {
        const marks: StepMark[] = []
        for (const one of requests) {
          try {
            marks.push(mark(remove, marks, ada, one))
          } catch (error) {
            if (!(error instanceof Refusal)) throw error
          }
          expect(standingOf(remove, marks).state).not.toBe('done')
        }
      }),
    )
  })
})

describe('progress', () => {
  test('names the next open step, what waits for somebody, and counts every step once', () => {
    const done = mark(plain, [], ada, { state: 'done' })
    const first = mark(remove, [], ada, { state: 'done' })
    const stuck = mark(cut, [], ada, { state: 'stuck', reason: 'Commander does not answer' })
    expect(progressOf(runbook, []).next?.step.id).toBe('plain')
    const progress = progressOf(runbook, [done, first, stuck, { ...done, stepId: 'of-another-version' }])
    expect(progress).toMatchObject({
      counts: { open: 1, done: 1, skipped: 0, stuck: 1 },
      total: 3,
      finished: false,
      next: { step: { id: 'delete' } },
    })
    expect(progress.awaitingSecond.map(({ step }) => step.id)).toEqual(['delete'])
  })
})

describe('a runbook for an alert', () => {
  const alert = {
    integration: 'guardduty',
    sourceId: 'src_1',
    sourceName: 'GuardDuty',
    title: 'Key used from Tor',
    labels: { type: 'UnauthorizedAccess:IAMUser/TorIPCaller', region: 'eu-west-1' },
  }
  const book = (id: string, matches: string) => parseRunbook(`---\nid: ${id}\nmatches: ${matches}\n---\n# ${id}`).runbook
  test('is proposed most exact first, with a sentence that says why', () => {
    const proposals = matchRunbooks(
      [
        book('any', '[{ source: guardduty }]'),
        book('exact', '[{ source: guardduty, type: "UnauthorizedAccess:IAMUser/*" }]'),
        book('other', '[{ source: github }]'),
        book('label', '[{ labels: { region: "eu-*" } }]'),
        book('none', '[]'),
      ],
      alert,
    )
    expect(proposals.map(({ runbook: { id } }) => id)).toEqual(['exact', 'any', 'label'])
    expect(proposals[0]?.because).toBe(
      'The source is guardduty and the type “UnauthorizedAccess:IAMUser/TorIPCaller” fits “UnauthorizedAccess:IAMUser/*”.',
    )
  })
  test('needs every condition of one match', () => {
    expect(matchRunbooks([book('a', '[{ source: guardduty, title: "nothing like it" }]')], alert)).toEqual([])
    expect(matchRunbooks([book('a', '[{ labels: { constructor: "*" } }]')], alert)).toEqual([])
  })
  test('fits patterns as a slow and simple reading would, and takes no time over many stars', () => {
    const small = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 })
    fc.assert(
      fc.property(small, fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 }), (pattern, text) => {
        const slow = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`)
        expect(fitsGlob(pattern, text)).toBe(slow.test(text))
      }),
    )
    expect(fitsGlob('*a'.repeat(300), 'a'.repeat(20_000).concat('b'))).toBe(false)
  })
})
