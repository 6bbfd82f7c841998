// Documents as a list shows them: what is in force, waiting, due and missing, as of one instant.
import type { z } from 'zod'
import type { DocumentLine, ReviewStanding } from '../../contract/documentShapes.ts'
import { countsOf, type PersonStanding, rulesOf, standingsAt } from '../../core/document/acknowledgement.ts'
import { isPersonId } from '../../core/document/approver.ts'
import { type Doer, decideApprove, decidePublish, missingApprovers, signaturesOpenTo } from '../../core/document/decideVersion.ts'
import { historyKey } from '../../core/document/history.ts'
import { type InForce, inForceAt, isUnapproved, proposalState, retiredAt, waitingProposals } from '../../core/document/inForce.ts'
import type { Life, Proposal } from '../../core/document/life.ts'
import { looksOf, standingAt } from '../../core/document/reviewDue.ts'
import { day, formatInstant, type Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { Membership } from '../../core/people/membership.ts'
import { mayRole } from '../../core/people/permission.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { type WhoLine, whoIs } from '../ledger/whoViews.ts'
import { type KeptAcknowledgement, readAcknowledgements, readMemberships } from './acknowledgementStore.ts'
import { type DocumentKey, readLives } from './actStore.ts'
import { readDrafts, type StoredDraft } from './draftStore.ts'
import { ownersOf } from './frontMatter.ts'

/** A document with everything that its line is made of. */
export type Shown = {
  key: DocumentKey
  life: Life | undefined
  draft: StoredDraft | undefined
  inForce: InForce | undefined
  standings: PersonStanding[]
}

export type Around = {
  now: Instant
  by: Doer
  who: (id: string) => WhoLine
  owner: (version: string) => string | null
  people: readonly Membership[]
}

export const time = (at: Instant | null | undefined) => (at === null || at === undefined ? null : formatInstant(at))
export const tenths = (milliseconds: number) => Math.round((milliseconds / day) * 10) / 10

/** Everything there is, or one document. */
export async function readShown(
  tx: OrganizationTx,
  by: Doer,
  now: Instant,
  only: Partial<DocumentKey> = {},
): Promise<{ shown: Shown[]; around: Around }> {
  const lives = await readLives(tx, only)
  const drafts = new Map((await readDrafts(tx, only)).map((draft) => [historyKey(draft), draft]))
  const people = await readMemberships(tx)
  const acknowledged = Map.groupBy(await readAcknowledgements(tx, only), historyKey)
  const keys = new Set([...lives.keys(), ...[...drafts].filter(([, { markdown }]) => markdown !== null).map(([key]) => key)])
  const shown = [...keys].flatMap((name): Shown[] => {
    const [life, draft] = [lives.get(name), drafts.get(name)]
    const key = life ?? draft
    if (key === undefined) return []
    return [shownOf({ kind: key.kind, documentId: key.documentId }, life, draft, { people, acknowledged, now })]
  })
  const around = { now, by, people, who: await whoIs(tx, idsIn(shown)), owner: await ownersOf(tx, shown.flatMap(named)) }
  return { shown, around }
}

type Known = { people: readonly Membership[]; acknowledged: ReadonlyMap<string, readonly KeptAcknowledgement[]>; now: Instant }

function shownOf(key: DocumentKey, life: Life | undefined, draft: StoredDraft | undefined, { people, acknowledged, now }: Known): Shown {
  const inForce = life && inForceAt(life, now)
  const standings = standingsAt(inForce, people, acknowledged.get(historyKey(key)) ?? [], now)
  return { key, life, draft: draft?.markdown === null ? undefined : draft, inForce, standings }
}

function latest({ life, inForce }: Shown): string | undefined {
  return inForce?.version ?? life?.published.at(-1)?.version
}

function named(one: Shown): (DocumentKey & { version: string })[] {
  const version = latest(one)
  return version === undefined ? [] : [{ ...one.key, version }]
}

/** Whoever acted anywhere in the lives that are shown. */
function idsIn(shown: readonly Shown[]): string[] {
  return shown.flatMap(({ life, draft, standings }) => [
    ...(life?.published ?? []).map(({ by }) => by),
    ...(life?.proposals ?? []).flatMap(({ by, approvals, effect, withdrawn, terms }) => [
      ...[by, effect?.by ?? by, withdrawn?.by ?? by, ...approvals.map((one) => one.by)],
      ...[...terms.approvers, ...(terms.acknowledge?.by ?? [])].filter(isPersonId),
    ]),
    ...(life?.reviews ?? []).flatMap(({ by, takenBack }) => [by, takenBack?.by ?? by]),
    ...(life?.retirements ?? []).map(({ by }) => by),
    ...(draft === undefined ? [] : [draft.savedBy]),
    ...standings.map(({ person }) => person),
  ])
}

/** In the words of the refusal; null where it would be done. */
export function whyNot(decide: () => unknown): string | null {
  try {
    decide()
    return null
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
}

/** Why the caller can neither approve nor publish it. */
export function cannotApprove(life: Life, proposal: Proposal, { by, now }: Around): string | null {
  const permission = proposal.terms.quorum > 0 ? ('document:approve' as const) : ('document:publish' as const)
  if (by.kind !== 'person') return 'Only a person can do this, not an API token.'
  if (by.role === null || !mayRole(by.role, permission)) return 'Your role does not include it.'
  const as = signaturesOpenTo(proposal, by)[0] ?? null
  return whyNot(() =>
    proposal.terms.quorum > 0
      ? decideApprove(life, proposal.version, as, by, now, 'UTC')
      : decidePublish(life, proposal.version, now, 'UTC'),
  )
}

export function waitsFor(proposal: Proposal, who: Around['who']): string[] {
  if (proposal.terms.quorum === 0) return ['somebody who may publish']
  return missingApprovers(proposal).map((word) => (isPersonId(word) ? who(word).name : word))
}

export function titleOfShown({ key, life, inForce }: Shown): string {
  const version = inForce?.version
  const published = life?.published.find((one) => one.version === version) ?? life?.published.at(-1)
  return published === undefined || published.title === '' ? key.documentId : published.title
}

export function reviewStanding(life: Life | undefined, now: Instant): z.infer<typeof ReviewStanding> {
  const { state, look } = standingAt(life === undefined ? [] : looksOf(life), now)
  return {
    ...{ state, every: look?.every ?? null, grace: look?.grace ?? null, looked_at: time(look?.at) },
    ...{ due_at: time(look?.due?.at), overdue_at: time(look?.overdue?.at) },
    overdue_days: state === 'overdue' && look?.overdue ? tenths(now - look.overdue.over) : null,
  }
}

export function documentLine(one: Shown, around: Around): z.infer<typeof DocumentLine> {
  const { key, life, draft, inForce, standings } = one
  const { now, who, owner } = around
  const version = latest(one)
  const retired = life && retiredAt(life, now)
  const next = life?.proposals.find((proposal) => proposalState(life, proposal, now) === 'approved')
  return {
    ...{ kind: key.kind, id: key.documentId, title: titleOfShown(one), owner: version === undefined ? null : owner(version) },
    in_force: inForce
      ? {
          ...{ number: inForce.number, hash: inForce.version, from: formatInstant(inForce.effect.from), basis: inForce.effect.basis },
          unapproved: isUnapproved(inForce),
        }
      : null,
    next: next?.effect ? { number: next.number, hash: next.version, from: formatInstant(next.effect.from) } : null,
    waiting: life === undefined ? [] : openProposals(life, now).map((proposal) => waitingLine(life, proposal, around)),
    draft: draft ? { revision: draft.revision, saved_at: formatInstant(draft.savedAt), saved_by: who(draft.savedBy) } : null,
    review: reviewStanding(inForce === undefined ? undefined : life, now),
    acknowledgement: rulesOf(inForce) === null ? null : countsOf(standings),
    retired: retired ? { at: formatInstant(retired.at), by: who(retired.by), reason: retired.reason } : null,
  }
}

/** Also those that took effect before their approval, until it came. */
export function openProposals(life: Life, now: Instant): Proposal[] {
  const inForce = inForceAt(life, now)
  const unapproved = inForce?.effect.basis === 'emergency' && isUnapproved(inForce) ? [inForce] : []
  return [...unapproved, ...waitingProposals(life, now)]
}

function waitingLine(life: Life, proposal: Proposal, around: Around): z.infer<typeof DocumentLine>['waiting'][number] {
  const { number, version, at, by, approvals, terms, emergency } = proposal
  const title = life.published.find((one) => one.version === version)?.title ?? ''
  return {
    ...{ number, hash: version, title, proposed_at: formatInstant(at), proposed_by: around.who(by), approvals: approvals.length },
    ...{
      quorum: terms.quorum,
      emergency,
      waits_for: waitsFor(proposal, around.who),
      you_can: cannotApprove(life, proposal, around) === null,
    },
  }
}
