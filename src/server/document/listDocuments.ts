// The list of documents with its filters and counts, a page at a time.
import type { documentApi } from '../../contract/document.ts'
import type { QueryOf, ReplyOf } from '../../contract/endpoint.ts'
import { acknowledgedSince, askedAt } from '../../core/document/acknowledgement.ts'
import type { Doer } from '../../core/document/decideVersion.ts'
import { historyKey } from '../../core/document/history.ts'
import { readAsks, readOpenTo } from '../../core/document/keptLine.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { Membership } from '../../core/people/membership.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { unknownCursor } from '../http/cursor.ts'
import { whoIs } from '../ledger/whoViews.ts'
import { readMemberships } from './acknowledgementStore.ts'
import { areNamed, type DocumentKey } from './actStore.ts'
import { type Around, canDecide, documentLine, idsInLine, personStandings, type Shown } from './documentLines.ts'
import { readDraftMarks } from './draftStore.ts'
import { type KeptLine, readLines } from './lineStore.ts'
import { type Asked, findLines, type Groups, type Place, readGroups } from './lineViews.ts'
import { readPlace, writePlace } from './place.ts'
import { readScores, type Score } from './scoreStore.ts'
import { readByNow } from './scoreViews.ts'

type Item = ReplyOf<typeof documentApi.list>['items'][number]

export async function listDocuments(
  tx: OrganizationTx,
  by: Doer,
  { kind, filter, search, cursor, limit }: QueryOf<typeof documentApi.list>,
  now: Instant,
): Promise<{ reply: ReplyOf<typeof documentApi.list>; mustBeRead: boolean }> {
  const groups = await readGroups(tx, kind, now)
  const people = groups.asks.length === 0 ? [] : await readMemberships(tx)
  const asked = askedBy(groups, people, now)
  const mine = groups.openTo.filter((openTo) => isForMe(openTo, by))
  const after = cursor === undefined ? null : placeIn(cursor)
  const readBy = await readByNow(tx)
  const wanted = { kind, filter, search: search?.toLowerCase() ?? '', after, limit, mine, asked, readBy }
  const { places, hasMore, counts, mustBeRead } = await findLines(tx, wanted, now)
  const items = await showAll(tx, by, places, now)
  const last = places.at(-1)
  return {
    reply: { items, counts, next_cursor: hasMore && last !== undefined ? writePlace([last.title, last.kind, last.documentId]) : null },
    mustBeRead,
  }
}

/** Those that ask somebody. */
export function askedBy({ asks }: Groups, people: readonly Membership[], now: Instant): Asked[] {
  return asks
    .map((one): Asked => {
      const { by, againEvery, zone } = readAsks(one)
      const rule = { by, againEvery, within: null }
      return { asks: one, people: askedAt(rule, people, now), since: acknowledgedSince(rule, zone, now) }
    })
    .filter((one) => one.people.length > 0)
}

export function isForMe(openTo: string, by: Doer): boolean {
  return readOpenTo(openTo).some((open) => canDecide(open, by))
}

async function showAll(tx: OrganizationTx, by: Doer, places: readonly DocumentKey[], now: Instant): Promise<Item[]> {
  if (places.length === 0) return []
  const lines = new Map((await readLines(tx, now, areNamed(places))).map((line) => [historyKey(line), line]))
  const drafts = new Map((await readDraftMarks(tx, places)).map((draft) => [historyKey(draft), draft]))
  const scores = new Map((await readScores(tx, places)).map((score) => [historyKey(score), score]))
  const standings = await personStandings(tx, [...lines.values()], now)
  const shown = places.map((key): Shown => {
    const line = lines.get(historyKey(key))
    const { kind, documentId } = key
    return { kind, documentId, line: line?.line, owner: line?.owner ?? null, draft: drafts.get(historyKey(key)), standings: standings(key) }
  })
  const around: Around = { now, by, who: await whoIs(tx, shown.flatMap(idsInLine)) }
  return shown.map((one) => {
    const name = historyKey(one)
    return {
      ...documentLine(one, around),
      placeholders: placeholdersOf(lines.get(name)),
      linter: linterLine(one, scores.get(name)),
    }
  })
}

function placeholdersOf(line: KeptLine | undefined): number | null {
  return line?.line.inForce ? line.placeholders : null
}

/** The version in force; where none is, the draft, else what was put forward last. */
function linterLine({ line, draft }: Shown, score: { text: string; said: Score } | undefined): Item['linter'] {
  const of = line?.inForce ? 'in-force' : draft !== undefined ? 'draft' : 'proposed'
  const text = of === 'draft' ? `draft ${draft?.revision}` : line?.latest
  if (score === undefined || score.text !== text) return { state: 'not-read-yet', of, overall: null, score: null }
  return score.said === null ? { state: 'takes-too-long', of, overall: null, score: null } : { state: 'read', of, ...score.said }
}

/** Behind where the page before ended, also if that document is no longer in the list. */
function placeIn(cursor: string): Place {
  const [title, kind, documentId] = readPlace(cursor, 3)
  if (title === undefined || documentId === undefined || (kind !== 'policy' && kind !== 'runbook')) throw unknownCursor()
  return { title, kind, documentId }
}
