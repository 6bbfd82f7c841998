// The review after an incident: whether it is held, written over time, approved by somebody else.
import type { z } from 'zod'
import type { BodyOf } from '../../contract/endpoint.ts'
import type { PostIncident, postIncidentApi } from '../../contract/postIncident.ts'
import { refuseWhereNothingFollows } from '../../core/incident/afterwards.ts'
import { happenedAt } from '../../core/incident/happened.ts'
import type { PostIncidentReviewId } from '../../core/kernel/ids.ts'
import { formatInstant, type Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { type Requirement, requirementOf } from '../../core/postIncident/requirement.ts'
import {
  approveReview,
  decideWhetherReview,
  emptyReview,
  type PostIncidentReview,
  reviewAdvice,
  writeReview,
} from '../../core/postIncident/review.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { lockIncident } from '../incident/incidentAccess.ts'
import type { IncidentRow } from '../incident/incidentStore.ts'
import { pinnedPolicy } from '../incident/policyInForce.ts'
import { record } from '../ledger/record.ts'
import { entryStates } from '../ledger/views.ts'
import { touchIncident } from '../obligation/obligationStore.ts'
import { whoOf } from '../obligation/who.ts'
import { organizationView } from '../organization/views.ts'
import { type Acting, actionsOfIncident } from './actions.ts'
import { shippedLexicon } from './causeLexicon.ts'
import { insertReviewDecision, latestReviewDecision, readReview, type StoredReviewDecision, saveReview } from './reviewStore.ts'

type Answer = z.output<typeof PostIncident>

export async function requirement(
  tx: OrganizationTx,
  incident: IncidentRow,
  decided: StoredReviewDecision | null,
  review: PostIncidentReview | null,
  now: Instant,
): Promise<Requirement> {
  const { time_zone: timeZone } = await organizationView(tx)
  const { policy } = await pinnedPolicy(tx, incident)
  const facts = { ...incident, decided, approvedAt: review?.approved?.at ?? null, timeZone }
  return requirementOf(policy, facts, now)
}

function reviewAnswer(review: PostIncidentReview): NonNullable<Answer['review']> {
  const { approved } = review
  return {
    id: review.reviewId,
    state: approved === null ? 'draft' : 'approved',
    summary: review.summary,
    impact: { ...review.impact },
    causes: review.causes.map((cause) => ({ ...cause })),
    what_went_well: review.wentWell,
    what_was_lucky: review.wasLucky,
    written_by: review.writers.map((writer) => ({ ...writer })),
    written_at: formatInstant(review.writtenAt),
    approved_by: approved && whoOf(approved.by, approved.byName),
    approved_at: approved && formatInstant(approved.at),
  }
}

export async function showPostIncident(tx: OrganizationTx, incident: IncidentRow, now: Instant): Promise<Answer> {
  const review = await readReview(tx, incident.incidentId)
  const decided = await latestReviewDecision(tx, incident.incidentId)
  const { byRule, basis, required, dueAt, overdue } = await requirement(tx, incident, decided, review, now)
  const entries = await entryStates(tx, incident.incidentId)
  const timeline = entries.map(({ leaf_hash, index, kind, at, recorded_at, by }) => {
    return { leaf_hash, index, kind, at, recorded_at, by, note: review?.timelineNotes[leaf_hash] ?? null }
  })
  return {
    requirement: {
      by_rule: byRule,
      basis,
      decision: decided && {
        required: decided.required,
        reason: decided.reason,
        by: whoOf(decided.by, decided.byName),
        decided_at: formatInstant(decided.at),
      },
      required,
      due_at: dueAt === null ? null : formatInstant(dueAt),
      overdue,
    },
    review: review && reviewAnswer(review),
    advice: review === null ? [] : reviewAdvice(review, shippedLexicon()),
    timeline: timeline.sort((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0)),
    actions: await actionsOfIncident(tx, incident.incidentId, now),
  }
}

async function incidentToActOn({ tx, by, incidentId }: Acting): Promise<IncidentRow> {
  const incident = await lockIncident(tx, by, incidentId)
  refuseWhereNothingFollows(incident)
  return incident
}

export async function decideReview(acting: Acting, body: BodyOf<typeof postIncidentApi.decide>): Promise<Answer> {
  const { tx, by, incidentId, now } = acting
  const incident = await incidentToActOn(acting)
  const latest = await latestReviewDecision(tx, incidentId)
  const review = await readReview(tx, incidentId)
  const { byRule } = await requirement(tx, incident, latest, review, now)
  const at = happenedAt(body.happened_at, incident.declaredAt, now)
  const request = { required: body.required, reason: body.reason ?? null }
  const isApproved = review !== null && review.approved !== null
  const { decision, entry } = decideWhetherReview(incident, latest, byRule, isApproved, request, by, at)
  await insertReviewDecision(tx, incidentId, (latest?.position ?? -1) + 1, decision)
  await record(tx, [entry], now)
  await touchIncident(tx, incidentId, now)
  return showPostIncident(tx, incident, now)
}

export async function writeOneReview(
  acting: Acting,
  reviewId: PostIncidentReviewId,
  body: BodyOf<typeof postIncidentApi.write>,
): Promise<Answer> {
  const { tx, by, incidentId, now } = acting
  const incident = await incidentToActOn(acting)
  const at = happenedAt(body.happened_at, incident.declaredAt, now)
  const before = (await readReview(tx, incidentId)) ?? emptyReview(reviewId, at)
  const { summary, impact, causes, what_went_well: wentWell, what_was_lucky: wasLucky, timeline_notes: timelineNotes } = body
  const { review, entry } = writeReview(
    incident,
    before,
    { summary, impact, causes, wentWell, wasLucky, timelineNotes },
    shippedLexicon(),
    by,
    at,
  )
  await saveReview(tx, incidentId, review)
  await record(tx, [entry], now)
  await touchIncident(tx, incidentId, now)
  return showPostIncident(tx, incident, now)
}

export async function approveOneReview(acting: Acting, body: BodyOf<typeof postIncidentApi.approve>): Promise<Answer> {
  const { tx, by, incidentId, now } = acting
  const incident = await incidentToActOn(acting)
  const before = await readReview(tx, incidentId)
  if (before === null) throw new Refusal('not_complete', 'Nobody has begun the review: write it first.')
  const at = happenedAt(body.happened_at, incident.declaredAt, now)
  const { review, entry } = approveReview(incident, before, shippedLexicon(), by, at)
  await saveReview(tx, incidentId, review)
  await record(tx, [entry], now)
  await touchIncident(tx, incidentId, now)
  return showPostIncident(tx, incident, now)
}
