// May this text be proposed, approved, put in force, withdrawn? And what is it that happens then.

import type { Role } from '../kernel/actor.ts'
import { dateAt } from '../kernel/deadline.ts'
import { formatInstant, type Instant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import { mayRole } from '../people/permission.ts'
import type { NewAct } from './act.ts'
import { isAuthor, roleNamed } from './approver.ts'
import type { DocumentKind } from './documentVersion.ts'
import { inForceAt, isUnapproved, latestProposal, proposalState, retiredAt } from './inForce.ts'
import type { Basis, Life, Proposal } from './life.ts'
import { type Terms, termsSaid } from './terms.ts'

/** Whoever acts, with the address by which git or a text may name them. */
export type Doer = { kind: 'person' | 'token' | 'system'; id: string; name: string; role: Role | null; email: string | null }

export type ProposalRequest = {
  kind: DocumentKind
  version: string
  number: number
  terms: Terms
  note: string | null
  takesEffectAt: Instant | null
  emergency: string | null
  origin: { repository: string | null; commit: string | null; author: string | null; path: string | null } | null
}

function may(by: Doer, permission: 'document:publish'): boolean {
  return by.role !== null && mayRole(by.role, permission)
}

/** The next position belongs to the proposal itself; `zone` is the organization's, in which what it promises is counted. */
export function decidePropose(life: Life | undefined, request: ProposalRequest, by: Doer, now: Instant, zone: string): NewAct[] {
  const { kind, version, terms, takesEffectAt, emergency, note, origin } = request
  if (life !== undefined) refuseRepeated(life, version, now)
  if (takesEffectAt !== null && takesEffectAt < now) {
    throw new Refusal('invalid_request', 'A version takes effect from now on at the earliest: nothing is back-dated.', {
      fields: [{ path: '/takes_effect_at', message: 'not before now' }],
    })
  }
  if (emergency !== null) refuseEmergency(kind, takesEffectAt, by)
  const position = life?.next.position ?? 0
  const proposed: NewAct = {
    what: 'proposed',
    version,
    author: origin?.author ?? null,
    said: {
      ...termsSaid(terms),
      ...{ note, takes_effect_at: takesEffectAt, emergency },
      ...{ repository: origin?.repository ?? null, commit: origin?.commit ?? null, path: origin?.path ?? null },
    },
  }
  const effect = (basis: Basis) => effectOf(request, position, basis, takesEffectAt ?? now, zone, emergency)
  if (terms.quorum === 0 && may(by, 'document:publish')) return [proposed, effect('published')]
  return emergency === null ? [proposed] : [proposed, effect('emergency')]
}

function refuseRepeated(life: Life, version: string, now: Instant): void {
  if (retiredAt(life, now) !== undefined) throw new Refusal('state_not_possible', 'The document is retired: take it up again first.')
  const latest = latestProposal(life, version)
  if (latest === undefined) return
  const state = proposalState(life, latest, now)
  if (state === 'in-force') throw new Refusal('nothing_changed', 'This very text is in force.')
  if (state === 'proposed') throw new Refusal('nothing_changed', 'This very text is proposed already.')
  if (state === 'approved') throw new Refusal('nothing_changed', 'This very text is approved and takes effect later.')
}

function refuseEmergency(kind: DocumentKind, takesEffectAt: Instant | null, by: Doer): void {
  if (takesEffectAt !== null) throw new Refusal('invalid_request', 'An emergency change takes effect now: leave the instant out.')
  if (kind === 'runbook' || may(by, 'document:publish')) return
  throw new Refusal('role_needed', 'An emergency change of a policy needs somebody who may publish.')
}

type Effecting = Pick<ProposalRequest, 'version' | 'number' | 'terms'>

/** Everything that an answer about the past needs stands in the entry itself. */
function effectOf(
  { version, number, terms }: Effecting,
  proposal: number,
  basis: Basis,
  from: Instant,
  zone: string,
  reason: string | null,
): NewAct {
  return { what: 'in_force', version, said: { ...termsSaid(terms), number, proposal, basis, from, zone, emergency: reason } }
}

/** What comes with the software takes effect by itself, but never instead of a text that the organization made its own: then it is proposed. */
export function decideShipped(life: Life | undefined, version: string, number: number, terms: Terms, now: Instant, zone: string): NewAct[] {
  const isOwn =
    life?.proposals.some(({ effect }) => effect !== null && effect.basis !== 'shipped') || (life !== undefined && retiredAt(life, now))
  if (!isOwn)
    return [{ what: 'in_force', version, said: { ...termsSaid(terms), number, basis: 'shipped', from: now, zone, emergency: null } }]
  const note = 'It came with a new version of the software.'
  const none = { takes_effect_at: null, emergency: null, repository: null, commit: null, path: null }
  return [{ what: 'proposed', version, said: { ...termsSaid(terms), note, ...none } }]
}

/** Waiting for approval, before it takes effect or after an emergency. */
export function isOpen(life: Life, proposal: Proposal, now: Instant): boolean {
  return (
    proposalState(life, proposal, now) === 'proposed' ||
    (proposal.withdrawn === null && proposal.effect?.basis === 'emergency' && isUnapproved(proposal))
  )
}

function openProposal(life: Life, version: string, now: Instant): Proposal {
  const proposal = latestProposal(life, version)
  if (proposal === undefined) throw new Refusal('state_not_possible', 'This version was not proposed.')
  if (isOpen(life, proposal, now)) return proposal
  const state = proposalState(life, proposal, now)
  const because: Record<typeof state, string> = {
    proposed: '',
    approved: 'It is approved already, and takes effect later.',
    'in-force': 'It is in force already.',
    superseded: 'A later version took effect: propose this text again if it is still wanted.',
    withdrawn: `It was withdrawn: ${proposal.withdrawn?.reason ?? ''}`,
  }
  throw new Refusal('state_not_possible', because[state])
}

/** All of a proposal that it depends on who may sign. */
export type Signable = {
  by: string
  author: string | null
  approvals: readonly { by: string; as: string | null }[]
  terms: Pick<Terms, 'approvers' | 'quorum'>
}

/** The approvers that nobody has signed for yet; the same word may stand twice. */
export function missingApprovers({ terms, approvals }: Pick<Signable, 'terms' | 'approvals'>): string[] {
  const signed = approvals.map((approval) => approval.as)
  return terms.approvers.filter((word) => {
    const place = signed.indexOf(word)
    if (place < 0) return true
    signed.splice(place, 1)
    return false
  })
}

function couldSign(word: string, by: Doer): boolean {
  if (word === by.id) return true
  const role = roleNamed(word)
  if (role !== undefined) return by.role === role
  return !word.startsWith('per_') && may(by, 'document:publish')
}

/** For whom somebody can sign: what names them comes before titles. */
export function signaturesOpenTo(proposal: Signable, by: Doer): string[] {
  const open = [...new Set(missingApprovers(proposal))].filter((word) => couldSign(word, by))
  const isNamed = (word: string) => word === by.id || roleNamed(word) !== undefined
  return [...open.filter(isNamed), ...open.filter((word) => !isNamed(word))]
}

function signature(proposal: Proposal, as: string | null, by: Doer): string {
  const choices = signaturesOpenTo(proposal, by)
  const [first, ...others] = choices
  if (as !== null) {
    if (choices.includes(as)) return as
    if (!proposal.terms.approvers.includes(as)) throw new Refusal('role_needed', `The text names no approver “${as}”.`)
    const isMissing = missingApprovers(proposal).includes(as)
    throw isMissing
      ? new Refusal('role_needed', `You cannot sign as “${as}”.`)
      : new Refusal('already_approved', `Somebody signed as “${as}” already.`)
  }
  if (first === undefined)
    throw new Refusal('role_needed', 'The text does not name you as an approver, nor anything that you could sign as.')
  const isTitle = first !== by.id && roleNamed(first) === undefined
  if (isTitle && others.length > 0) throw new Refusal('role_needed', `Say as whom you approve: ${choices.join(', ')}.`)
  return first
}

export function decideApprove(life: Life, version: string, as: string | null, by: Doer, now: Instant, zone: string): NewAct[] {
  const proposal = openProposal(life, version, now)
  if (proposal.terms.quorum === 0)
    throw new Refusal('state_not_possible', 'The text names no approvers: somebody who may publish puts it in force.')
  if (proposal.by === by.id) throw new Refusal('second_person_needed', 'Whoever proposed a version does not approve it.')
  if (by.email !== null && isAuthor(proposal.author, by.email)) {
    throw new Refusal('second_person_needed', 'Git names you as the author of this text: somebody else approves it.')
  }
  const before = proposal.approvals.find((one) => one.by === by.id)
  if (before !== undefined) throw new Refusal('already_approved', `You approved it on ${dateAt(before.at, zone)}.`)
  const approved: NewAct = { what: 'approved', version, said: { proposal: proposal.order, as: signature(proposal, as, by) } }
  const isLast = proposal.approvals.length + 1 >= proposal.terms.quorum
  if (!isLast || proposal.effect !== null) return [approved]
  const from = Math.max(now, proposal.takesEffectAt ?? now) as Instant
  return [approved, effectOf(proposal, proposal.order, 'approved', from, zone, null)]
}

/** Could somebody approve or publish what is open? As `decideApprove` and `decidePublish` decide it, without saying why not. */
export function couldDecide(open: Signable, by: Doer): boolean {
  const { quorum } = open.terms
  if (by.kind !== 'person' || by.role === null || !mayRole(by.role, quorum > 0 ? 'document:approve' : 'document:publish')) return false
  if (quorum === 0) return true
  const isTheirs = open.by === by.id || (by.email !== null && isAuthor(open.author, by.email))
  return !isTheirs && !open.approvals.some((one) => one.by === by.id) && signaturesOpenTo(open, by).length > 0
}

/** Whoever may publish may put in force what names no approvers, also their own; after an emergency they vouch for it. */
export function decidePublish(life: Life, version: string, now: Instant, zone: string): NewAct[] {
  const proposal = openProposal(life, version, now)
  if (proposal.terms.quorum > 0)
    throw new Refusal('state_not_possible', 'The text names approvers: it takes effect when they have approved it.')
  if (proposal.effect !== null) return [{ what: 'approved', version, said: { proposal: proposal.order, as: null } }]
  const from = Math.max(now, proposal.takesEffectAt ?? now) as Instant
  return [effectOf(proposal, proposal.order, 'published', from, zone, null)]
}

export function decideWithdraw(life: Life, version: string, reason: string, by: Doer, now: Instant): NewAct[] {
  const proposal = latestProposal(life, version)
  if (proposal === undefined) throw new Refusal('state_not_possible', 'This version was not proposed.')
  const state = proposalState(life, proposal, now)
  if (state === 'withdrawn') throw new Refusal('state_not_possible', 'It is withdrawn already.')
  if (proposal.effect !== null && proposal.effect.from <= now) {
    throw new Refusal(
      'state_not_possible',
      `It took effect on ${formatInstant(proposal.effect.from)}: propose another text, or retire the document.`,
    )
  }
  if (proposal.by !== by.id && !may(by, 'document:publish')) {
    throw new Refusal('role_needed', 'Whoever proposed it withdraws it, or somebody who may publish.')
  }
  return [{ what: 'withdrawn', version, said: { proposal: proposal.order, reason } }]
}

export function requireInForce(life: Life, version: string, now: Instant) {
  const inForce = inForceAt(life, now)
  if (inForce === undefined) throw new Refusal('state_not_possible', 'No version of it is in force.')
  if (inForce.version !== version) throw new Refusal('state_not_possible', `Version ${inForce.number} is in force now: look at that one.`)
  return inForce
}
