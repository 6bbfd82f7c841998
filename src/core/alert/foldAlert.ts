// Every alert as its ledger entries alone tell it: what was received, when it ended, who reviewed it and when.
import type { Instant } from '../kernel/instant.ts'
import { type OpenedEntry, slotBoolean, slotInstant, slotInteger, slotText } from '../ledger/openedEntry.ts'

export type FoldedReview = {
  index: number | null
  entryId: string | null
  leafHash: string
  /** `rev_…`. */
  review: string | null
  disposition: string | null
  reason: string | null
  /** `per_…` or `tok_…`. */
  reviewer: string
  reviewerRole: string | null
  reviewerName: string | null
  reviewedAt: Instant
  secondsToReview: number | null
  inTime: boolean | null
  /** The review this one corrects, and the leaf hash of that review's entry as the header names it. */
  corrects: string | null
  correctsEntry: string | null
}

/** Members are null where the entry's detail is not at hand or says nothing. */
export type FoldedAlert = {
  alert: string
  index: number | null
  source: string
  sourceName: string | null
  integration: string | null
  number: number | null
  fingerprint: string | null
  episode: number | null
  severity: string | null
  title: string | null
  link: string | null
  isTest: boolean | null
  delivery: string | null
  /** By the source's clock. */
  occurredAt: Instant | null
  receivedAt: Instant
  reviewTargetSeconds: number | null
  status: 'firing' | 'resolved' | null
  endedAt: Instant | null
  resolvedAt: Instant | null
  /** In the order of the log; the first decides whether it was in time, the last says what it was. */
  reviews: FoldedReview[]
  /** What the entries say that cannot all be true. */
  contradictions: string[]
}

/** Entries come in the order of the log; the first meets `undefined`. */
export function foldAlert(alert: FoldedAlert | undefined, entry: OpenedEntry): FoldedAlert | undefined {
  switch (entry.header.kind) {
    case 'alert.received':
      return alert === undefined ? received(entry) : contradict(alert, 'It was received twice.')
    case 'alert.resolved':
      return resolved(alert ?? unreceived(entry), entry)
    case 'alert.reviewed':
      return reviewed(alert ?? unreceived(entry), entry)
    default:
      return alert
  }
}

function contradict(alert: FoldedAlert, what: string): FoldedAlert {
  return { ...alert, contradictions: [...alert.contradictions, what] }
}

function received({ index, header, slots: { detail } }: OpenedEntry): FoldedAlert {
  const status = slotText(detail, 'status')
  return {
    alert: header.obj,
    index,
    source: slotText(detail, 'source') ?? header.act,
    sourceName: slotText(detail, 'source_name'),
    integration: slotText(detail, 'integration'),
    number: slotInteger(detail, 'number'),
    fingerprint: slotText(detail, 'fingerprint'),
    episode: slotInteger(detail, 'episode'),
    severity: slotText(detail, 'severity'),
    title: slotText(detail, 'title'),
    link: slotText(detail, 'link'),
    isTest: slotBoolean(detail, 'is_test'),
    delivery: slotText(detail, 'delivery'),
    occurredAt: slotInstant(detail, 'occurred_at'),
    receivedAt: header.rec as Instant,
    reviewTargetSeconds: slotInteger(detail, 'review_target_seconds'),
    status: status === 'firing' || status === 'resolved' ? status : null,
    endedAt: null,
    resolvedAt: null,
    reviews: [],
    contradictions: [],
  }
}

/** An alert known only by what happened to it later: the log was cut, or an entry is missing where none can be. */
function unreceived(entry: OpenedEntry): FoldedAlert {
  const empty = received({ ...entry, index: null, slots: {} })
  return contradict({ ...empty, source: '' }, 'It was never received.')
}

function resolved(alert: FoldedAlert, { header, slots: { detail } }: OpenedEntry): FoldedAlert {
  const ended = { ...alert, status: 'resolved' as const, endedAt: slotInstant(detail, 'ended_at'), resolvedAt: header.rec as Instant }
  return alert.resolvedAt === null ? ended : contradict(alert, 'It was resolved twice.')
}

function reviewed(alert: FoldedAlert, { index, entryId, header, leafHash, slots: { detail, personal } }: OpenedEntry): FoldedAlert {
  const review: FoldedReview = {
    index,
    entryId: entryId ?? null,
    leafHash,
    review: slotText(detail, 'review'),
    disposition: slotText(detail, 'disposition'),
    reason: slotText(detail, 'reason'),
    reviewer: header.act,
    reviewerRole: slotText(detail, 'reviewer_role'),
    reviewerName: slotText(personal, 'name'),
    reviewedAt: header.rec as Instant,
    secondsToReview: slotInteger(detail, 'seconds_to_review'),
    inTime: slotBoolean(detail, 'in_time'),
    corrects: slotText(detail, 'corrects'),
    correctsEntry: header.cor ?? null,
  }
  const before = alert.reviews.at(-1)
  const next = { ...alert, reviews: [...alert.reviews, review] }
  if (before === undefined) return review.correctsEntry === null ? next : contradict(next, 'Its first review corrects another.')
  if (review.correctsEntry === null) return contradict(next, 'It was reviewed a second time without correcting the first review.')
  return alert.reviews.some((earlier) => earlier.leafHash === review.correctsEntry)
    ? next
    : contradict(next, 'A review corrects an entry that is no earlier review of it.')
}
