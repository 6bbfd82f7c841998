// Documents as a list shows them: what is in force, waiting, due and missing, as of one instant.
import { sql } from 'kysely'
import type { z } from 'zod'
import type { DocumentLine, ReviewStanding } from '../../contract/documentShapes.ts'
import { countsOf, type PersonStanding, rulesOf, standingsAt } from '../../core/document/acknowledgement.ts'
import { isPersonId } from '../../core/document/approver.ts'
import { couldDecide, type Doer, missingApprovers, type Signable } from '../../core/document/decideVersion.ts'
import { historyKey } from '../../core/document/history.ts'
import { type Line, type LineOpen, type LineWaiting, reviewOf } from '../../core/document/line.ts'
import { day, formatInstant, type Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { Membership } from '../../core/people/membership.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { WhoLine } from '../ledger/whoViews.ts'
import { acknowledgementsOf, type KeptAcknowledgement, readMemberships } from './acknowledgementStore.ts'
import { areNamed, type DocumentKey } from './actStore.ts'
import type { DraftMark } from './draftStore.ts'
import type { KeptLine } from './lineStore.ts'

/** A document with everything that its line is made of. */
export type Shown = DocumentKey & {
  /** Undefined: there is nothing but a draft. */
  line: Line | undefined
  owner: string | null
  draft: DraftMark | undefined
  standings: readonly PersonStanding[]
}

export type Around = { now: Instant; by: Doer; who: (id: string) => WhoLine }

export const time = (at: Instant | null | undefined) => (at === null || at === undefined ? null : formatInstant(at))
export const tenths = (milliseconds: number) => Math.round((milliseconds / day) * 10) / 10

/** Who is asked to acknowledge each of these documents, and who has: of the version in force. */
export async function personStandings(
  tx: OrganizationTx,
  lines: readonly Pick<KeptLine, 'kind' | 'documentId' | 'line'>[],
  now: Instant,
): Promise<(key: DocumentKey) => PersonStanding[]> {
  const asking = lines.filter(({ line }) => rulesOf(line.inForce ?? undefined) !== null)
  if (asking.length === 0) return () => []
  return standingsOf(asking, await readMemberships(tx), await acknowledgementsOf(tx, areNamed(asking)), now)
}

/** Of one person alone. */
export async function ownStandings(
  tx: OrganizationTx,
  lines: readonly KeptLine[],
  people: readonly Membership[],
  person: string,
  now: Instant,
): Promise<(key: DocumentKey) => PersonStanding[]> {
  const own = await acknowledgementsOf(tx, sql<boolean>`person_id = ${person}`)
  return standingsOf(
    lines,
    people.filter((one) => one.person === person),
    own,
    now,
  )
}

function standingsOf(
  lines: readonly Pick<KeptLine, 'kind' | 'documentId' | 'line'>[],
  people: readonly Membership[],
  acknowledged: readonly KeptAcknowledgement[],
  now: Instant,
): (key: DocumentKey) => PersonStanding[] {
  const byDocument = Map.groupBy(acknowledged, historyKey)
  const standings = new Map(
    lines.map((one) => [historyKey(one), standingsAt(one.line.inForce ?? undefined, people, byDocument.get(historyKey(one)) ?? [], now)]),
  )
  return (key) => standings.get(historyKey(key)) ?? []
}

/** Whose names a line needs. */
export function idsInLine({ line, draft }: Shown): string[] {
  return [
    ...(line?.waiting ?? []).map(({ by }) => by),
    ...(line?.openTo ?? []).flatMap(missingApprovers).filter(isPersonId),
    ...(line?.retired ? [line.retired.by] : []),
    ...(draft === undefined ? [] : [draft.savedBy]),
  ]
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

function waitsFor(open: Signable, who: Around['who']): string[] {
  if (open.terms.quorum === 0) return ['somebody who may publish']
  return missingApprovers(open).map((word) => (isPersonId(word) ? who(word).name : word))
}

export function reviewStanding(line: Line | undefined, now: Instant): z.infer<typeof ReviewStanding> {
  const { state, look } = reviewOf({ look: line?.look ?? null }, now)
  return {
    ...{ state, every: look?.every ?? null, grace: look?.grace ?? null, looked_at: time(look?.at) },
    ...{ due_at: time(look?.due?.at), overdue_at: time(look?.overdue?.at) },
    overdue_days: state === 'overdue' && look?.overdue ? tenths(now - look.overdue.over) : null,
  }
}

export function documentLine(one: Shown, around: Around): z.infer<typeof DocumentLine> {
  const { line, draft, standings, owner } = one
  const { now, who } = around
  const inForce = line?.inForce
  return {
    ...{ kind: one.kind, id: one.documentId, title: line?.title ?? one.documentId, owner },
    in_force: inForce
      ? {
          ...{ number: inForce.number, hash: inForce.version, from: formatInstant(inForce.effect.from), basis: inForce.effect.basis },
          unapproved: inForce.isUnapproved,
        }
      : null,
    next: line?.next ? { number: line.next.number, hash: line.next.version, from: formatInstant(line.next.from) } : null,
    waiting: waitingOf(line).map(({ waits, open }) => waitingLine(waits, open, around)),
    draft: draft ? { revision: draft.revision, saved_at: formatInstant(draft.savedAt), saved_by: who(draft.savedBy) } : null,
    review: reviewStanding(line, now),
    acknowledgement: rulesOf(inForce ?? undefined) === null ? null : countsOf(standings),
    retired: line?.retired ? { at: formatInstant(line.retired.at), by: who(line.retired.by), reason: line.retired.reason } : null,
  }
}

export function waitingOf(line: Line | undefined): { waits: LineWaiting; open: LineOpen }[] {
  return (line?.waiting ?? []).flatMap((waits, place) => {
    const open = line?.openTo[place]
    return open === undefined ? [] : [{ waits, open }]
  })
}

export function canDecide(open: LineOpen, by: Doer): boolean {
  return open.isOpen && couldDecide(open, by)
}

function waitingLine(waits: LineWaiting, open: LineOpen, { who, by }: Around): z.infer<typeof DocumentLine>['waiting'][number] {
  const { number, version, title, at, emergency } = waits
  return {
    ...{ number, hash: version, title, proposed_at: formatInstant(at), proposed_by: who(waits.by), approvals: open.approvals.length },
    ...{ quorum: open.terms.quorum, emergency, waits_for: waitsFor(open, who), you_can: canDecide(open, by) },
  }
}
