// The review after an incident: whether one is held, what may change in it, and when it may be approved.
import { requireReason } from '../alert/review.ts'
import { type EntryAbout, incidentEntry } from '../incident/incidentEntry.ts'
import { type Writer, writersWith } from '../incident/writer.ts'
import type { PersonActor, TokenActor } from '../kernel/actor.ts'
import type { PostIncidentReviewId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { NewEntry, SlotValue } from '../ledger/entry.ts'
import { mayRole } from '../people/permission.ts'
import type { ReviewRule } from '../policy/policy.ts'
import { type Cause, type CauseLexicon, causeAdvice, refuseVagueWeakness } from './rootCause.ts'

type Doer = PersonActor | TokenActor

/** Learning from incidents, by the Trust Services Criteria. */
const criteria = ['CC7.4', 'CC7.5'] as const

export type ReviewDecision = {
  readonly required: boolean
  readonly byRule: ReviewRule
  readonly reason: string | null
  readonly at: Instant
  readonly by: Doer
}

export type DecisionRequest = { readonly required: boolean; readonly reason: string | null }

/** To go without a review that the policy requires is decided by somebody who could approve one, and says why. */
export function decideWhetherReview(
  about: EntryAbout,
  latest: { readonly required: boolean; readonly reason: string | null } | null,
  byRule: ReviewRule,
  isApproved: boolean,
  request: DecisionRequest,
  by: Doer,
  at: Instant,
): { decision: ReviewDecision; entry: NewEntry } {
  const waives = byRule === 'required' && !request.required
  if (isApproved) throw new Refusal('state_not_possible', 'The review is approved: whether it is held is not a question any more.')
  if (waives && !mayRole(by.role, 'post_incident:approve')) {
    throw new Refusal(
      'role_needed',
      `The policy requires a review here. To go without it takes somebody who may approve reviews; ${by.name} may not.`,
    )
  }
  const needed = waives || latest !== null
  const reason = needed || request.reason?.trim() ? requireReason(request.reason ?? '') : null
  if (latest?.required === request.required && latest.reason === reason) {
    throw new Refusal('nothing_changed', 'This is what was decided already.')
  }
  const decision = { required: request.required, byRule, reason, at, by }
  const detail = { required: request.required, by_rule: byRule, reason, waives }
  return {
    decision,
    entry: incidentEntry(about, { kind: 'review.decided', act: by.id, at, ctl: criteria, detail, personal: { name: by.name } }),
  }
}

export type Impact = {
  readonly customers_affected: number | null
  readonly records_affected: number | null
  readonly minutes_down: number | null
  readonly cost: { readonly amount: number; readonly currency: string } | null
}

export type PostIncidentReview = {
  readonly reviewId: PostIncidentReviewId
  readonly summary: string
  readonly impact: Impact
  readonly causes: readonly Cause[]
  readonly wentWell: string
  readonly wasLucky: string
  /** By leaf hash of the entry. */
  readonly timelineNotes: Readonly<Record<string, string>>
  readonly writers: readonly Writer[]
  readonly writtenAt: Instant
  readonly approved: { readonly at: Instant; readonly by: string; readonly byName: string } | null
}

const noImpact: Impact = { customers_affected: null, records_affected: null, minutes_down: null, cost: null }

export function emptyReview(reviewId: PostIncidentReviewId, at: Instant): PostIncidentReview {
  return {
    reviewId,
    summary: '',
    impact: noImpact,
    causes: [],
    wentWell: '',
    wasLucky: '',
    timelineNotes: {},
    writers: [],
    writtenAt: at,
    approved: null,
  }
}

/** Undefined: as it is. An empty note takes the one there was away. */
export type ReviewChange = {
  readonly summary?: string | undefined
  readonly impact?: { readonly [Name in keyof Impact]?: Impact[Name] | undefined } | undefined
  readonly causes?: readonly Cause[] | undefined
  readonly wentWell?: string | undefined
  readonly wasLucky?: string | undefined
  readonly timelineNotes?: Readonly<Record<string, string>> | undefined
}

export type WrittenReview = { readonly review: PostIncidentReview; readonly entry: NewEntry }

export function writeReview(
  about: EntryAbout,
  before: PostIncidentReview,
  change: ReviewChange,
  lexicon: CauseLexicon,
  by: Doer,
  at: Instant,
): WrittenReview {
  if (before.approved !== null) {
    throw new Refusal(
      'state_not_possible',
      `The review was approved by ${before.approved.byName}: its text is fixed. What is learned later is a note or an action.`,
    )
  }
  refuseVagueWeakness(change.causes ?? [], lexicon)
  const notes = Object.entries({ ...before.timelineNotes, ...change.timelineNotes }).filter(([, note]) => note !== '')
  const said = Object.fromEntries(Object.entries(change.impact ?? {}).filter(([, value]) => value !== undefined))
  const after: PostIncidentReview = {
    ...before,
    summary: change.summary ?? before.summary,
    impact: { ...before.impact, ...said },
    causes: change.causes ?? before.causes,
    wentWell: change.wentWell ?? before.wentWell,
    wasLucky: change.wasLucky ?? before.wasLucky,
    timelineNotes: Object.fromEntries(notes.sort(([left], [right]) => (left < right ? -1 : 1))),
  }
  if (JSON.stringify(contentOf(after)) === JSON.stringify(contentOf(before))) {
    throw new Refusal('nothing_changed', 'The review says exactly this already.')
  }
  const review = { ...after, writers: writersWith(before.writers, by), writtenAt: at }
  const detail = { review: review.reviewId, ...contentOf(review) }
  return {
    review,
    entry: incidentEntry(about, { kind: 'pir.written', act: by.id, at, ctl: criteria, detail, personal: { name: by.name } }),
  }
}

/** Everything it says, as it goes on record. */
function contentOf({ summary, impact, causes, wentWell, wasLucky, timelineNotes }: PostIncidentReview): SlotValue {
  const { customers_affected: customers, records_affected: records, minutes_down: down, cost } = impact
  return {
    summary,
    impact: {
      customers_affected: customers,
      records_affected: records,
      minutes_down: down,
      cost: cost === null ? null : { amount: cost.amount, currency: cost.currency },
    },
    causes: causes.map(({ text, kind }) => ({ text, kind })),
    what_went_well: wentWell,
    what_was_lucky: wasLucky,
    timeline_notes: timelineNotes,
  }
}

/** What keeps a review from being approved, in words. */
export function reviewAdvice({ summary, impact, causes }: PostIncidentReview, lexicon: CauseLexicon): string[] {
  const isCounted = [impact.customers_affected, impact.records_affected, impact.minutes_down].some((count) => count !== null)
  return [
    ...(summary.trim() === '' ? ['Write a summary: what happened, to whom, and how it ended.'] : []),
    ...(isCounted ? [] : ['Give the impact as a number: customers, records or minutes; zero is a number.']),
    ...causeAdvice(causes, lexicon),
  ]
}

export function approveReview(about: EntryAbout, review: PostIncidentReview, lexicon: CauseLexicon, by: Doer, at: Instant): WrittenReview {
  if (review.approved !== null) throw new Refusal('state_not_possible', `The review was approved by ${review.approved.byName} already.`)
  if (review.writers.some(({ id }) => id === by.id)) {
    throw new Refusal('second_person_needed', `${by.name} wrote on this review: somebody else approves it.`)
  }
  const advice = reviewAdvice(review, lexicon)
  if (advice.length > 0) throw new Refusal('not_complete', advice.join(' '))
  const approved = { at, by: by.id, byName: by.name }
  const detail = { review: review.reviewId, ...contentOf(review) }
  return {
    review: { ...review, approved },
    entry: incidentEntry(about, { kind: 'pir.approved', act: by.id, at, ctl: criteria, detail, personal: { name: by.name } }),
  }
}
