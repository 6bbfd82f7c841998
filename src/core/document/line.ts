// What lists show of a document, from its life: instants that standings follow from, and nothing that passes by itself.
import type { Instant } from '../kernel/instant.ts'
import { isOpen, type Signable } from './decideVersion.ts'
import { type InForce, inForceAt, isUnapproved, latestProposal, openProposals, proposalState, retiredAt } from './inForce.ts'
import type { Basis, Life, Proposal } from './life.ts'
import { type Look, lookAt, looksOf, type Standing, standingOf } from './reviewDue.ts'
import type { AcknowledgeTerms } from './terms.ts'

/** Changes whenever lines of the same lives become others: those that were kept are made again. */
export const lineForm = 1

export type Line = {
  /** It is so from then on, and up to then where it changes although nothing happens: a version takes effect later. */
  since: Instant
  until: Instant | null
  title: string
  /** The version in force, else what was put forward last. */
  latest: string | null
  inForce: LineInForce | null
  next: { number: number; version: string; from: Instant } | null
  waiting: LineWaiting[]
  /** Only while a version is in force. */
  look: LineLook | null
  retired: { at: Instant; by: string; reason: string } | null
  /** Of each that waits, in the same order: all that it depends on who may sign. */
  openTo: LineOpen[]
}

export type LineInForce = {
  number: number
  version: string
  effect: { from: Instant; basis: Basis; zone: string }
  terms: { quorum: number; acknowledge: AcknowledgeTerms | null }
  isUnapproved: boolean
}
export type LineWaiting = Pick<Proposal, 'number' | 'version' | 'at' | 'by' | 'emergency' | 'takesEffectAt'> & { title: string }
export type LineLook = Pick<Look, 'at' | 'every' | 'grace' | 'due' | 'overdue'>
export type LineOpen = Signable & { isOpen: boolean }

/** How many versions and acts a line was made from: where there are more by now it is made again. */
export function countedIn({ published, next }: Life): number {
  return published.length + next.position
}

/** The first one counts from ever: nothing is asked about lines but how they are. */
export function linesOf(life: Life): Line[] {
  const begin = life.next.notBefore ?? life.published.at(-1)?.at ?? (0 as Instant)
  const later = life.proposals.flatMap(({ effect, withdrawn }) => (effect === null || withdrawn !== null ? [] : [effect.from]))
  const cuts = [begin, ...[...new Set(later)].filter((at) => at > begin).sort((left, right) => left - right)]
  const looks = looksOf(life)
  return cuts.map((at, place) => lineFrom(life, looks, at, { since: place === 0 ? (0 as Instant) : at, until: cuts[place + 1] ?? null }))
}

export function lineAt(lines: readonly Line[], now: Instant): Line | undefined {
  return lines.find(({ since, until }) => since <= now && (until === null || until > now))
}

function lineFrom(life: Life, looks: readonly Look[], at: Instant, span: Pick<Line, 'since' | 'until'>): Line {
  const inForce = inForceAt(life, at)
  const published = (version: string | undefined) => life.published.find((one) => one.version === version)
  const last = life.published.at(-1)
  const next = life.proposals.find((proposal) => proposalState(life, proposal, at) === 'approved')
  const look = inForce === undefined ? null : lookAt(looks, at)
  const retired = retiredAt(life, at)
  const open = openProposals(life, at)
  return {
    ...span,
    title: (published(inForce?.version) ?? last)?.title || life.documentId,
    latest: inForce?.version ?? last?.version ?? null,
    inForce: inForce === undefined ? null : lineInForce(inForce),
    next: next?.effect ? { number: next.number, version: next.version, from: next.effect.from } : null,
    waiting: open.map(({ number, version, at: proposedAt, by, emergency, takesEffectAt }) => ({
      ...{ number, version, title: published(version)?.title ?? '', at: proposedAt, by, emergency, takesEffectAt },
    })),
    look: look && { at: look.at, every: look.every, grace: look.grace, due: look.due, overdue: look.overdue },
    retired: retired === undefined ? null : { at: retired.at, by: retired.by, reason: retired.reason },
    openTo: open.map((proposal) => lineOpen(life, proposal, at)),
  }
}

function lineInForce(inForce: InForce): LineInForce {
  const { number, version, effect, terms } = inForce
  return {
    ...{ number, version, effect: { from: effect.from, basis: effect.basis, zone: effect.zone } },
    terms: { quorum: terms.quorum, acknowledge: terms.acknowledge },
    isUnapproved: isUnapproved(inForce),
  }
}

/** A version that was put forward twice is decided about as it was put forward last. */
function lineOpen(life: Life, proposal: Proposal, at: Instant): LineOpen {
  const { by, author, terms, approvals } = latestProposal(life, proposal.version) ?? proposal
  return {
    ...{ by, author, approvals: approvals.map((one) => ({ by: one.by, as: one.as })) },
    terms: { approvers: terms.approvers, quorum: terms.quorum },
    isOpen: isOpen(life, latestProposal(life, proposal.version) ?? proposal, at),
  }
}

/** Whether its review is due, at an instant in which the line is so. */
export function reviewOf({ look }: Pick<Line, 'look'>, now: Instant): Standing<LineLook> {
  return standingOf(look, now)
}
