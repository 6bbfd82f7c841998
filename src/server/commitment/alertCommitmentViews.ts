// How many alerts were reviewed as promised, counted where they lie, and a page of them; the slices say by when each was due.
import { type RawBuilder, sql } from 'kysely'
import type { AlertSlice } from '../../core/commitment/alertsKept.ts'
import { type Outcome, outcomes } from '../../core/commitment/outcome.ts'
import type { AlertId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { timestamp, timestamps } from '../../database/columnPlugin.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { Place } from './found.ts'

export type AlertRow = {
  alert_id: AlertId
  number: number
  title: string
  received_at: Instant
  first_reviewed_at: Instant | null
  due_at: Instant
  /** Of the slice: the version that it is judged by. */
  line: string
  outcome: Outcome
}

/** As `alertKept` judges one. */
function judgedAlerts({ organizationId }: OrganizationTx, slices: readonly AlertSlice[], now: Instant): RawBuilder<AlertRow> {
  const columns = sql`unnest(${slices.map(({ line }) => line)}::text[], ${timestamps(slices.map(({ from }) => from))},
    ${timestamps(slices.map(({ to }) => to))}, ${timestamps(slices.map(({ dueAt }) => dueAt))}, ${slices.map(({ after }) => after)}::bigint[])`
  return sql<AlertRow>`
    select a.*, case when coalesce(a.first_reviewed_at, ${timestamp(now)}) >= a.due_at + interval '1 second' then 'broken'
      when a.first_reviewed_at is null then 'running' else 'kept' end as outcome
    from (
      select a.alert_id, a.number, a.title, a.received_at, a.first_reviewed_at, slice.line,
        coalesce(slice.due_at, a.received_at + slice.after * interval '1 millisecond') as due_at
      from ${columns} as slice (line, begins, ends, due_at, after)
      join alert a on a.org_id = ${organizationId} and a.received_at >= slice.begins and a.received_at < slice.ends
    ) a`
}

export async function countAlerts(
  tx: OrganizationTx,
  slices: readonly AlertSlice[],
  now: Instant,
): Promise<{ line: string; outcome: Outcome; count: number }[]> {
  if (slices.length === 0) return []
  const { rows } = await sql<{ line: string; outcome: Outcome; count: number }>`
    select line, outcome, count(*) as count from (${judgedAlerts(tx, slices, now)}) judged group by line, outcome`.execute(tx.db)
  return rows.map((row) => ({ ...row, count: Number(row.count) }))
}

export type AlertPage = { outcome: Outcome | undefined; after: Place | null; limit: number }

export async function pageOfAlerts(
  tx: OrganizationTx,
  slices: readonly AlertSlice[],
  { outcome, after, limit }: AlertPage,
  now: Instant,
): Promise<AlertRow[]> {
  if (slices.length === 0) return []
  const rank = sql`array_position(${[...outcomes]}::text[], outcome)`
  const wanted = outcome === undefined ? sql`true` : sql`outcome = ${outcome}`
  const behind =
    after === null
      ? sql`true`
      : sql`(${rank}, received_at, alert_id) > (${outcomes.indexOf(after.outcome) + 1}::integer, ${timestamp(after.at)}, ${after.id})`
  const { rows } = await sql<AlertRow>`
    select * from (${judgedAlerts(tx, slices, now)}) judged where ${wanted} and ${behind}
    order by ${rank}, received_at, alert_id limit ${limit}`.execute(tx.db)
  return rows
}
