// Who is asked to acknowledge a version, who has, and who has not yet: at any instant.
import type { Instant } from '../kernel/instant.ts'
import type { Membership } from '../people/membership.ts'
import { isPersonId, roleNamed } from './approver.ts'
import type { InForce } from './inForce.ts'
import { later } from './later.ts'
import type { AcknowledgeTerms } from './terms.ts'

export type Acknowledgement = { version: string; person: string; at: Instant }

export type PersonStanding = {
  person: string
  state: 'acknowledged' | 'due' | 'overdue'
  /** When the version took effect or the person became one of those asked, whichever is later. */
  askedSince: Instant
  dueAt: Instant | null
  /** The instant that makes it overdue. */
  over: Instant | null
  acknowledgedAt: Instant | null
}

export type Counts = { asked: number; acknowledged: number; missing: number; overdue: number }

/** All of the version in force that it depends on who is asked and by when. */
export type Asking = Pick<InForce, 'version'> & {
  effect: Pick<InForce['effect'], 'from' | 'basis' | 'zone'>
  terms: Pick<InForce['terms'], 'acknowledge'>
}

/** Nobody is asked to acknowledge what came with the software: the organization has not made it its own yet. */
export function rulesOf(inForce: Asking | undefined): AcknowledgeTerms | null {
  if (inForce === undefined || inForce.effect.basis === 'shipped') return null
  return inForce.terms.acknowledge
}

/** Names that are neither a role nor a person: nobody can tell whom they ask. */
export function unknownNames({ by }: AcknowledgeTerms): string[] {
  return by.filter((word) => roleNamed(word) === undefined && !isPersonId(word))
}

/** When the stretch began in which they were asked without a break, if they are asked at that instant. */
function askedSince(rule: AcknowledgeTerms, { person, spans }: Membership, at: Instant): Instant | null {
  const roles = new Set(rule.by.flatMap((word) => roleNamed(word) ?? []))
  const isAsked = rule.by.includes(person)
  let since: Instant | null = null
  let end: Instant | null = null
  for (const { role, from, to } of spans) {
    if (from > at) break
    if (!isAsked && !roles.has(role as never)) continue
    if (since === null || end === null || end < from) since = from
    end = to ?? (Number.MAX_SAFE_INTEGER as Instant)
  }
  return end !== null && end > at ? since : null
}

/** Whom it asks at an instant. */
export function askedAt(rule: AcknowledgeTerms, people: readonly Membership[], at: Instant): string[] {
  return people.filter((member) => askedSince(rule, member, at) !== null).map(({ person }) => person)
}

/** Whoever acknowledged it then or later has not to do it again yet. */
export function acknowledgedSince({ againEvery }: Pick<AcknowledgeTerms, 'againEvery'>, zone: string, at: Instant): Instant {
  if (againEvery === null) return 0 as Instant
  // A later acknowledgement never is over earlier: the boundary is found by halving.
  let [over, holds] = [0, at + 1]
  while (holds - over > 1) {
    const middle = Math.floor((over + holds) / 2)
    if (at >= later(middle as Instant, againEvery, zone).over) over = middle
    else holds = middle
  }
  return holds as Instant
}

export function standingsAt(
  inForce: Asking | undefined,
  people: readonly Membership[],
  acknowledged: readonly Acknowledgement[],
  at: Instant,
): PersonStanding[] {
  const rule = rulesOf(inForce)
  if (inForce === undefined || rule === null) return []
  const { from, zone } = inForce.effect
  const last = new Map<string, Instant>()
  for (const one of acknowledged) {
    if (one.version === inForce.version && one.at <= at) last.set(one.person, Math.max(one.at, last.get(one.person) ?? one.at) as Instant)
  }
  return people.flatMap((member): PersonStanding[] => {
    const since = askedSince(rule, member, at)
    if (since === null) return []
    const asked = Math.max(since, from) as Instant
    return [{ person: member.person, askedSince: asked, ...standing(rule, asked, last.get(member.person) ?? null, zone, at) }]
  })
}

function standing(rule: AcknowledgeTerms, asked: Instant, acknowledgedAt: Instant | null, zone: string, at: Instant) {
  const [since, length] = acknowledgedAt === null ? [asked, rule.within] : [acknowledgedAt, rule.againEvery]
  const due = length === null ? null : later(since, length, zone)
  const isOver = due !== null && at >= due.over
  const state = isOver ? ('overdue' as const) : acknowledgedAt === null ? ('due' as const) : ('acknowledged' as const)
  return { state, dueAt: due?.at ?? null, over: due?.over ?? null, acknowledgedAt }
}

export function countsOf(standings: readonly PersonStanding[]): Counts {
  const acknowledged = standings.filter(({ state }) => state === 'acknowledged').length
  const overdue = standings.filter(({ state }) => state === 'overdue').length
  return { asked: standings.length, acknowledged, missing: standings.length - acknowledged, overdue }
}
