// Sentences about taking an obligation on, and about not doing so.
import { describe, expect, test } from 'vitest'
import type { PersonActor } from '../kernel/actor.ts'
import { makeId } from '../kernel/ids.ts'
import { toInstant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import { decideObligation, type ObligationAnswer } from './decideObligation.ts'

const now = toInstant(1_780_000_000_000)
const none = new Uint8Array(10)
const ada: PersonActor = {
  kind: 'person',
  id: makeId('person', now, none),
  name: 'Ada',
  role: 'compliance',
  sessionId: makeId('session', now, none),
}
const rule = 'eu-gdpr-33-1.notification'
const asked = (answer: ObligationAnswer, reason: string | null = null) => ({ rule, answer, reason })

function codeOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return 'not refused'
}

describe('a proposed obligation', () => {
  test('is accepted without a reason, and declined or put to counsel only with one', () => {
    expect(decideObligation(null, [], asked('accept'), ada, now)).toMatchObject({
      answer: 'accept',
      reason: null,
      decidedBy: ada,
      decidedAt: now,
      corrects: null,
    })
    expect(codeOf(() => decideObligation(null, [], asked('decline'), ada, now))).toBe('reason_needed')
    expect(codeOf(() => decideObligation(null, [], asked('decline', '....'), ada, now))).toBe('reason_needed')
    expect(codeOf(() => decideObligation(null, [], asked('ask-counsel'), ada, now))).toBe('reason_needed')
    expect(decideObligation(null, [], asked('decline', 'Keys were safe, risk unlikely.'), ada, now).reason).toBe(
      'Keys were safe, risk unlikely.',
    )
  })
  test('can be decided again with a reason, and the earlier decision is named', () => {
    const declined = decideObligation(null, [], asked('decline', 'Keys were safe.'), ada, now)
    expect(codeOf(() => decideObligation(declined, [], asked('decline', 'Keys were safe.'), ada, now))).toBe('nothing_changed')
    expect(codeOf(() => decideObligation(declined, [], asked('accept'), ada, now))).toBe('reason_needed')
    const accepted = decideObligation(declined, [], asked('accept', 'Keys were taken after all.'), ada, toInstant(now + 1))
    expect(accepted.corrects).toEqual({ answer: 'decline', decidedAt: now })
  })
  test('cannot be declined once its notice is out', () => {
    const filing = { rule, at: now, zone: 'UTC', by: 'Ada', recordedAt: now }
    expect(codeOf(() => decideObligation(null, [filing], asked('decline', 'Not needed.'), ada, now))).toBe('already_exists')
    expect(codeOf(() => decideObligation(null, [{ ...filing, rule: 'other' }], asked('decline', 'Not needed.'), ada, now))).toBe(
      'not refused',
    )
  })
})
