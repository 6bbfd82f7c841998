// Sentences about reviews: who may, with which reason, and how late stays late.
import { describe, expect, test } from 'vitest'
import type { PersonActor, TokenActor } from '../kernel/actor.ts'
import { makeId } from '../kernel/ids.ts'
import { toInstant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import { decideCorrection, decideReview, type ReviewableAlert } from './review.ts'
import { reviewDueAt, timelinessOf } from './timeliness.ts'

const received = toInstant(1_780_000_000_000)
const seconds = (count: number) => toInstant(received + count * 1000)
const none = new Uint8Array(10)
const ada: PersonActor = {
  kind: 'person',
  id: makeId('person', received, none),
  name: 'Ada',
  role: 'responder',
  sessionId: makeId('session', received, none),
}
const script: TokenActor = { kind: 'token', id: makeId('token', received, none), name: 'nightly', role: 'compliance' }
const first = makeId('review', received, none)
const second = makeId('review', received + 1, none)

const open: ReviewableAlert = {
  alertId: makeId('alert', received, none),
  number: 4031,
  receivedAt: received,
  reviewTargetSeconds: 3600,
  firstReviewedAt: null,
  latestReview: null,
}
const benign = { reviewId: first, disposition: 'benign', reason: 'Known and allowed activity.' } as const

function reviewedAfter(count: number): ReviewableAlert {
  const { entry: _entry, ...made } = decideReview(open, ada, benign, seconds(count))
  const latestReview = { ...made, reviewerName: 'Ada', leafHash: 'bGVhZg==' }
  return { ...open, firstReviewedAt: seconds(count), latestReview }
}

function refusalOf(work: () => unknown): Refusal {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('was not refused')
}

describe('a first review', () => {
  test('puts the decision, its reason and its timing on record, and the name only in the personal slot', () => {
    const { entry, inTime } = decideReview(open, ada, benign, seconds(90))
    expect(inTime).toBe(true)
    expect(entry).toMatchObject({
      kind: 'alert.reviewed',
      act: ada.id,
      obj: open.alertId,
      detail: {
        review: first,
        disposition: 'benign',
        reason: benign.reason,
        reviewer_role: 'responder',
        seconds_to_review: 90,
        in_time: true,
      },
      personal: { name: 'Ada' },
    })
    expect(JSON.stringify(entry.detail)).not.toContain('Ada')
  })

  test('may be recorded by a token, which is named as such', () => {
    expect(decideReview(open, script, benign, seconds(1)).entry.act).toBe(script.id)
  })

  test('is in time up to the very instant of the target and late after it', () => {
    expect(decideReview(open, ada, benign, seconds(3600)).inTime).toBe(true)
    expect(decideReview(open, ada, benign, toInstant(seconds(3600) + 1)).inTime).toBe(false)
  })

  test('is refused where there is one already, with who, when and what to do', () => {
    const refusal = refusalOf(() => decideReview(reviewedAfter(10), script, benign, seconds(20)))
    expect(refusal.code).toBe('already_reviewed')
    expect(refusal.message).toContain('ALR-4031 was reviewed by Ada')
    expect(refusal.message).toContain('correction')
  })

  test.each(['...', '   ', 'ok', 'xxxxxxx', '—— !! ——', 'n/a'])('is refused with the reason %j, which says nothing', (reason) => {
    expect(refusalOf(() => decideReview(open, ada, { ...benign, reason }, seconds(1))).code).toBe('reason_needed')
  })

  test.each(['Bekannt.', '計画された作業', 'CHG-4711'])('is accepted with the reason %j in any script', (reason) => {
    expect(decideReview(open, ada, { ...benign, reason: `  ${reason} ` }, seconds(1)).reason).toBe(reason)
  })
})

describe('a correction', () => {
  const changed = { reviewId: second, disposition: 'false-positive', reason: 'The rule read a stale metric.' } as const

  test('names the review and the entry it corrects', () => {
    const correction = decideCorrection(reviewedAfter(10), script, changed, seconds(5000))
    expect(correction.corrects).toBe(first)
    expect(correction.entry).toMatchObject({ corrects: 'bGVhZg==', detail: { review: second, corrects: first } })
  })

  test('keeps the timing of the first review, in time or late', () => {
    expect(decideCorrection(reviewedAfter(10), script, changed, seconds(5000)).entry.detail).toMatchObject({
      seconds_to_review: 10,
      in_time: true,
    })
    expect(decideCorrection(reviewedAfter(4000), ada, changed, seconds(5000)).entry.detail).toMatchObject({
      seconds_to_review: 4000,
      in_time: false,
    })
  })

  test('is refused where there is nothing to correct', () => {
    expect(refusalOf(() => decideCorrection(open, ada, changed, seconds(1))).code).toBe('not_reviewed')
  })

  test('is refused where it says what is said already, and needs a reason of its own', () => {
    expect(refusalOf(() => decideCorrection(reviewedAfter(10), ada, { ...benign, reviewId: second }, seconds(20))).code).toBe(
      'nothing_changed',
    )
    expect(refusalOf(() => decideCorrection(reviewedAfter(10), ada, { ...changed, reason: '.' }, seconds(20))).code).toBe('reason_needed')
    expect(
      decideCorrection(reviewedAfter(10), ada, { ...benign, reviewId: second, reason: 'Confirmed by the owner.' }, seconds(20)).corrects,
    ).toBe(first)
  })
})

describe('whether an alert was looked at in time', () => {
  test('is open before the target, overdue after it, and settled by the first review', () => {
    expect(reviewDueAt(open)).toBe(seconds(3600))
    expect(timelinessOf(open, seconds(3600))).toBe('open')
    expect(timelinessOf(open, seconds(3601))).toBe('overdue')
    expect(timelinessOf({ ...open, firstReviewedAt: seconds(3600) }, seconds(999_999))).toBe('in_time')
    expect(timelinessOf({ ...open, firstReviewedAt: seconds(3601) }, seconds(3602))).toBe('late')
  })
})
