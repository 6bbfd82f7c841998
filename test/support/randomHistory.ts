// Random lives of a document: whatever may be tried with it is tried, and most of it is refused.
import fc from 'fast-check'
import { inForceAt } from '../../src/core/document/inForce.ts'
import type { Terms } from '../../src/core/document/terms.ts'
import { day, toInstant } from '../../src/core/kernel/instant.ts'
import { Refusal } from '../../src/core/kernel/refusal.ts'
import { type DocumentStory, doer, version } from './documentStory.ts'

export const cast = [doer(1, 'admin'), doer(2, 'compliance'), doer(3, 'responder'), doer(4, 'responder')] as const
const [ada] = cast

const termsOf = (number: number): Terms => ({
  approvers: [[], ['cto'], ['compliance'], ['cto', 'ciso']][number % 4] ?? [],
  quorum: [0, 1, 1, 1][number % 4] ?? 0,
  reviewEvery: [null, 'P20D', 'P1M', 'PT100H'][number % 4] ?? null,
  reviewGrace: number % 3 === 0 ? 'P5D' : null,
  acknowledge: number % 2 === 0 ? { by: ['responders', ada.id], within: 'P7D', againEvery: number % 5 === 0 ? 'P30D' : null } : null,
})

export type RandomStep = readonly [what: number, which: number, who: number, days: number]
export const randomStep = fc.tuple(fc.nat(14), fc.nat(15), fc.nat(3), fc.double({ min: 0, max: 25, noNaN: true }))

export function tellRandomly(story: DocumentStory, [what, which, who, days]: RandomStep): void {
  const [hash, by] = [version('abcd'[which % 4] ?? 'a'), cast[who % 4] ?? ada]
  story.pass(days)
  const later = { takesEffectAt: toInstant(story.now + which * day) }
  const steps = [
    () => story.propose(hash, termsOf(which), by),
    () => story.propose(hash, termsOf(which), by, later),
    () => story.propose(hash, termsOf(which), by, { emergency: 'Tonight.' }),
    () => story.approve(hash, by),
    () => story.approve(hash, by, 'cto'),
    () => story.vouch(hash, by),
    () => story.withdraw(hash, by),
    () => story.review(inForceAt(story.life, story.now)?.version ?? hash, by),
    () => story.takeBack(story.life.reviews.at(-1)?.position ?? 0, by),
    () => story.retire(by),
    () => story.resume(by),
    () => story.ship(hash, termsOf(which)),
    () => story.person('person.joined', by, by.role ?? 'viewer'),
    () => story.person('person.left', by, by.role ?? 'viewer', story.now),
    () => story.acknowledge(hash, by),
  ]
  // Most of them are refused, and where in the code that was takes longer to write down than to decide.
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 0
  try {
    steps[what % steps.length]?.()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
}
