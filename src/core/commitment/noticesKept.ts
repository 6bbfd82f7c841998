// Was everybody told whom the policy promises to tell? By the same counting as their due dates, and as late as it was judged when it went out.
import type { Instant } from '../kernel/instant.ts'
import { instantOf } from '../obligation/anchor.ts'
import type { ClockReading } from '../obligation/clock.ts'
import { type Due, dueOf } from '../obligation/due.ts'
import { policyRules } from '../obligation/policyDuty.ts'
import type { Policy } from '../policy/policy.ts'
import { type IncidentFacts, levelOf, notJudged, ofLevel, whyNotJudged } from './incidentFacts.ts'
import { isPast, type Judged, judged } from './outcome.ts'

type Promising = Pick<Policy, 'id' | 'title' | 'severities'>

export type NoticeSent = { notice: string; rule: string; at: Instant; dueAt: Instant | null; lateBy: number | null }

export type NoticeFacts = {
  readings: readonly ClockReading[]
  /** Oldest first; the latest of a rule stands. */
  decisions: readonly { rule: string; answer: 'accept' | 'decline' | 'ask-counsel' }[]
  sent: readonly NoticeSent[]
}

/** With the notice that it was told by, if it was. */
export type NoticeJudged = Judged & { notice: string | null }

export function noticesKept(policy: Promising, facts: IncidentFacts, told: NoticeFacts, now: Instant): NoticeJudged[] {
  const level = levelOf(policy, facts)
  if (level === undefined) return []
  const rules = policyRules(policy, level.level)
  return level.notify.flatMap((duty, place): NoticeJudged[] => {
    const rule = rules[place]
    if (rule === undefined) return []
    const commitment = ofLevel(level, `notify/${duty.whom}`)
    const first = told.sent.filter((one) => one.rule === rule.id).sort((left, right) => left.at - right.at)[0]
    const context = { now, zone: null, calendar: null, calendars: new Map() }
    const due = dueOf(rule, { readings: told.readings, filings: [] }, context)
    const noClock = due.kind === 'no-deadline' ? `It is counted from “${duty.from}”, which is no clock that is kept here.` : null
    if (first !== undefined && facts.severity !== null) return [{ ...asSent(commitment, first, due, noClock), notice: first.notice }]
    const declined = told.decisions.findLast((one) => one.rule === rule.id)?.answer === 'decline'
    const why = whyNotJudged(facts) ?? (declined ? decidedAgainst : noClock)
    return [{ ...(why === null ? notSent(commitment, due, now) : notJudged(commitment, why)), notice: null }]
  })
}

function anchorAt(due: Due): Instant | null {
  return due.kind === 'due' ? instantOf(due.anchor) : null
}

/** Told before its clock started is told in time. */
function asSent(commitment: string, { at, dueAt, lateBy }: NoticeSent, due: Due, noClock: string | null): Judged {
  const times = { countedFrom: anchorAt(due), dueAt, doneAt: at }
  if (dueAt === null && noClock !== null) return judged(commitment, 'unjudged', times, noClock)
  return judged(commitment, lateBy === null ? 'kept' : 'broken', times)
}

const decidedAgainst = 'It was decided that they are not told; the reason is in the thread.'

function notSent(commitment: string, due: Due, now: Instant): Judged {
  if (due.kind === 'due') {
    return judged(commitment, isPast(due.strict, now) ? 'broken' : 'running', { countedFrom: anchorAt(due), dueAt: due.strict })
  }
  return notJudged(commitment, 'because' in due ? due.because : due.said)
}
