// The list of documents with its filters and counts, and what waits for one person.

import { type documentApi, documentFilters } from '../../contract/document.ts'
import type { QueryOf, ReplyOf } from '../../contract/endpoint.ts'
import { decideReview } from '../../core/document/decideDocument.ts'
import type { Doer } from '../../core/document/decideVersion.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import {
  type Around,
  cannotApprove,
  documentLine,
  openProposals,
  readShown,
  reviewStanding,
  type Shown,
  time,
  titleOfShown,
  whyNot,
} from './documentLines.ts'
import { type Scores, scoresOf } from './scores.ts'

type Line = ReplyOf<typeof documentApi.list>['items'][number]
type Filter = (typeof documentFilters)[number]

const shows: Record<Filter, (line: Line) => boolean> = {
  all: ({ retired }) => retired === null,
  waiting: ({ waiting, retired }) => waiting.length > 0 && retired === null,
  'waiting-for-me': ({ waiting, retired }) => retired === null && waiting.some((one) => one.you_can),
  'review-due': ({ review, retired }) => retired === null && (review.state === 'due' || review.state === 'overdue'),
  'review-overdue': ({ review, retired }) => retired === null && review.state === 'overdue',
  'acknowledgements-missing': ({ acknowledgement, retired }) => retired === null && (acknowledgement?.missing ?? 0) > 0,
  functional: ({ linter, retired }) => retired === null && linter.overall === 'functional',
  mixed: ({ linter, retired }) => retired === null && linter.overall === 'mixed',
  'compliance-formatted': ({ linter, retired }) => retired === null && linter.overall === 'compliance-formatted',
  retired: ({ retired }) => retired !== null,
}

function placeOf({ title, kind, id }: Pick<Line, 'title' | 'kind' | 'id'>): string {
  return JSON.stringify([title, kind, id])
}

function inOrder(left: Line, right: Line): number {
  const [one, other] = [
    [left.title, left.kind, left.id],
    [right.title, right.kind, right.id],
  ]
  for (const place of [0, 1, 2]) {
    const [first = '', second = ''] = [one[place], other[place]]
    if (first !== second) return first < second ? -1 : 1
  }
  return 0
}

export function writePlace(place: string): string {
  return Buffer.from(place, 'utf8').toString('base64url')
}

export function readPlace(cursor: string): string {
  return Buffer.from(cursor, 'base64url').toString('utf8')
}

export async function listDocuments(
  tx: OrganizationTx,
  by: Doer,
  query: QueryOf<typeof documentApi.list>,
  now: Instant,
): Promise<{ reply: ReplyOf<typeof documentApi.list>; mustBeRead: boolean }> {
  const only = query.kind === undefined ? {} : { kind: query.kind }
  const { shown, around } = await readShown(tx, by, now, only)
  const scores = await scoresOf(tx, shown, now, only)
  const search = query.search?.toLowerCase() ?? ''
  const lines = shown
    .map((one): Line => ({ ...documentLine(one, around), linter: linterLine(one, scores) }))
    .filter(({ title, id, owner }) => [title, id, owner ?? ''].some((text) => text.toLowerCase().includes(search)))
    .sort(inOrder)
  const found = lines.filter(shows[query.filter])
  const begin = query.cursor === undefined ? 0 : placeBehind(found, readPlace(query.cursor))
  const items = found.slice(begin, begin + query.limit)
  const last = items.at(-1)
  const counts = Object.fromEntries(documentFilters.map((filter) => [filter, lines.filter(shows[filter]).length])) as Record<Filter, number>
  const next_cursor = last !== undefined && begin + items.length < found.length ? writePlace(placeOf(last)) : null
  return { reply: { items, counts, next_cursor }, mustBeRead: scores.due.length > 0 }
}

function linterLine(one: Shown, scores: Scores): Line['linter'] {
  const said = scores.of(one)
  const of = one.inForce !== undefined ? 'in-force' : one.draft !== undefined ? 'draft' : 'proposed'
  if (said === undefined) return { state: 'not-read-yet', of, overall: null, score: null }
  return said === null ? { state: 'takes-too-long', of, overall: null, score: null } : { state: 'read', of, ...said }
}

/** Behind where the page before ended, also if that document is no longer in the list. */
function placeBehind(lines: readonly Line[], place: string): number {
  const at = parsePlace(place)
  const behind = lines.findIndex((line) => inOrder(line, at) > 0)
  return behind < 0 ? lines.length : behind
}

function parsePlace(place: string): Line {
  try {
    const [title, kind, id] = JSON.parse(place) as unknown[]
    if (typeof title === 'string' && typeof id === 'string') return { title, kind, id } as Line
  } catch {
    // Said below.
  }
  throw new Refusal('invalid_request', 'This cursor is none of ours.', {
    fields: [{ path: '/cursor', message: 'use next_cursor of the page before' }],
  })
}

type Waiting = ReplyOf<typeof documentApi.waitingForMe>['items'][number]

export async function waitingForMe(tx: OrganizationTx, by: Doer, now: Instant): Promise<ReplyOf<typeof documentApi.waitingForMe>> {
  const { shown, around } = await readShown(tx, by, now)
  const items = shown.flatMap((one) => [...toApprove(one, around), ...toAcknowledge(one, by), ...toReview(one, around)])
  const urgency = ({ overdue, due_at }: Waiting) => `${overdue ? 0 : 1} ${due_at ?? '9'}`
  return { items: items.sort((left, right) => (urgency(left) < urgency(right) ? -1 : 1)) }
}

function toApprove({ key, life }: Shown, around: Around): Waiting[] {
  if (life === undefined) return []
  return openProposals(life, around.now)
    .filter((proposal) => cannotApprove(life, proposal, around) === null)
    .map(({ version, number, terms, takesEffectAt }) => ({
      ...{
        what: terms.quorum > 0 ? ('approve' as const) : ('publish' as const),
        kind: key.kind,
        id: key.documentId,
        number,
        hash: version,
      },
      title: life.published.find((one) => one.version === version)?.title ?? key.documentId,
      ...{ due_at: time(takesEffectAt), overdue: takesEffectAt !== null && takesEffectAt <= around.now },
    }))
}

function toAcknowledge(one: Shown, by: Doer): Waiting[] {
  const { key, inForce, standings } = one
  const own = standings.find(({ person }) => person === by.id)
  if (inForce === undefined || own === undefined || own.state === 'acknowledged') return []
  const { number, version: hash } = inForce
  const due = { due_at: time(own.dueAt), overdue: own.state === 'overdue' }
  return [{ what: 'acknowledge', kind: key.kind, id: key.documentId, title: titleOfShown(one), number, hash, ...due }]
}

function toReview(one: Shown, around: Around): Waiting[] {
  const { key, life, inForce } = one
  if (life === undefined || inForce === undefined) return []
  const { state, due_at } = reviewStanding(life, around.now)
  if (state !== 'due' && state !== 'overdue') return []
  if (whyNot(() => decideReview(life, inForce.version, '', around.by, around.now, 'UTC')) !== null) return []
  const { number, version: hash } = inForce
  return [
    { what: 'review', kind: key.kind, id: key.documentId, title: titleOfShown(one), number, hash, due_at, overdue: state === 'overdue' },
  ]
}
