// Which version is in force at an instant, where each proposal stands, and how a period divides into stretches.
import type { Instant } from '../kernel/instant.ts'
import type { Effect, Life, Proposal, Retirement, VersionState } from './life.ts'

export type InForce = Proposal & { effect: Effect }

function hasEffect(proposal: Proposal): proposal is InForce {
  return proposal.effect !== null && proposal.withdrawn === null
}

export function retiredAt({ retirements }: Pick<Life, 'retirements'>, at: Instant): Retirement | undefined {
  return retirements.find((one) => one.at <= at && (one.until === null || one.until > at))
}

/** Of those that took effect the one proposed last: an older text never comes back by being approved late. */
function latestEffect({ proposals }: Pick<Life, 'proposals'>, at: Instant): InForce | undefined {
  let latest: InForce | undefined
  for (const one of proposals) {
    if (!hasEffect(one) || one.effect.from > at) continue
    if (latest === undefined || one.order > latest.order) latest = one
  }
  return latest
}

/** Undefined: none, or the document was retired then. */
export function inForceAt(life: Pick<Life, 'proposals' | 'retirements'>, at: Instant): InForce | undefined {
  return retiredAt(life, at) === undefined ? latestEffect(life, at) : undefined
}

/** Those that ever were in force: one that a later proposal overtook before its instant never was. */
export function everInForce(life: Life): InForce[] {
  return life.proposals.filter(hasEffect).filter((one) => latestEffect(life, one.effect.from) === one)
}

function isOvertaken(life: Life, { order }: Proposal, now: Instant): boolean {
  const latest = latestEffect(life, now)
  return latest !== undefined && latest.order > order
}

export function proposalState(life: Life, proposal: Proposal, now: Instant): VersionState {
  if (proposal.withdrawn !== null) return 'withdrawn'
  if (inForceAt(life, now)?.order === proposal.order) return 'in-force'
  if (isOvertaken(life, proposal, now)) return 'superseded'
  if (proposal.effect === null) return 'proposed'
  return proposal.effect.from > now ? 'approved' : 'superseded'
}

/** The last time that a version was put forward; a text put forward again stands as it does now. */
export function latestProposal(life: Life, version: string): Proposal | undefined {
  return life.proposals.filter((one) => one.version === version).at(-1)
}

export function waitingProposals(life: Life, now: Instant): Proposal[] {
  return life.proposals.filter((one) => proposalState(life, one, now) === 'proposed')
}

/** In force by emergency, and its approval is still to come. */
export function isUnapproved({ effect, terms, approvals }: Proposal): boolean {
  if (effect === null || effect.basis === 'shipped') return effect !== null
  return effect.basis === 'emergency' && approvals.length < Math.max(terms.quorum, 1)
}

/** Also those that took effect before their approval, until it came. */
export function openProposals(life: Life, now: Instant): Proposal[] {
  const inForce = inForceAt(life, now)
  const unapproved = inForce?.effect.basis === 'emergency' && isUnapproved(inForce) ? [inForce] : []
  return [...unapproved, ...waitingProposals(life, now)]
}

export type Stretch = { from: Instant; to: Instant; inForce: InForce | undefined; retired: Retirement | undefined }

/** The period cut wherever something changed, in order; neighbours differ. */
export function stretchesOf(life: Life, from: Instant, to: Instant): Stretch[] {
  const changes = [
    ...life.proposals.filter(hasEffect).map(({ effect }) => effect.from),
    ...life.retirements.flatMap(({ at, until }) => [at, until ?? to]),
  ]
  const cuts = [...new Set([from, ...changes.filter((at) => at > from && at < to)])].sort((left, right) => left - right)
  const stretches: Stretch[] = []
  cuts.forEach((begin, place) => {
    const [inForce, retired] = [inForceAt(life, begin), retiredAt(life, begin)]
    const last = stretches.at(-1)
    const end = cuts[place + 1] ?? to
    if (last !== undefined && last.inForce === inForce && last.retired === retired) last.to = end
    else stretches.push({ from: begin, to: end, inForce, retired })
  })
  return stretches
}

/** When a version was in force, the latest first. */
export function effectsOf(life: Life, version: string, now: Instant): { from: Instant; until: Instant | null; effect: Effect }[] {
  const ever = everInForce(life).filter((one) => one.version === version && one.effect.from <= now)
  const stretches =
    ever.length === 0 ? [] : stretchesOf(life, Math.min(...ever.map(({ effect }) => effect.from)) as Instant, (now + 1) as Instant)
  return stretches
    .flatMap(({ from, to, inForce }) =>
      inForce?.version === version ? [{ from, until: to > now ? null : to, effect: inForce.effect }] : [],
    )
    .reverse()
}
