// Coverage as people see it: per source and day, and the list of gaps.
import { sql } from 'kysely'
import type { z } from 'zod'
import type { CoverageDay, Gap } from '../../contract/coverage.ts'
import { type DayOfSource, dayState, daysBetween, endOfDay, gapSecondsWithin, startOfDay, utcDay } from '../../core/coverage/day.ts'
import { notRunningSentence } from '../../core/coverage/gap.ts'
import type { GapId, SourceId } from '../../core/kernel/ids.ts'
import { day as dayLength, formatInstant, type Instant, parseInstant, second } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { timestamp } from '../../database/columnPlugin.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { readCursor, writeCursor } from '../http/cursor.ts'
import { loadWatched, type WatchedSource } from './watchStore.ts'

type DayLine = z.infer<typeof CoverageDay>
export type GapLine = z.infer<typeof Gap>

/** Beyond this a calendar is no picture any more, and the question is one for an audit package. */
export const mostDays = 400

type HeardDay = { source_id: SourceId; day: string; heartbeats: number; deliveries: number; refused: number; alerts: number }
type ReviewDay = { source_id: SourceId; day: string; unreviewed: number; late: number }
type GapRow = { source_id: SourceId; started_at: Instant; ended_at: Instant | null; explained: boolean }

async function heardDays(tx: OrganizationTx, first: string, last: string): Promise<HeardDay[]> {
  return tx.db
    .selectFrom('coverage_day')
    .select(['source_id', 'day', 'heartbeats', 'deliveries', 'refused', 'alerts'])
    .where('org_id', '=', tx.organizationId)
    .where('day', '>=', first)
    .where('day', '<=', last)
    .execute()
}

/** Only what is not as it should be, each by its own index: alerts without a review, and those reviewed late. */
async function reviewDays(tx: OrganizationTx, from: Instant, to: Instant, now: Instant): Promise<ReviewDay[]> {
  const within = sql`a.org_id = ${tx.organizationId} and a.received_at >= ${timestamp(from)} and a.received_at < ${timestamp(to)}`
  const { rows } = await sql<ReviewDay>`
    select source_id, day, sum(unreviewed)::int as unreviewed, sum(late)::int as late from (
      select a.source_id, (a.received_at at time zone 'UTC')::date as day, count(*) as unreviewed,
        count(*) filter (where a.review_due_at < ${timestamp(now)}) as late
      from alert a where ${within} and a.first_reviewed_at is null group by 1, 2
      union all
      select a.source_id, (a.received_at at time zone 'UTC')::date, 0, count(*)
      from alert a where ${within} and a.first_reviewed_at - a.received_at > make_interval(secs => a.review_target_seconds)
      group by 1, 2
    ) counted group by 1, 2`.execute(tx.db)
  return rows
}

async function gapsWithin(tx: OrganizationTx, from: Instant, to: Instant): Promise<GapRow[]> {
  const { rows } = await sql<GapRow>`
    select source_id, started_at, ended_at, explained_at is not null as explained from coverage_gap
    where org_id = ${tx.organizationId} and started_at < ${timestamp(to)} and (ended_at is null or ended_at > ${timestamp(from)})`.execute(
    tx.db,
  )
  return rows
}

function dayLine(
  source: DayOfSource,
  day: string,
  heard: HeardDay | undefined,
  reviews: ReviewDay | undefined,
  gaps: readonly GapRow[],
  now: Instant,
): DayLine {
  const inside = gaps
    .map((gap) => ({ gap, seconds: gapSecondsWithin({ startedAt: gap.started_at, endedAt: gap.ended_at }, day, now) }))
    .filter(({ seconds }) => seconds > 0)
  const gapSeconds = inside.reduce((sum, { seconds }) => sum + seconds, 0)
  const facts = { alerts: heard?.alerts ?? 0, heartbeats: heard?.heartbeats ?? 0, deliveries: heard?.deliveries ?? 0, gapSeconds }
  return {
    day,
    alerts: facts.alerts,
    reviewed: facts.alerts - (reviews?.unreviewed ?? 0),
    late: reviews?.late ?? 0,
    heartbeats: facts.heartbeats,
    deliveries: facts.deliveries,
    refused: heard?.refused ?? 0,
    gap_seconds: gapSeconds,
    gap_explained: inside.length > 0 && inside.every(({ gap }) => gap.explained),
    state: dayState(source, day, facts),
  }
}

function byDay<Row extends { source_id: SourceId; day: string }>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [`${row.source_id} ${row.day}`, row]))
}

function existsWithin(source: WatchedSource, from: Instant, to: Instant): boolean {
  return source.createdAt < to && (source.retiredAt === null || source.retiredAt >= from)
}

/** Days after today are not there yet, and are left out. */
export async function getCoverage(tx: OrganizationTx, query: { from: string; to: string }, now: Instant) {
  const days = validDays(query, now)
  const from = startOfDay(query.from)
  const to = endOfDay(query.to)
  const [sources, reviewRows, heardRows, gapRows] = await Promise.all([
    loadWatched(tx, null),
    reviewDays(tx, from, to, now),
    heardDays(tx, query.from, query.to),
    gapsWithin(tx, from, to),
  ])
  const reviews = byDay(reviewRows)
  const heard = byDay(heardRows)
  const gaps = Map.groupBy(gapRows, (gap) => gap.source_id)
  return {
    from: query.from,
    to: query.to,
    sources: sources
      .filter((source) => existsWithin(source, from, to))
      .sort((left, right) => left.name.localeCompare(right.name, 'en'))
      .map((source) => ({
        id: source.sourceId,
        name: source.name,
        integration: source.integration as GapLine['source']['integration'],
        coverage_intent: source.coverageIntent,
        heartbeat_seconds: source.heartbeatSeconds,
        created_at: formatInstant(source.createdAt),
        retired_at: source.retiredAt === null ? null : formatInstant(source.retiredAt),
        days: days.map((day) => {
          const key = `${source.sourceId} ${day}`
          return dayLine(source, day, heard.get(key), reviews.get(key), gaps.get(source.sourceId) ?? [], now)
        }),
      })),
  }
}

function validDays({ from, to }: { from: string; to: string }, now: Instant): string[] {
  const dates = [
    ['/from', from],
    ['/to', to],
  ] as const
  for (const [path, date] of dates) {
    if (parseInstant(`${date}T00:00:00Z`) === undefined) {
      throw new Refusal('period_not_valid', `${date} is not a date of the calendar.`, { fields: [{ path, message: 'is no date' }] })
    }
  }
  if (from > to) throw new Refusal('period_not_valid', 'The period ends before it begins: swap the two dates.')
  if (endOfDay(to) - startOfDay(from) > mostDays * dayLength) {
    throw new Refusal('period_not_valid', `At most ${mostDays} days can be shown at once: choose a shorter period.`)
  }
  const today = utcDay(now)
  return from > today ? [] : daysBetween(from, to < today ? to : today)
}

type GapListRow = {
  gap_id: GapId
  source_id: SourceId
  source_name: string
  integration: string
  started_at: Instant
  detected_at: Instant
  ended_at: Instant | null
  not_running_from: Instant | null
  not_running_until: Instant | null
  explanation: string | null
  explained_by: string | null
  explained_by_name: string | null
  explained_at: Instant | null
}

function gapLine(row: GapListRow, now: Instant): GapLine {
  const { not_running_from: from, not_running_until: until } = row
  return {
    id: row.gap_id,
    source: { id: row.source_id, name: row.source_name, integration: row.integration as GapLine['source']['integration'] },
    started_at: formatInstant(row.started_at),
    detected_at: formatInstant(row.detected_at),
    ended_at: row.ended_at === null ? null : formatInstant(row.ended_at),
    seconds: Math.max(0, Math.round(((row.ended_at ?? now) - row.started_at) / second)),
    note: from !== null && until !== null ? notRunningSentence({ from, until }) : null,
    explanation: row.explanation,
    explained_by:
      row.explained_by === null
        ? null
        : { id: row.explained_by, kind: row.explained_by.startsWith('tok_') ? 'token' : 'person', name: row.explained_by_name ?? '' },
    explained_at: row.explained_at === null ? null : formatInstant(row.explained_at),
  }
}

type GapQuery = { state: 'open' | 'unexplained' | 'all'; source?: SourceId | undefined; cursor?: string | undefined; limit: number }

/** Newest first by their beginning. */
export async function listGaps(tx: OrganizationTx, query: GapQuery, now: Instant) {
  const after = readCursor(query.cursor)
  const { rows } = await sql<GapListRow>`
    select g.*, s.name as source_name, s.integration from coverage_gap g
    join source s on s.org_id = g.org_id and s.source_id = g.source_id
    where g.org_id = ${tx.organizationId}
      and (${query.source ?? null}::text is null or g.source_id = ${query.source ?? null})
      and (${query.state} <> 'open' or g.ended_at is null)
      and (${query.state} <> 'unexplained' or g.explained_at is null)
      and (${after === null} or (g.started_at, g.gap_id) < (${timestamp(after?.at ?? null)}, ${after?.last ?? null}))
    order by g.started_at desc, g.gap_id desc
    limit ${query.limit + 1}`.execute(tx.db)
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  const more = rows.length > query.limit && last !== undefined
  return { items: page.map((row) => gapLine(row, now)), next_cursor: more ? writeCursor(last.started_at, last.gap_id) : null }
}

export async function getGap(tx: OrganizationTx, gapId: GapId, now: Instant): Promise<GapLine> {
  const { rows } = await sql<GapListRow>`
    select g.*, s.name as source_name, s.integration from coverage_gap g
    join source s on s.org_id = g.org_id and s.source_id = g.source_id
    where g.org_id = ${tx.organizationId} and g.gap_id = ${gapId}`.execute(tx.db)
  const [row] = rows
  if (!row) throw new Refusal('not_found', 'There is no such gap.')
  return gapLine(row, now)
}
