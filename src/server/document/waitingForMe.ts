// What waits for one person: versions to approve or publish, texts to acknowledge, reviews that are due; the most urgent first.
import { sql } from 'kysely'
import type { documentApi } from '../../contract/document.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { couldReview } from '../../core/document/decideDocument.ts'
import type { Doer } from '../../core/document/decideVersion.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { Membership } from '../../core/people/membership.ts'
import { timestamp } from '../../database/columnPlugin.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { readMemberships } from './acknowledgementStore.ts'
import { canDecide, ownStandings, reviewStanding, time, waitingOf } from './documentLines.ts'
import { type KeptLine, readLines } from './lineStore.ts'
import { type Groups, readGroups } from './lineViews.ts'
import { askedBy, isForMe } from './listDocuments.ts'

type Waiting = ReplyOf<typeof documentApi.waitingForMe>['items'][number]

export async function waitingForMe(tx: OrganizationTx, by: Doer, now: Instant): Promise<ReplyOf<typeof documentApi.waitingForMe>> {
  const groups = await readGroups(tx, undefined, now)
  const mine = groups.openTo.filter((openTo) => isForMe(openTo, by))
  const waiting = mine.length === 0 ? [] : await readLines(tx, now, sql<boolean>`open_to = any(${mine}::text[])`)
  const due = await readLines(tx, now, sql<boolean>`due_over <= ${timestamp(now)}`)
  const items = [
    ...waiting.flatMap((one) => toApprove(one, by, now)),
    ...(await toAcknowledge(tx, groups, by, now)),
    ...due.flatMap((one) => toReview(one, by, now)),
  ]
  const urgency = ({ overdue, due_at }: Waiting) => `${overdue ? 0 : 1} ${due_at ?? '9'}`
  const inOrder = items.map((item) => ({ item, urgency: urgency(item) }))
  return { items: inOrder.sort((left, right) => (left.urgency < right.urgency ? -1 : 1)).map(({ item }) => item) }
}

function toApprove({ kind, documentId: id, line }: KeptLine, by: Doer, now: Instant): Waiting[] {
  return waitingOf(line)
    .filter(({ open }) => canDecide(open, by))
    .map(({ waits: { version: hash, number, title, takesEffectAt }, open }) => ({
      ...{ what: open.terms.quorum > 0 ? ('approve' as const) : ('publish' as const), kind, id, number, hash, title },
      ...{ due_at: time(takesEffectAt), overdue: takesEffectAt !== null && takesEffectAt <= now },
    }))
}

async function toAcknowledge(tx: OrganizationTx, groups: Groups, by: Doer, now: Instant): Promise<Waiting[]> {
  if (groups.asks.length === 0) return []
  const people: readonly Membership[] = await readMemberships(tx)
  const asking = askedBy(groups, people, now).flatMap(({ asks, people: asked }) => (asked.includes(by.id) ? [asks] : []))
  if (asking.length === 0) return []
  const lines = await readLines(tx, now, sql<boolean>`asks = any(${asking}::text[])`)
  const standings = await ownStandings(tx, lines, people, by.id, now)
  return lines.flatMap(({ kind, documentId: id, line }): Waiting[] => {
    const [own] = standings({ kind, documentId: id })
    if (line.inForce === null || own === undefined || own.state === 'acknowledged') return []
    const { number, version: hash } = line.inForce
    return [{ what: 'acknowledge', kind, id, title: line.title, number, hash, due_at: time(own.dueAt), overdue: own.state === 'overdue' }]
  })
}

function toReview({ kind, documentId: id, line }: KeptLine, by: Doer, now: Instant): Waiting[] {
  const { inForce, title } = line
  if (inForce === null || !couldReview(kind, inForce.terms, by)) return []
  const { due_at, state } = reviewStanding(line, now)
  return [{ what: 'review', kind, id, title, number: inForce.number, hash: inForce.version, due_at, overdue: state === 'overdue' }]
}
