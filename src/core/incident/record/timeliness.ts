// Was what follows an incident in time? Reviews and actions against what was promised, notices as they were judged when they went out.
import { endOfDay, isCalendarDate } from '../../kernel/deadline.ts'
import { type Instant, second } from '../../kernel/instant.ts'
import type { ReviewRule } from '../../policy/policy.ts'
import { requirementOf } from '../../postIncident/requirement.ts'
import type { PromiseClock } from '../promiseClocks.ts'
import { isOpen } from '../words.ts'
import type { ActionRecord, NoticeRecord, ReviewRecord } from './incidentDuties.ts'
import type { IncidentRecord } from './incidentRecord.ts'

export type Timeliness = 'in_time' | 'late' | 'overdue' | 'not_due'

/** Closed, dismissed or merged. */
export function overAt({ state, folded: { closedAt } }: IncidentRecord): Instant | null {
  return isOpen(state) ? null : closedAt
}

export function promiseOf(clocks: readonly PromiseClock[], what: PromiseClock['what']): PromiseClock | undefined {
  return clocks.find((clock) => clock.what === what)
}

export type ReviewStanding = {
  rule: ReviewRule | null
  /** As was decided; else as the rule says. */
  required: boolean | null
  dueAt: Instant | null
  review: ReviewRecord | undefined
  timeliness: Timeliness | null
}

/** Of an earlier incident neither severity nor policy is at hand: only what was decided and written is told. */
export function reviewStanding(record: IncidentRecord, asOf: Instant): ReviewStanding {
  const review = record.reviews.at(-1)
  const decided = record.reviewDecisions.at(-1)
  if (record.policy === null) {
    return { rule: null, required: decided?.required ?? null, dueAt: null, review, timeliness: null }
  }
  const closedAt = record.state === 'closed' ? record.folded.closedAt : null
  const approvedAt = review?.approved?.at ?? null
  const said = decided?.required ?? null
  const facts = { severity: record.severity, closedAt, approvedAt, timeZone: record.timeZone }
  const requirement = requirementOf(record.policy, { ...facts, decided: said === null ? null : { required: said } }, asOf)
  const { dueAt } = requirement
  return {
    ...{ rule: requirement.byRule, required: requirement.required, dueAt, review },
    timeliness: dueAt === null ? null : timelinessOf(dueAt, approvedAt, asOf),
  }
}

function timelinessOf(dueAt: Instant, doneAt: Instant | null, asOf: Instant): Timeliness {
  if (doneAt !== null) return doneAt - dueAt >= second ? 'late' : 'in_time'
  return asOf - dueAt >= second ? 'overdue' : 'not_due'
}

/** A day is had to its end where the organization is. */
export function actionTimeliness({ dueOn, closed }: ActionRecord, timeZone: string, asOf: Instant): Timeliness | null {
  if (dueOn === null || !isCalendarDate(dueOn)) return null
  return timelinessOf(endOfDay(dueOn, timeZone), closed?.at ?? null, asOf)
}

export function noticeOutcome({ sent, declined }: NoticeRecord): 'sent' | 'declined' | 'approved' {
  if (sent !== null) return 'sent'
  return declined === null ? 'approved' : 'declined'
}

/** Judged when it was sent, against the strict instant of that moment, and never again. */
export function noticeTimeliness({ sent }: NoticeRecord): 'in_time' | 'late' | null {
  if (sent === null || sent.dueAt === null) return null
  return sent.lateBy === null ? 'in_time' : 'late'
}
