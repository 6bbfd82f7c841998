// The obligations of one incident as they stand: proposed by what is known, counted, decided, sent or not.
import type { Clocks } from './clock.ts'
import type { CustomerContract } from './contract.ts'
import { type Due, type DueContext, dueOf } from './due.ts'
import type { Interview } from './interview.ts'
import { byUrgency, lateBy } from './lateness.ts'
import { type Proposal, proposeObligations, type RuledOut } from './proposeObligations.ts'
import type { Catalogue, Rule } from './rule.ts'

export type Decided = { readonly rule: string; readonly answer: 'accept' | 'decline' | 'ask-counsel' }
export type SentNotice = { readonly rule: string; readonly at: number; readonly lateBy: number | null }

export type Asked<Decision extends Decided, Sent extends SentNotice> = {
  readonly catalogue: Catalogue
  readonly interview: Interview
  readonly contracts: readonly CustomerContract[]
  /** The policy's own duties at the severity in force. */
  readonly policyRules: readonly Rule[]
  readonly clocks: Clocks
  /** Oldest first. */
  readonly decisions: readonly Decision[]
  readonly sent: readonly Sent[]
}

export type Standing<Decision extends Decided, Sent extends SentNotice> = Proposal & {
  readonly due: Due
  readonly decisions: readonly Decision[]
  /** The first time it was told: what came after was a correction. */
  readonly sent: Sent | null
  /** Seconds past the strict instant: as it was judged when it was sent, until then as it is now. */
  readonly lateBy: number | null
}

export type Obligations<Decision extends Decided, Sent extends SentNotice> = {
  readonly standing: readonly Standing<Decision, Sent>[]
  readonly ruledOut: readonly RuledOut[]
}

export function obligationsOf<Decision extends Decided, Sent extends SentNotice>(
  asked: Asked<Decision, Sent>,
  context: DueContext,
): Obligations<Decision, Sent> {
  const { proposed, ruledOut } = proposeObligations(withPolicy(asked), asked.interview, asked.contracts)
  const touched = new Set([...asked.decisions, ...asked.sent].map(({ rule }) => rule))
  // What somebody decided about, or told already, does not vanish when a later answer rules it out.
  const kept = ruledOut.filter(({ rule }) => touched.has(rule.id)).map(keptInSight)
  const standing = [...proposed, ...kept].map((proposal) => stand(proposal, asked, context))
  return { standing: standing.sort(nearestFirst), ruledOut: ruledOut.filter(({ rule }) => !touched.has(rule.id)) }
}

function withPolicy({ catalogue, policyRules }: Pick<Asked<Decided, SentNotice>, 'catalogue' | 'policyRules'>): Catalogue {
  return { ...catalogue, rules: [...policyRules, ...catalogue.rules] }
}

function keptInSight({ rule, because }: RuledOut): Proposal {
  return { rule, verdict: 'may-apply', why: because, unknown: [], toJudge: rule.threshold ?? rule.obligation.threshold }
}

function stand<Decision extends Decided, Sent extends SentNotice>(
  proposal: Proposal,
  { clocks, decisions, sent }: Asked<Decision, Sent>,
  context: DueContext,
): Standing<Decision, Sent> {
  const due = dueOf(proposal.rule, clocks, context)
  const own = sent.filter(({ rule }) => rule === proposal.rule.id).sort((left, right) => left.at - right.at)
  const first = own[0] ?? null
  return {
    ...proposal,
    due,
    decisions: decisions.filter(({ rule }) => rule === proposal.rule.id),
    sent: first,
    lateBy: first === null ? lateBy(due, context.now) : first.lateBy,
  }
}

/** What is still to be told before what was told or declined; among each the nearest instant first. */
function nearestFirst(left: Standing<Decided, SentNotice>, right: Standing<Decided, SentNotice>): number {
  return Number(isSettled(left)) - Number(isSettled(right)) || byUrgency(left.due, right.due)
}

function isSettled({ sent, decisions }: Standing<Decided, SentNotice>): boolean {
  return sent !== null || decisions.at(-1)?.answer === 'decline'
}

/** Nothing is left to be answered: only a person can say whether it is taken on. */
export function awaitsDecision({ rule, unknown, decisions, sent }: Standing<Decided, SentNotice>): boolean {
  const latest = decisions.at(-1)?.answer
  if (sent !== null || latest === 'accept' || latest === 'decline') return false
  return latest === 'ask-counsel' || (unknown.length === 0 && rule.obligation.status === 'in_force')
}

/** Taken on, past its strict instant, and not told. */
export function isOverdue({ decisions, sent, lateBy: late }: Standing<Decided, SentNotice>): boolean {
  return sent === null && late !== null && decisions.at(-1)?.answer === 'accept'
}
