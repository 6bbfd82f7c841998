// The life of a document: proposals with their approvals, what took effect when, reviews, retirements. Derived from what happened, never stored.
import type { Instant } from '../kernel/instant.ts'
import { type Act, type Source, saidInteger, saidWords } from './act.ts'
import type { DocumentHash, DocumentKind } from './documentVersion.ts'
import type { History, Published } from './history.ts'
import { noTerms, readTerms, type Terms } from './terms.ts'

/** On what a version is in force. */
export const bases = ['approved', 'published', 'emergency', 'shipped'] as const
export type Basis = (typeof bases)[number]

/** `approved`: it takes effect later. */
export const versionStates = ['proposed', 'approved', 'in-force', 'superseded', 'withdrawn'] as const
export type VersionState = (typeof versionStates)[number]

export type Said = { at: Instant; by: string; source: Source }
export type Approval = Said & { as: string | null }
export type Effect = Said & { from: Instant; basis: Basis; zone: string }

/** A version put forward once; the same text may be put forward again. */
export type Proposal = Said & {
  /** A later one goes before an earlier one, whenever they take effect. */
  order: number
  version: DocumentHash
  number: number
  terms: Terms
  author: string | null
  note: string | null
  takesEffectAt: Instant | null
  emergency: string | null
  origin: { repository: string | null; commit: string | null; path: string | null } | null
  approvals: Approval[]
  withdrawn: (Said & { reason: string }) | null
  effect: Effect | null
}

export type Review = Said & {
  position: number
  version: DocumentHash
  reason: string
  zone: string
  takenBack: (Said & { reason: string }) | null
}

/** `until`: when it was taken up again. */
export type Retirement = Said & { reason: string; until: Instant | null }

export type Life = {
  kind: DocumentKind
  documentId: string
  /** Oldest first. */
  published: readonly Published[]
  proposals: Proposal[]
  reviews: Review[]
  retirements: Retirement[]
  /** The position that the next act takes, and the instant before which it cannot lie. */
  next: { position: number; notBefore: Instant | null }
}

export function lifeOf(history: History): Life {
  const { kind, documentId, published, acts } = history
  const life: Life = {
    ...{ kind, documentId, published },
    proposals: published.filter(({ tookEffect }) => tookEffect).map(fromBefore),
    ...{ reviews: [], retirements: [] },
    next: { position: (acts.at(-1)?.position ?? -1) + 1, notBefore: acts.at(-1)?.at ?? null },
  }
  for (const act of acts) unfold[act.what](life, act)
  return life
}

const utc = 'UTC'

function fromBefore({ version, number, at, by, source }: Published): Proposal {
  const effect: Effect = { at, by, source, from: at, basis: 'shipped', zone: utc }
  return proposalOf({ at, by, source }, { order: number - 1_000_000, version, number, terms: noTerms, effect })
}

type Given = Pick<Proposal, 'order' | 'version' | 'number' | 'terms'> & Partial<Proposal>

function proposalOf(said: Said, given: Given): Proposal {
  const none = { author: null, note: null, takesEffectAt: null, emergency: null, origin: null, withdrawn: null, effect: null }
  return { ...said, ...none, approvals: [], ...given }
}

function saidBy({ at, by, source }: Act): Said {
  return { at, by, source }
}

function numberOf(life: Life, version: DocumentHash | null): number {
  return life.published.find((one) => one.version === version)?.number ?? 0
}

function proposalAt(life: Life, act: Act): Proposal | undefined {
  const position = saidInteger(act.said, 'proposal')
  return position === null ? undefined : life.proposals.find(({ order }) => order === position)
}

type Unfold = (life: Life, act: Act) => void

const unfold: Record<Act['what'], Unfold> = {
  proposed: (life, act) => {
    const { said, version, position, author } = act
    const { repository, commit, path } = {
      repository: saidWords(said, 'repository'),
      commit: saidWords(said, 'commit'),
      path: saidWords(said, 'path'),
    }
    life.proposals.push(
      proposalOf(saidBy(act), {
        ...{ order: position, version: version ?? '', number: numberOf(life, version), terms: readTerms(said), author },
        ...{ note: saidWords(said, 'note'), emergency: saidWords(said, 'emergency') },
        takesEffectAt: saidInteger(said, 'takes_effect_at') as Instant | null,
        origin: repository === null && commit === null && path === null && author === null ? null : { repository, commit, path },
      }),
    )
  },
  approved: (life, act) => {
    proposalAt(life, act)?.approvals.push({ ...saidBy(act), as: saidWords(act.said, 'as') })
  },
  in_force: (life, act) => {
    const from = (saidInteger(act.said, 'from') ?? act.at) as Instant
    const basis = bases.find((one) => one === act.said.basis) ?? 'published'
    const effect: Effect = { ...saidBy(act), from, basis, zone: saidWords(act.said, 'zone') ?? utc }
    const proposal = proposalAt(life, act)
    if (proposal !== undefined) proposal.effect = effect
    else {
      const { version, position } = act
      const given = { order: position, version: version ?? '', number: numberOf(life, version), terms: readTerms(act.said), effect }
      life.proposals.push(proposalOf(saidBy(act), given))
    }
  },
  withdrawn: (life, act) => {
    const proposal = proposalAt(life, act)
    if (proposal !== undefined) proposal.withdrawn = { ...saidBy(act), reason: saidWords(act.said, 'reason') ?? '' }
  },
  reviewed: (life, act) => {
    const { position, version, said } = act
    const [reason, zone] = [saidWords(said, 'reason') ?? '', saidWords(said, 'zone') ?? utc]
    life.reviews.push({ ...saidBy(act), position, version: version ?? '', reason, zone, takenBack: null })
  },
  review_taken_back: (life, act) => {
    const review = life.reviews.find(({ position }) => position === saidInteger(act.said, 'review'))
    if (review !== undefined) review.takenBack = { ...saidBy(act), reason: saidWords(act.said, 'reason') ?? '' }
  },
  retired: (life, act) => {
    life.retirements.push({ ...saidBy(act), reason: saidWords(act.said, 'reason') ?? '', until: null })
  },
  resumed: (life, act) => {
    const last = life.retirements.at(-1)
    if (last !== undefined) last.until = act.at
  },
}
