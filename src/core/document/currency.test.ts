// Is a past period answered alike whenever it is asked, and in the days that an auditor would count?
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DocumentStory, doer, version, yearly } from '../../../test/support/documentStory.ts'
import { randomStep, tellRandomly } from '../../../test/support/randomHistory.ts'
import { day, formatInstant, type Instant, toInstant } from '../kernel/instant.ts'
import { approvalsAfterwards, daysBetween, knownBeforeEnd } from './currency.ts'
import { currencyInWords, remarksOf } from './currencyWords.ts'
import type { Terms } from './terms.ts'

const [ada, ben, eve] = [doer(1, 'admin'), doer(2, 'compliance'), doer(3, 'responder')] as const
const [one, two] = [version('a'), version('b')] as const
const at = (text: string) => toInstant(Date.parse(text))
const signed: Terms = { ...yearly, approvers: ['cto'], quorum: 1 }

function approved(terms: Terms = signed): DocumentStory {
  const story = new DocumentStory()
  story.propose(one, terms, ada)
  story.approve(one, ben)
  return story
}

describe('whether a policy was current', () => {
  test('a review that lapsed is a gap in days, from the day after it was due until somebody looked', () => {
    const story = approved({ ...signed, reviewEvery: 'P30D' })
    story.pass(49).review(one, ben)
    story.pass(10)
    const { current, gaps, reviews } = story.ask(at('2026-01-01T12:00:00Z'), story.now)
    expect(current).toBe(false)
    expect(gaps).toMatchObject([{ cause: 'review-overdue', from: at('2026-02-01T00:00:00Z'), to: at('2026-02-19T12:00:00Z') }])
    expect(gaps.map(daysBetween)).toEqual([18.5])
    expect(reviews.map(({ look }) => look.what)).toEqual(['version', 'review'])
  })

  test('grace counts for overdue and not for due', () => {
    const story = approved({ ...signed, reviewEvery: 'P30D', reviewGrace: 'P7D' })
    story.pass(60)
    const { gaps, reviews } = story.ask(at('2026-01-02T00:00:00Z'), story.now)
    expect(formatInstant(reviews[0]?.look.due?.at as Instant)).toBe('2026-01-31T23:59:59.000Z')
    expect(gaps).toMatchObject([{ from: at('2026-02-08T00:00:00Z') }])
  })

  test('another cadence later does not move what was due before', () => {
    const story = approved({ ...signed, reviewEvery: 'P30D' })
    story.pass(40)
    const before = story.ask(at('2026-01-02T00:00:00Z'), story.now)
    story.propose(two, { ...signed, reviewEvery: 'P1Y' }, ada)
    story.approve(two, ben)
    story.pass(200)
    expect(story.ask(at('2026-01-02T00:00:00Z'), before.to)).toEqual(before)
    expect(story.ask(before.to, story.now).current).toBe(true)
  })

  test('before the first version and while it is retired nothing was in force', () => {
    const story = new DocumentStory()
    story.pass(10)
    story.propose(one, signed, ada)
    story.pass(5)
    story.approve(one, ben)
    story.pass(5).retire(ada)
    story.pass(3).resume(ada)
    story.pass(2)
    const answer = story.ask(at('2026-01-01T12:00:00Z'), story.now)
    expect(answer.gaps.map((gap) => [gap.cause, daysBetween(gap)])).toEqual([
      ['nothing-in-force', 15],
      ['retired', 3],
    ])
    expect(currencyInWords('Policy', answer)).toBe('No: for 15 days no version was in force, and for 3 days it was retired.')
  })

  test('a review that was taken back never was, also for a period that is over, and the correction is shown', () => {
    const story = approved({ ...signed, reviewEvery: 'P30D' })
    const position = story.pass(20).review(one, ben)
    story.pass(20)
    const end = story.now
    expect(story.ask(at('2026-01-02T00:00:00Z'), end).current).toBe(true)
    story.pass(5).takeBack(position, ada)
    const answer = story.ask(at('2026-01-02T00:00:00Z'), end)
    expect(answer.current).toBe(false)
    expect(answer.corrections).toMatchObject([{ by: ada.id, reason: 'I looked at another text.' }])
    expect(answer.sources.map(({ kind }) => kind)).toContain('correction')
  })

  test('an emergency change counts from its instant; an approval after the period is shown, and no part of the answer', () => {
    const story = approved()
    story.pass(5).propose(two, signed, ada, { emergency: 'The pager moved tonight.' })
    story.pass(1)
    const end = story.now
    const before = story.ask(at('2026-01-02T00:00:00Z'), end)
    story.pass(3).approve(two, ben)
    const after = story.ask(at('2026-01-02T00:00:00Z'), end)
    expect(after).toEqual(before)
    expect(after.versions.map(({ isApproved }) => isApproved)).toEqual([true, false])
    const [known] = knownBeforeEnd(story.entries, end)
    expect(known && approvalsAfterwards(known.history, after)).toMatchObject([{ by: ben.id, as: 'cto', number: 2 }])
    expect(remarksOf(story.ask(end, (story.now + 1) as Instant))).toEqual([
      'Version 2 was an emergency change (The pager moved tonight.): it was approved 4 days later.',
    ])
  })

  test('what came with the software says that nobody approved it, and its update is no look at it', () => {
    const story = new DocumentStory()
    story.ship(one, { ...yearly, reviewEvery: 'P30D' })
    story.pass(20).ship(two, { ...yearly, reviewEvery: 'P30D' })
    story.pass(20)
    const answer = story.ask(at('2026-01-01T12:00:00Z'), story.now)
    expect(remarksOf(answer)[0]).toBe('Version 1 came with the software and was approved by nobody.')
    expect(answer.gaps).toMatchObject([{ cause: 'review-overdue', from: at('2026-02-01T00:00:00Z') }])
  })

  test('acknowledgements are points where something changes: joining, acknowledging, running late, a new version', () => {
    const story = new DocumentStory()
    story.person('person.joined', eve, 'responder')
    const asks: Terms = { ...signed, acknowledge: { by: ['responders'], within: 'P5D', againEvery: null } }
    story.propose(one, asks, ada)
    story.approve(one, ben)
    story.pass(2).person('person.joined', doer(4, 'responder'), 'responder')
    story.pass(1).acknowledge(one, eve)
    story.pass(10).propose(two, asks, ada)
    story.approve(two, ben)
    story.pass(1)
    const { acknowledgement } = story.ask(at('2026-01-01T12:00:00Z'), story.now)
    expect(acknowledgement.map(({ asked, acknowledged, missing, overdue }) => [asked, acknowledged, missing, overdue])).toEqual([
      [1, 0, 1, 0],
      [2, 0, 2, 0],
      [2, 1, 1, 0],
      [2, 1, 1, 1],
      [2, 0, 2, 0],
    ])
  })

  test('the answer for a past period is the one that could be given at its end, plus corrections, whatever happened since', () => {
    const seen = { gaps: 0, corrections: 0, points: 0, changed: 0 }
    fc.assert(
      fc.property(fc.array(randomStep, { minLength: 4, maxLength: 14 }), fc.nat(100), fc.nat(100), (steps, begin, length) => {
        const story = new DocumentStory()
        const start = story.now
        for (const each of steps) tellRandomly(story, each)
        const [from, to] = [toInstant(start + begin * day), toInstant(start + (begin + length + 0.5) * day)]
        const then = story.entries.filter(({ header }) => header.at < to || header.kind === 'correction')
        const now = story.ask(from, to)
        // Where nothing came after the end there is nothing to compare: the same entries are asked the same.
        const atItsEnd = then.length < story.entries.length ? story.ask(from, to, then) : now
        if (!isDeepStrictEqual(now, atItsEnd)) expect(now).toEqual(atItsEnd)
        seen.gaps += now.gaps.length
        seen.corrections += now.corrections.length
        seen.points += now.acknowledgement.length
        seen.changed += then.length < story.entries.length ? 1 : 0
        for (const gap of now.gaps)
          if (gap.from < from || gap.to > to || gap.from >= gap.to) throw new Error(`a gap outside: ${JSON.stringify(gap)}`)
      }),
      { numRuns: 10_000, seed: 20_261_128 },
    )
    // The histories are worth something: all of it occurred.
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(50)
  }, 300_000)
})
