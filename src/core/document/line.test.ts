// Does a line say at every instant what its life does, although it was made when something last happened?
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DocumentStory, doer, version, yearly } from '../../../test/support/documentStory.ts'
import { cast, type RandomStep, randomStep, tellRandomly } from '../../../test/support/randomHistory.ts'
import { day, type Instant, toInstant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import { foldMemberships } from '../people/membership.ts'
import { acknowledgedSince, askedAt, countsOf, rulesOf, standingsAt } from './acknowledgement.ts'
import { couldDecide, type Doer, decideApprove, decidePublish, signaturesOpenTo } from './decideVersion.ts'
import { foldAcknowledgements } from './history.ts'
import { inForceAt, isUnapproved, openProposals, proposalState, retiredAt } from './inForce.ts'
import { later } from './later.ts'
import type { Life, Proposal } from './life.ts'
import { lineAt, linesOf, reviewOf } from './line.ts'
import { looksOf, standingAt } from './reviewDue.ts'

/** Straight from the life, as of one instant. */
function told(life: Life, now: Instant) {
  const inForce = inForceAt(life, now)
  const { state, look } = standingAt(inForce === undefined ? [] : looksOf(life), now)
  return {
    title: (life.published.find(({ version: one }) => one === inForce?.version) ?? life.published.at(-1))?.title,
    latest: inForce?.version ?? life.published.at(-1)?.version,
    inForce: inForce && [inForce.number, inForce.version, inForce.effect.from, inForce.effect.basis, isUnapproved(inForce)],
    next: life.proposals.find((one) => proposalState(life, one, now) === 'approved')?.effect?.from,
    waiting: openProposals(life, now).map(({ version: one, at, emergency }) => [
      one,
      at,
      emergency,
      ...cast.map((by) => may(life, one, by, now)),
    ]),
    review: [state, look?.at, look?.due?.over, look?.overdue?.over],
    retired: retiredAt(life, now)?.at,
  }
}

/** By trying it. */
function may(life: Life, hash: string, by: Doer, now: Instant): boolean {
  const proposal = life.proposals.filter((one) => one.version === hash).at(-1) as Proposal
  const isPublished = proposal.terms.quorum === 0
  if (by.role === 'responder' && isPublished) return false
  try {
    if (isPublished) decidePublish(life, hash, now, 'UTC')
    else decideApprove(life, hash, signaturesOpenTo(proposal, by)[0] ?? null, by, now, 'UTC')
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

function kept(life: Life, now: Instant) {
  // As it comes back from where it is kept.
  const line = lineAt(JSON.parse(JSON.stringify(linesOf(life))), now)
  if (line === undefined) throw new Error('At every instant one line is so.')
  const { inForce, next, waiting, openTo, retired } = line
  const { state, look } = reviewOf(line, now)
  return {
    ...{ title: line.title, latest: line.latest ?? undefined },
    inForce: inForce ? [inForce.number, inForce.version, inForce.effect.from, inForce.effect.basis, inForce.isUnapproved] : undefined,
    next: next?.from,
    waiting: waiting.map(({ version: one, at, emergency }, place) => {
      const open = openTo[place]
      return [one, at, emergency, ...cast.map((by) => open?.isOpen === true && couldDecide(open, by))]
    }),
    review: [state, look?.at, look?.due?.over, look?.overdue?.over],
    retired: retired?.at,
  }
}

/** A text that needs no approval, or takes effect before it. */
const first = fc.tuple(fc.constantFrom(0, 2), fc.nat(15)).map(([what, which]): RandomStep => [what, which, 0, 0])

describe('a line', () => {
  test('says what its life says, whatever happened and however long ago, and who may sign what waits', () => {
    const seen = { more: 0, waiting: 0, mine: 0, due: 0, overdue: 0, retired: 0, next: 0 }
    fc.assert(
      fc.property(
        first,
        fc.array(randomStep, { minLength: 2, maxLength: 14 }),
        fc.array(fc.double({ min: 0, max: 80, noNaN: true }), { maxLength: 6 }),
        (begins, steps, days) => {
          const story = new DocumentStory()
          // Something is in force first: otherwise most of what follows is refused.
          for (const step of [begins, ...steps]) tellRandomly(story, step)
          const { life } = story
          const changes = linesOf(life).flatMap(({ since }) => (since > story.now ? [since, since - 1] : []))
          for (const at of [story.now, ...days.map((some) => story.now + some * day), ...changes]) {
            const now = toInstant(at)
            const says = kept(life, now)
            expect(says).toEqual(told(life, now))
            seen.waiting += says.waiting.length
            seen.mine += says.waiting.filter((one) => one.includes(true)).length
            seen.due += says.review[0] === 'due' ? 1 : 0
            seen.overdue += says.review[0] === 'overdue' ? 1 : 0
            seen.retired += says.retired === undefined ? 0 : 1
            seen.next += says.next === undefined ? 0 : 1
          }
          seen.more += changes.length
        },
      ),
      { numRuns: 3000, seed: 20_261_128 },
    )
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(20)
  }, 120_000)

  test('changes by itself at the instant from which a version takes effect, and a withdrawal takes that away', () => {
    const [one, two] = [version('a'), version('b')]
    const [ada, ben] = [doer(1, 'admin'), doer(2, 'compliance')]
    const story = new DocumentStory()
    story.propose(one, yearly, ada)
    const soon = toInstant(story.now + 10 * day)
    story.propose(two, yearly, ben, { takesEffectAt: soon })
    const lines = linesOf(story.life)
    expect(lines.map(({ since, until, inForce, next }) => [since, until, inForce?.version, next?.version])).toEqual([
      [0, soon, one, two],
      [soon, null, two, undefined],
    ])
    story.withdraw(two, ada)
    expect(linesOf(story.life).map(({ until, next }) => [until, next])).toEqual([[null, null]])
  })

  test('who is missing is counted alike by persons and by whoever acknowledged since', () => {
    let [missing, whole] = [0, 0]
    fc.assert(
      fc.property(first, fc.array(randomStep, { minLength: 4, maxLength: 20 }), fc.nat(60), (begins, steps, days) => {
        const story = new DocumentStory()
        for (const by of cast) story.person('person.joined', by, by.role ?? 'viewer')
        for (const step of [begins, ...steps]) tellRandomly(story, step)
        const now = toInstant(story.now + days * day)
        const inForce = inForceAt(story.life, now)
        const rule = rulesOf(inForce)
        if (inForce === undefined || rule === null) return
        const people = foldMemberships(story.entries)
        const said = foldAcknowledgements(story.entries, 'document.acknowledged')
        const counts = countsOf(standingsAt(inForce, people, said, now))
        const since = acknowledgedSince(rule, inForce.effect.zone, now)
        const has = (person: string) => said.some((one) => one.person === person && one.version === inForce.version && one.at >= since)
        const asked = askedAt(rule, people, now)
        expect([asked.length, asked.filter((person) => !has(person)).length]).toEqual([counts.asked, counts.missing])
        missing += counts.missing
        whole += counts.acknowledged
      }),
      { numRuns: 2000, seed: 20_261_128 },
    )
    expect(missing).toBeGreaterThan(20)
    expect(whole).toBeGreaterThan(20)
  }, 60_000)

  test('the instant since which an acknowledgement counts is the boundary itself, in calendars too', () => {
    const length = fc.constantFrom('P30D', 'P1Y', 'P6M', 'PT36H', 'P1M', 'PT0S')
    const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York')
    fc.assert(
      fc.property(length, zone, fc.integer({ min: 1_600_000_000, max: 1_900_000_000 }), (againEvery, where, seconds) => {
        const now = toInstant(seconds * 1000)
        const since = acknowledgedSince({ againEvery }, where, now)
        if (since <= now) expect(now).toBeLessThan(later(since, againEvery, where).over)
        expect(now).toBeGreaterThanOrEqual(later(toInstant(since - 1), againEvery, where).over)
      }),
      { numRuns: 300, seed: 20_261_128 },
    )
  })
})
