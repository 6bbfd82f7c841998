// Was an incident reviewed as promised, and were its corrective actions done by when they were promised?
import { afterDuration } from '../kernel/deadline.ts'
import type { Instant } from '../kernel/instant.ts'
import { countable } from '../policy/countable.ts'
import type { Policy } from '../policy/policy.ts'
import { clocksOf } from '../policy/promises.ts'
import { requirementOf } from '../postIncident/requirement.ts'
import { type IncidentFacts, levelOf, noSeverity, notJudged, ofLevel, whyNotJudged } from './incidentFacts.ts'
import { type Judged, judged, judgedByTime } from './outcome.ts'

type Promising = Pick<Policy, 'title' | 'severities' | 'postIncident'>

/** The latest decision stands. */
export type ReviewFacts = { decided: { required: boolean } | null; approvedAt: Instant | null }

/** Both are counted from closing, which a dismissed or merged incident never comes to. */
function closingOf({ state, closedAt }: IncidentFacts): Instant | null {
  return state === 'closed' ? closedAt : null
}

export function reviewKept(policy: Promising, facts: IncidentFacts, review: ReviewFacts, now: Instant): Judged[] {
  return [...held(policy, facts, review), ...inTime(policy, facts, review, now)]
}

/** That one is held has no time of its own: it is broken where somebody decides against it. */
function held(policy: Promising, facts: IncidentFacts, { decided, approvedAt }: ReviewFacts): Judged[] {
  const level = levelOf(policy, facts)
  if (level?.review !== 'required') return []
  const commitment = ofLevel(level, 'review')
  const why = whyNotJudged(facts)
  if (why !== null) return [notJudged(commitment, why)]
  const times = { countedFrom: closingOf(facts), doneAt: approvedAt }
  if (approvedAt !== null) return [judged(commitment, 'kept', times)]
  if (decided?.required === false)
    return [judged(commitment, 'broken', times, 'It was decided that none is held; the reason is in the thread.')]
  return [judged(commitment, 'running', times)]
}

function inTime(policy: Promising, facts: IncidentFacts, { decided, approvedAt }: ReviewFacts, now: Instant): Judged[] {
  const { severity, timeZone } = facts
  const commitment = 'afterwards/review'
  if (severity === null) return policy.postIncident?.reviewWithin ? [notJudged(commitment, whyNotJudged(facts) ?? noSeverity)] : []
  const closedAt = closingOf(facts)
  const { required, dueAt } = requirementOf(policy, { severity, closedAt, decided, approvedAt, timeZone }, now)
  if (!required || !clocksOf(policy, severity)?.reviewWithin) return []
  const why = whyNotJudged(facts)
  return [why === null ? judgedByTime(commitment, { countedFrom: closedAt, dueAt, doneAt: approvedAt }, now) : notJudged(commitment, why)]
}

/** By the time that the policy promises, not by the day that the action itself was given. */
export function actionKept(policy: Promising, facts: IncidentFacts, doneAt: Instant | null, now: Instant): Judged[] {
  const commitment = 'afterwards/actions'
  const { severity, timeZone } = facts
  if (severity === null) return policy.postIncident?.actionsDueWithin ? [notJudged(commitment, whyNotJudged(facts) ?? noSeverity)] : []
  const within = clocksOf(policy, severity)?.actionsDueWithin
  if (!within) return []
  const why = whyNotJudged(facts)
  if (why !== null) return [notJudged(commitment, why)]
  const closedAt = closingOf(facts)
  const dueAt = closedAt === null ? null : afterDuration(closedAt, countable(within), timeZone)
  return [judgedByTime(commitment, { countedFrom: closedAt, dueAt, doneAt }, now)]
}
