// Finds lines where they lie: which documents a list shows, how many each filter would, and whether the linter has something to read.
import { type RawBuilder, sql } from 'kysely'
import type { documentFilters } from '../../contract/document.ts'
import type { DocumentKind } from '../../core/document/documentVersion.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { timestamp, timestamps } from '../../database/columnPlugin.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { DocumentKey } from './actStore.ts'
import { isSoAt } from './lineStore.ts'
import { isUnread, type ReadBy } from './scoreViews.ts'

export type Filter = (typeof documentFilters)[number]
export type Place = DocumentKey & { title: string }
export type Kind = DocumentKind | undefined

const ofKind = (kind: Kind) => (kind === undefined ? sql<boolean>`true` : sql<boolean>`kind = ${kind}`)

/** Lines that wait alike, or ask alike, are one of these. */
export type Groups = { openTo: string[]; asks: string[] }

export async function readGroups({ db, organizationId }: OrganizationTx, kind: Kind, now: Instant): Promise<Groups> {
  const { rows } = await sql<{ open_to: string | null; asks: string | null }>`
    select distinct open_to, asks from document_line
    where org_id = ${organizationId} and ${isSoAt(now)} and ${ofKind(kind)} and (open_to is not null or asks is not null)`.execute(db)
  const some = (values: (string | null)[]) => [...new Set(values.filter((value) => value !== null))]
  return { openTo: some(rows.map(({ open_to }) => open_to)), asks: some(rows.map(({ asks }) => asks)) }
}

/** Whom documents that ask alike ask now, and since when somebody must have acknowledged them. */
export type Asked = { asks: string; people: readonly string[]; since: Instant }

/** Documents that everybody has acknowledged who is asked to; what is kept of acknowledgements is read once, however many documents ask. */
function acknowledgedByAll({ organizationId }: OrganizationTx, asked: readonly Asked[], now: Instant): RawBuilder<unknown> {
  if (asked.length === 0) return sql`select kind, document_id from line where false`
  const each = asked.flatMap(({ asks, people, since }) => people.map((person) => ({ asks, person, since, all: people.length })))
  return sql`
    select l.kind, l.document_id from line l
    join unnest(${each.map(({ asks }) => asks)}::text[], ${each.map(({ person }) => person)}::text[], ${timestamps(each.map(({ since }) => since))},
      ${each.map(({ all }) => all)}::integer[]) as a (asks, person_id, since, everybody) on a.asks = l.asks
    join (select kind, document_id, version, person_id, max(acknowledged_at) as at from document_acknowledgement
      where org_id = ${organizationId} and acknowledged_at <= ${timestamp(now)} group by kind, document_id, version, person_id) k
      on k.kind = l.kind and k.document_id = l.document_id and k.version = l.in_force and k.person_id = a.person_id and k.at >= a.since
    group by l.kind, l.document_id, a.everybody having count(*) = a.everybody`
}

const shows: Record<Filter, RawBuilder<boolean>> = {
  all: sql`not retired`,
  waiting: sql`waits and not retired`,
  'waiting-for-me': sql`waits_for_me and not retired`,
  'review-due': sql`is_due and not retired`,
  'review-overdue': sql`is_overdue and not retired`,
  'acknowledgements-missing': sql`is_missing and not retired`,
  functional: sql`overall = 'functional' and not retired`,
  mixed: sql`overall = 'mixed' and not retired`,
  'compliance-formatted': sql`overall = 'compliance-formatted' and not retired`,
  retired: sql`retired`,
}
const filters = Object.keys(shows) as Filter[]

export type LinesAsked = {
  kind: Kind
  filter: Filter
  /** In small letters. */
  search: string
  after: Place | null
  limit: number
  /** Of the groups: what the caller could approve or publish. */
  mine: readonly string[]
  asked: readonly Asked[]
  readBy: ReadBy
}
export type LinesFound = { places: Place[]; hasMore: boolean; counts: Record<Filter, number>; mustBeRead: boolean }

/** Lines and drafts, each document once, with all that filters ask. */
function shownLines(tx: OrganizationTx, { kind, search, mine, asked, readBy }: LinesAsked, now: Instant): RawBuilder<unknown> {
  const own = tx.organizationId
  return sql`
    line as not materialized (
      select kind, document_id, title, found_by, in_force, latest, retired, due_over, overdue_over, asks, open_to
      from document_line where org_id = ${own} and ${isSoAt(now)} and ${ofKind(kind)}),
    draft as materialized (
      select kind, document_id, revision from document_draft where org_id = ${own} and markdown is not null and ${ofKind(kind)}),
    done as materialized (${acknowledgedByAll(tx, asked, now)}),
    shown as (
      select coalesce(l.kind, d.kind) as kind, coalesce(l.document_id, d.document_id) as document_id, coalesce(l.title, d.document_id) as title,
        strpos(coalesce(l.found_by, lower(d.document_id)), ${search}) > 0 as is_found, coalesce(l.retired, false) as retired,
        l.open_to is not null as waits, coalesce(l.open_to = any(${[...mine]}::text[]), false) as waits_for_me,
        coalesce(l.due_over <= ${timestamp(now)}, false) as is_due, coalesce(l.overdue_over <= ${timestamp(now)}, false) as is_overdue,
        l.asks = any(${asked.map(({ asks }) => asks)}::text[]) and done.kind is null as is_missing,
        coalesce(encode(l.in_force, 'hex'), 'draft ' || d.revision, encode(l.latest, 'hex')) as text
      from line l full join draft d on d.kind = l.kind and d.document_id = l.document_id
      left join done on done.kind = l.kind and done.document_id = l.document_id),
    found as materialized (
      select s.*, case when score.text = s.text then score.overall end as overall, ${isUnread(sql`s.text`, readBy, now)} as is_unread
      from shown s
      left join document_score score on score.org_id = ${own} and score.kind = s.kind and score.document_id = s.document_id
      left join document_line cited on cited.org_id = ${own} and cited.kind = 'policy' and cited.document_id = score.cites
        and cited.since <= ${timestamp(now)} and (cited.until is null or cited.until > ${timestamp(now)}))`
}

type CountRow = { counts: Record<Filter, number>; is_unread: boolean }
type FoundRow = CountRow & { kind: DocumentKind | null; document_id: string; title: string }

export async function findLines(tx: OrganizationTx, asked: LinesAsked, now: Instant): Promise<LinesFound> {
  const { rows } = await questionOf(tx, asked, now).execute(tx.db)
  const places = rows.flatMap(({ kind, document_id, title }) => (kind === null ? [] : [{ kind, documentId: document_id, title }]))
  const [first] = rows
  if (first === undefined) throw new Error('Counting answers one row, always.')
  const { limit } = asked
  return { places: places.slice(0, limit), hasMore: places.length > limit, counts: first.counts, mustBeRead: first.is_unread }
}

function questionOf(tx: OrganizationTx, asked: LinesAsked, now: Instant): RawBuilder<FoundRow> {
  const { after, limit, filter } = asked
  const counts = filters.map((one) => sql`${sql.lit(one)}, count(*) filter (where is_found and ${shows[one]})`)
  const behind =
    after === null
      ? sql`true`
      : sql`(title collate "C", kind, document_id) > (${after.title} collate "C", ${after.kind}, ${after.documentId})`
  return sql<FoundRow>`
    with ${shownLines(tx, asked, now)},
    counted as (select json_build_object(${sql.join(counts)}) as counts, coalesce(bool_or(is_unread), false) as is_unread from found),
    page as (
      select kind, document_id, title from found where is_found and ${shows[filter]} and ${behind}
      order by title collate "C", kind, document_id limit ${limit + 1})
    select * from counted left join page on true order by title collate "C", kind, document_id`
}

/** In the order of their names, behind one of them. */
export async function nextInForce(tx: OrganizationTx, kind: Kind, after: string, limit: number, now: Instant): Promise<DocumentKey[]> {
  const { rows } = await sql<DocumentKey>`
    select kind, document_id as "documentId" from document_line
    where org_id = ${tx.organizationId} and ${isSoAt(now)} and ${ofKind(kind)} and in_force is not null and kind || ' ' || document_id > ${after}
    order by kind, document_id limit ${limit}`.execute(tx.db)
  return rows
}
