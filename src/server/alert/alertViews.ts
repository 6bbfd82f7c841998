// Lists and counts of alerts. Each page is a few index probes, however many alerts there are and in whichever order.
import { type RawBuilder, sql } from 'kysely'
import { severityStep } from '../../core/alert/severity.ts'
import type { AlertId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { type AlertFound, type AlertSearch, searchAlerts } from '../../database/alertSearch.ts'
import { timestamp } from '../../database/columnPlugin.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { AlertFilter } from './alertFilter.ts'
import {
  type AlertList,
  type AlertOrder,
  newestFirst,
  type Place,
  placeOf,
  type Stretch,
  stretchesFrom,
  stretchesOf,
} from './alertOrder.ts'
import { type AlertLine, type AlertRow, alertLine } from './alertRows.ts'

function timelinessIs(timeliness: AlertFilter['timeliness'], now: Instant): RawBuilder<unknown>[] {
  if (timeliness === 'overdue') return [sql`a.first_reviewed_at is null and a.review_due_at < ${timestamp(now)}`]
  if (timeliness === 'late') return [sql`a.first_reviewed_at - a.received_at > make_interval(secs => a.review_target_seconds)`]
  return []
}

/** Everything but the words, which have a search of their own. */
function conditions(tx: OrganizationTx, filter: AlertFilter, now: Instant): RawBuilder<unknown> {
  const wanted: RawBuilder<unknown>[] = [sql`a.org_id = ${tx.organizationId}`, ...timelinessIs(filter.timeliness, now)]
  if (filter.review === 'unreviewed') wanted.push(sql`a.first_reviewed_at is null`)
  if (filter.review === 'reviewed') wanted.push(sql`a.first_reviewed_at is not null`)
  if (filter.source !== undefined) wanted.push(sql`a.source_id = ${filter.source}`)
  if (filter.status !== undefined) wanted.push(sql`a.status = ${filter.status}`)
  // By its step besides, which the partial indexes begin with: else the late ones of a severity that has none are all looked at.
  if (filter.severity !== undefined)
    wanted.push(sql`a.severity = ${filter.severity} and a.severity_step = ${severityStep(filter.severity) ?? unplaced}`)
  if (filter.disposition !== undefined) wanted.push(sql`a.disposition = ${filter.disposition}`)
  if (filter.receivedFrom !== null) wanted.push(sql`a.received_at >= ${timestamp(filter.receivedFrom)}`)
  if (filter.receivedTo !== null) wanted.push(sql`a.received_at < ${timestamp(filter.receivedTo)}`)
  return sql.join(wanted, sql` and `)
}

/** As the column counts words that are not placed. */
const unplaced = 5

const columnOf = { received: sql`a.received_at`, due: sql`a.review_due_at` } as const

function within({ holds }: Stretch): RawBuilder<unknown> {
  if (holds === 'all') return sql`true`
  if (holds === 'waiting') return sql`a.first_reviewed_at is null`
  if (holds === 'reviewed') return sql`a.first_reviewed_at is not null`
  return sql`a.severity_step = ${holds.step}`
}

function orderBy({ by, ascending }: Stretch): RawBuilder<unknown> {
  return ascending ? sql`${columnOf[by]}, a.number` : sql`${columnOf[by]} desc, a.number desc`
}

/** The plain bound besides: a comparison of rows alone does not always move the start of an index scan. */
function beyond({ by, ascending }: Stretch, after: Place | null): RawBuilder<unknown> {
  if (after === null) return sql`true`
  const column = columnOf[by]
  const at = timestamp(after.at)
  return ascending
    ? sql`${column} >= ${at} and (${column}, a.number) > (${at}, ${after.number})`
    : sql`${column} <= ${at} and (${column}, a.number) < (${at}, ${after.number})`
}

/** The page is chosen by index alone; what is shown of each row is fetched for the page only. */
async function rowsOf(tx: OrganizationTx, chosen: RawBuilder<unknown>, order: RawBuilder<unknown>): Promise<AlertRow[]> {
  const { rows } = await sql<AlertRow>`
    select a.alert_id, a.number, a.source_id, s.name as source_name, s.integration, a.fingerprint, a.episode, a.status, a.severity, a.title,
      a.link, a.is_test, a.occurred_at, a.ended_at, a.received_at, a.resolved_at, a.last_observed_at, a.observations,
      a.review_target_seconds, a.first_reviewed_at, r.review_id, r.disposition, r.reason, r.reviewer, r.reviewer_name, r.reviewed_at, r.corrects
    from (${chosen}) page
    join alert a on a.org_id = ${tx.organizationId} and a.alert_id = page.alert_id
    join source s on s.org_id = a.org_id and s.source_id = a.source_id
    left join review r on r.org_id = a.org_id and r.review_id = a.review_id
    order by ${order}`.execute(tx.db)
  return rows
}

/** How many rows the words may find that the filter then drops, before a page is given short: its cursor leads on. */
const searchRounds = 8

function searchFor(filter: AlertFilter & { q: string }, after: Place | null, limit: number): AlertSearch {
  return {
    text: filter.q,
    state: filter.review,
    sourceId: filter.source,
    disposition: filter.disposition,
    severity: filter.severity,
    status: filter.status,
    from: filter.receivedFrom ?? undefined,
    to: filter.receivedTo ?? undefined,
    after: after ? { receivedAt: after.at, number: after.number } : undefined,
    limit,
  }
}

function hasWords(filter: AlertFilter): filter is AlertFilter & { q: string } {
  return filter.q !== undefined && filter.q.trim() !== ''
}

/** By words the newest are found first; no other order could be had without finding them all. */
async function searchPage(tx: OrganizationTx, filter: AlertFilter & { q: string }, after: Place | null, limit: number, now: Instant) {
  const rows: AlertRow[] = []
  let place = after
  let more = true
  for (let round = 0; more && rows.length < limit && round < searchRounds; round++) {
    const found = await searchAlerts(tx, searchFor(filter, place, limit + 1))
    more = found.length > limit
    const page = found.slice(0, limit)
    const kept = await rowsOf(tx, among(tx, page, filter, now), orderBy(newestFirst))
    const room = limit - rows.length
    rows.push(...kept.slice(0, room))
    more ||= kept.length > room
    // Where the page is full the next one begins after what is shown, else after what was looked at.
    place = kept.length > room ? lastPlace(rows) : (foundPlace(page.at(-1)) ?? place)
  }
  return { rows, next: more ? place : null }
}

function among(tx: OrganizationTx, found: readonly AlertFound[], filter: AlertFilter, now: Instant): RawBuilder<unknown> {
  const ids: AlertId[] = found.map(({ alertId }) => alertId)
  return sql`select a.alert_id from alert a where a.alert_id = any(${ids}) and ${conditions(tx, filter, now)}`
}

function lastPlace(rows: readonly AlertRow[]): Place | null {
  const row = rows.at(-1)
  return row ? placeOf(row, newestFirst) : null
}

function foundPlace(found: AlertFound | undefined): Place | null {
  return found ? { stretch: newestFirst.name, at: found.receivedAt, number: found.number } : null
}

export type AlertPage = { lines: AlertLine[]; next: Place | null }

async function orderedPage(tx: OrganizationTx, list: AlertList, after: Place | null, limit: number, now: Instant) {
  const placed: { row: AlertRow; place: Place }[] = []
  for (const stretch of stretchesFrom(stretchesOf(list), after)) {
    const begins = after?.stretch === stretch.name ? after : null
    const chosen = sql`select a.alert_id from alert a
      where ${conditions(tx, list, now)} and ${within(stretch)} and ${beyond(stretch, begins)}
      order by ${orderBy(stretch)} limit ${limit + 1 - placed.length}`
    placed.push(...(await rowsOf(tx, chosen, orderBy(stretch))).map((row) => ({ row, place: placeOf(row, stretch) })))
    if (placed.length > limit) break
  }
  const page = placed.slice(0, limit)
  return { rows: page.map(({ row }) => row), next: placed.length > limit ? (page.at(-1)?.place ?? null) : null }
}

function newestOnly(order: AlertOrder): void {
  if (order === 'newest') return
  throw new Refusal('invalid_request', 'What is found by words comes newest first: leave out either the words or the order.', {
    fields: [{ path: '/sort', message: 'only newest together with q' }],
  })
}

export async function alertPage(tx: OrganizationTx, list: AlertList, after: Place | null, limit: number, now: Instant): Promise<AlertPage> {
  if (hasWords(list)) newestOnly(list.order)
  const { rows, next } = hasWords(list) ? await searchPage(tx, list, after, limit, now) : await orderedPage(tx, list, after, limit, now)
  return { lines: rows.map((row) => alertLine(row, now)), next }
}

export type AlertCount = { total: number; exact: boolean; unreviewed: number; overdue: number }

/** Counting further would cost more than anybody learns from the digits; words are dearer than indexes. */
const countedAtMost = 100_000
const foundAtMost = 500

async function countWhere(tx: OrganizationTx, wanted: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (select 1 from alert a where ${wanted} limit ${countedAtMost + 1}) counted`.execute(tx.db)
  return rows[0]?.count ?? 0
}

/** Each of the three by the index made for it. */
async function countByIndex(tx: OrganizationTx, filter: AlertFilter, now: Instant): Promise<AlertCount> {
  const wanted = conditions(tx, filter, now)
  const total = await countWhere(tx, wanted)
  const allReviewed = filter.review === 'reviewed' || filter.disposition !== undefined || filter.timeliness === 'late'
  const unreviewed = allReviewed ? 0 : await countWhere(tx, sql`${wanted} and a.first_reviewed_at is null`)
  const overdue = unreviewed === 0 ? 0 : await countWhere(tx, sql`${wanted} and ${sql.join(timelinessIs('overdue', now), sql` and `)}`)
  return { total: Math.min(total, countedAtMost), exact: total <= countedAtMost, unreviewed, overdue }
}

async function countByWords(tx: OrganizationTx, filter: AlertFilter & { q: string }, now: Instant): Promise<AlertCount> {
  const found = await searchAlerts(tx, searchFor(filter, null, foundAtMost + 1))
  const { rows } = await sql<Omit<AlertCount, 'exact'>>`
    select count(*) as total, count(*) filter (where a.first_reviewed_at is null) as unreviewed,
      count(*) filter (where a.first_reviewed_at is null and a.review_due_at < ${timestamp(now)}) as overdue
    from (${among(tx, found, filter, now)}) chosen
    join alert a on a.org_id = ${tx.organizationId} and a.alert_id = chosen.alert_id`.execute(tx.db)
  const { total, unreviewed, overdue } = rows[0] ?? { total: 0, unreviewed: 0, overdue: 0 }
  return { total: Math.min(total, foundAtMost), exact: found.length <= foundAtMost, unreviewed, overdue }
}

export function countAlerts(tx: OrganizationTx, filter: AlertFilter, now: Instant): Promise<AlertCount> {
  return hasWords(filter) ? countByWords(tx, filter, now) : countByIndex(tx, filter, now)
}

/** As the sources wrote them, in the order of their letters; a source that makes up severities does not make this list endless. */
const mostSeverities = 200

export async function severitiesOf(tx: OrganizationTx): Promise<string[]> {
  const { rows } = await sql<{ severity: string }>`
    with recursive found as (
      (select severity from alert where org_id = ${tx.organizationId} and severity is not null order by severity limit 1)
      union all
      select (
        select a.severity from alert a where a.org_id = ${tx.organizationId} and a.severity > found.severity order by a.severity limit 1
      ) from found where found.severity is not null
    )
    select severity from found where severity is not null limit ${mostSeverities}`.execute(tx.db)
  return rows.map(({ severity }) => severity)
}
