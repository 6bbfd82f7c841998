// One document: its versions with who approved them, its reviews, and what the caller can do and why not.
import type { z } from 'zod'
import type { Approval, Document, DocumentText, Draft, VersionLine, VersionProposal } from '../../contract/documentShapes.ts'
import { approverKind, isPersonId } from '../../core/document/approver.ts'
import { decideResume, decideRetire, decideReview } from '../../core/document/decideDocument.ts'
import { type Doer, decideApprove, decidePublish, decideWithdraw, signaturesOpenTo } from '../../core/document/decideVersion.ts'
import type { Published } from '../../core/document/history.ts'
import { effectsOf, latestProposal, proposalState } from '../../core/document/inForce.ts'
import type { Life, Proposal } from '../../core/document/life.ts'
import { lineAt, linesOf } from '../../core/document/line.ts'
import type { TextProblem } from '../../core/document/readText.ts'
import { formatInstant, type Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { mayRole, type Permission } from '../../core/people/permission.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { whoIs } from '../ledger/whoViews.ts'
import { type DocumentKey, readLife } from './actStore.ts'
import { type Around, documentLine, idsInLine, personStandings, type Shown, tenths, time, whyNot } from './documentLines.ts'
import { versionOf } from './documentStore.ts'
import { directory } from './documentViews.ts'
import { readDraftMarks, readDrafts } from './draftStore.ts'
import { listedTexts } from './listedText.ts'
import { readAs } from './putForward.ts'

type Whole = Shown & { life: Life | undefined }

export async function showDocument(tx: OrganizationTx, by: Doer, key: DocumentKey, now: Instant): Promise<z.infer<typeof Document>> {
  const one = await readWhole(tx, key, now)
  if (one === undefined) throw new Refusal('not_found', `There is no such ${key.kind} here.`)
  const { life } = one
  const around: Around = { now, by, who: await whoIs(tx, [...idsInLine(one), ...idsInLife(one)]) }
  return {
    ...documentLine(one, around),
    versions: life === undefined ? [] : [...life.published].reverse().map((published) => versionLine(life, published, around)),
    reviews: life === undefined ? [] : reviewLines(life, around),
    you: you(one, around),
  }
}

/** Folded and not as it is kept: whoever looks at one document sees what follows from what happened. */
async function readWhole(tx: OrganizationTx, { kind, documentId }: DocumentKey, now: Instant): Promise<Whole | undefined> {
  const key = { kind, documentId }
  const life = await readLife(tx, key)
  const [draft] = await readDraftMarks(tx, [key])
  if (life === undefined && draft === undefined) return undefined
  const line = life && lineAt(linesOf(life), now)
  const standings = line === undefined ? () => [] : await personStandings(tx, [{ ...key, line }], now)
  const version = line?.latest ?? null
  const owner = version === null ? null : ((await listedTexts(tx, [{ ...key, version }]))(version)?.owner ?? null)
  return { ...key, life, line, owner, draft, standings: standings(key) }
}

/** Whoever acted anywhere in it. */
function idsInLife({ life, standings }: Whole): string[] {
  return [
    ...(life?.published ?? []).map(({ by }) => by),
    ...(life?.proposals ?? []).flatMap(({ by, approvals, effect, withdrawn, terms }) => [
      ...[by, effect?.by ?? by, withdrawn?.by ?? by, ...approvals.map((one) => one.by)],
      ...[...terms.approvers, ...(terms.acknowledge?.by ?? [])].filter(isPersonId),
    ]),
    ...(life?.reviews ?? []).flatMap(({ by, takenBack }) => [by, takenBack?.by ?? by]),
    ...(life?.retirements ?? []).map(({ by }) => by),
    ...standings.map(({ person }) => person),
  ]
}

/** Why the caller can neither approve nor publish it. */
function cannotApprove(life: Life, proposal: Proposal, { by, now }: Around): string | null {
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

function you({ life, line, standings }: Whole, { by, now }: Around): z.infer<typeof Document>['you'] {
  const own = standings.find(({ person }) => person === by.id)
  const inForce = line?.inForce ?? null
  const none = 'Nothing of it was proposed yet.'
  return {
    acknowledge: own === undefined ? null : { state: own.state, due_at: time(own.dueAt) },
    cannot_review:
      life === undefined || inForce === null
        ? 'No version of it is in force.'
        : (notAllowed(by, 'document:write') ?? whyNot(() => decideReview(life, inForce.version, '', by, now, 'UTC'))),
    cannot_retire: life === undefined ? none : (notAllowed(by, 'document:publish') ?? whyNot(() => decideRetire(life, '', now))),
    cannot_resume: life === undefined ? none : (notAllowed(by, 'document:publish') ?? whyNot(() => decideResume(life, '', now))),
  }
}

function notAllowed(by: Doer, permission: Permission): string | null {
  if (by.kind !== 'person') return 'Only a person can do this, not an API token.'
  return by.role !== null && mayRole(by.role, permission) ? null : 'Your role does not include it.'
}

function versionLine(life: Life, { version, number, title, at, by }: Published, around: Around): z.infer<typeof VersionLine> {
  const proposal = latestProposal(life, version)
  const isProposed = proposal !== undefined && !(proposal.effect?.basis === 'shipped')
  const withdrawn = proposal?.withdrawn ?? null
  return {
    ...{ number, hash: version, title, published_at: formatInstant(at), published_by: around.who(by) },
    state: proposal === undefined ? 'superseded' : proposalState(life, proposal, around.now),
    proposal: isProposed ? versionProposal(life, proposal, around) : null,
    in_force: effectsOf(life, version, around.now).map(({ from, until, effect }) => ({
      ...{ from: formatInstant(from), until: time(until), basis: effect.basis },
    })),
    withdrawn: withdrawn && { at: formatInstant(withdrawn.at), by: around.who(withdrawn.by), reason: withdrawn.reason },
  }
}

function versionProposal(life: Life, proposal: Proposal, around: Around): z.infer<typeof VersionProposal> {
  const { at, by, note, takesEffectAt, emergency, terms, approvals, origin, author } = proposal
  const { quorum } = terms
  const unsigned = approvals.map((approval) => ({ approval, shape: approvalShape(proposal, approval, around) }))
  const mayWithdraw = around.by.role !== null && mayRole(around.by.role, 'document:write')
  const open = cannotApprove(life, proposal, around)
  return {
    ...{ at: formatInstant(at), by: around.who(by), note, takes_effect_at: time(takesEffectAt), emergency, quorum },
    approvers: terms.approvers.map((word) => {
      const place = unsigned.findIndex(({ approval }) => approval.as === word)
      const signed = place < 0 ? undefined : unsigned.splice(place, 1)[0]
      const kind = approverKind(word)
      return { entry: word, kind, name: kind === 'person' ? around.who(word).name : null, approval: signed?.shape ?? null }
    }),
    approvals_missing: Math.max(0, (quorum === 0 && emergency !== null ? 1 : quorum) - approvals.length),
    needs_publishing: quorum === 0,
    origin: origin && { ...origin, author },
    you_sign_as: open === null && quorum > 0 ? signaturesOpenTo(proposal, around.by) : [],
    you_cannot: open,
    you_cannot_withdraw: mayWithdraw
      ? whyNot(() => decideWithdraw(life, proposal.version, '', around.by, around.now))
      : 'Your role does not include it.',
  }
}

export function approvalShape(
  proposal: Proposal,
  { by, as, at }: Proposal['approvals'][number],
  { who }: Pick<Around, 'who'>,
): z.infer<typeof Approval> {
  const late = proposal.effect !== null && at > proposal.effect.from ? tenths(at - proposal.effect.from) : null
  return { by: who(by), as, at: formatInstant(at), late_days: late }
}

function reviewLines(life: Life, { who }: Around): z.infer<typeof Document>['reviews'] {
  return [...life.reviews].reverse().map(({ position, at, by, version, reason, takenBack }) => ({
    ...{ position, at: formatInstant(at), by: who(by), reason },
    version: { number: life.published.find((one) => one.version === version)?.number ?? 0, hash: version },
    taken_back: takenBack && { at: formatInstant(takenBack.at), by: who(takenBack.by), reason: takenBack.reason },
  }))
}

export function problemShape({ rule, message, position, refuses }: TextProblem) {
  return { rule, message, line: position.line, column: position.column, refuses }
}

export async function showText(tx: OrganizationTx, key: DocumentKey, version: string, now: Instant): Promise<z.infer<typeof DocumentText>> {
  const stored = await versionOf(tx, key.kind, key.documentId, version)
  if (stored === undefined) throw new Refusal('not_found', 'There is no such version.')
  const { problems } = readAs(key, stored.markdown, await directory(tx, now))
  const { number, title, markdown } = stored
  return { kind: key.kind, id: key.documentId, number, hash: version, title, markdown, problems: problems.map(problemShape) }
}

export async function showDraft(tx: OrganizationTx, key: DocumentKey, now: Instant): Promise<z.infer<typeof Draft>> {
  const [draft] = await readDrafts(tx, key)
  if (draft === undefined) return { revision: 0, markdown: null, saved_at: null, saved_by: null, problems: [] }
  const who = await whoIs(tx, [draft.savedBy])
  const problems = draft.markdown === null ? [] : readAs(key, draft.markdown, await directory(tx, now)).problems
  return {
    ...{ revision: draft.revision, markdown: draft.markdown, saved_at: formatInstant(draft.savedAt), saved_by: who(draft.savedBy) },
    problems: problems.map(problemShape),
  }
}
