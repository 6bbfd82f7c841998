// Reads how sources are watched and when they were last heard, and writes signs of life, gaps and days.
import { sql } from 'kysely'
import { utcDay } from '../../core/coverage/day.ts'
import type { Gap, NotRunning, OpenGap, Watch } from '../../core/coverage/gap.ts'
import type { GapId, SourceId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { timestamp, timestamps } from '../../database/columnPlugin.ts'
import { planOnce } from '../../database/database.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { JsonObject } from '../../database/tables.generated.ts'
import { readSettings } from '../source/sourceStore.ts'

export type WatchedSource = Watch & {
  integration: string
  keyHash: Uint8Array
  reviewTargetSeconds: number
  createdAt: Instant
  retiredAt: Instant | null
  openGap: OpenGap | null
}

/** When this organization was last watched over, and the latest time it was not; nulls before the first sweep. */
export type Watching = { watchedAt: Instant | null; notRunning: NotRunning | null }

type Row = {
  source_id: SourceId
  name: string
  integration: string
  key_hash: Uint8Array
  settings: JsonObject
  heartbeat_seconds: number | null
  review_target_seconds: number
  coverage_intent: '24x7' | 'business_hours'
  created_at: Instant
  retired_at: Instant | null
  last_heard_at: Instant | null
  gap_id: GapId | null
  gap_started_at: Instant | null
  time_zone: string
}

function watchedSource(row: Row): WatchedSource {
  return {
    sourceId: row.source_id,
    name: row.name,
    integration: row.integration,
    keyHash: row.key_hash,
    heartbeatSeconds: row.heartbeat_seconds,
    reviewTargetSeconds: row.review_target_seconds,
    coverageIntent: row.coverage_intent,
    timeZone: row.time_zone,
    watchedSince: readSettings(row.settings).watchedSince ?? row.created_at,
    createdAt: row.created_at,
    retiredAt: row.retired_at,
    lastHeardAt: row.last_heard_at,
    openGap: row.gap_id !== null && row.gap_started_at !== null ? { gapId: row.gap_id, startedAt: row.gap_started_at } : null,
  }
}

const columns = sql`s.source_id, s.name, s.integration, s.key_hash, s.settings, s.heartbeat_seconds, s.review_target_seconds, s.coverage_intent,
  s.created_at, s.retired_at, g.last_heard_at, p.gap_id, p.started_at as gap_started_at, o.time_zone`

/** In the order of their ids, so that no two writers wait for each other. Read what they hold afterwards, with a statement of its own. */
export async function lockSources(tx: OrganizationTx, sourceIds: readonly SourceId[]): Promise<void> {
  await sql`${sql.raw(planOnce)} select 1 from source where org_id = ${tx.organizationId} and source_id = any(${[...sourceIds]}) order by source_id
    for no key update`.execute(tx.db)
}

/** All sources of the organization where none are named. */
export async function loadWatched(tx: OrganizationTx, sourceIds: readonly SourceId[] | null): Promise<WatchedSource[]> {
  const { rows } = await sql<Row>`${sql.raw(planOnce)}
    select ${columns}
    from source s
    join organization o on o.org_id = s.org_id
    left join source_signal g on g.org_id = s.org_id and g.source_id = s.source_id
    left join coverage_gap p on p.org_id = s.org_id and p.source_id = s.source_id and p.ended_at is null
    where s.org_id = ${tx.organizationId} and (${sourceIds === null} or s.source_id = any(${sourceIds === null ? [] : [...sourceIds]}))
    order by s.source_id`.execute(tx.db)
  return rows.map(watchedSource)
}

export async function loadWatching(tx: OrganizationTx): Promise<Watching> {
  const row = await tx.db.selectFrom('coverage_watch').selectAll().where('org_id', '=', tx.organizationId).executeTakeFirst()
  if (!row) return { watchedAt: null, notRunning: null }
  const { watched_at: watchedAt, not_running_from: from, not_running_until: until } = row
  return { watchedAt, notRunning: from !== null && until !== null ? { from, until } : null }
}

export async function saveWatching(tx: OrganizationTx, now: Instant, notRunning: NotRunning | null): Promise<void> {
  const latest = { not_running_from: notRunning?.from ?? null, not_running_until: notRunning?.until ?? null }
  await tx.db
    .insertInto('coverage_watch')
    .values({ org_id: tx.organizationId, watched_at: now, ...latest })
    .onConflict((conflict) => conflict.column('org_id').doUpdateSet({ watched_at: now, ...latest }))
    .execute()
}

/** What one source was heard to do at one instant. */
export type Sign = {
  sourceId: SourceId
  heartbeats: number
  deliveries: number
  refused: number
  silenceSeconds: number
}

/** Counts signs of life, any number of sources in one statement. The caller holds the sources' locks. */
export async function saveSigns(tx: OrganizationTx, signs: readonly Sign[], at: Instant): Promise<void> {
  const org = tx.organizationId
  await sql`${sql.raw(planOnce)}
    with sign as (
      select * from unnest(
        ${signs.map((sign) => sign.sourceId)}::text[], ${signs.map((sign) => sign.heartbeats)}::integer[],
        ${signs.map((sign) => sign.deliveries)}::integer[], ${signs.map((sign) => sign.refused)}::integer[],
        ${signs.map((sign) => sign.silenceSeconds)}::integer[]
      ) as sign (source_id, heartbeats, deliveries, refused, silence)
    ), signal as (
      insert into source_signal as kept (org_id, source_id, last_heard_at, last_delivery_at, last_heartbeat_at)
      select ${org}, source_id, ${timestamp(at)},
        case when deliveries > 0 then ${timestamp(at)} end, case when heartbeats > 0 then ${timestamp(at)} end
      from sign
      on conflict (org_id, source_id) do update set
        last_heard_at = greatest(kept.last_heard_at, excluded.last_heard_at),
        last_delivery_at = coalesce(excluded.last_delivery_at, kept.last_delivery_at),
        last_heartbeat_at = coalesce(excluded.last_heartbeat_at, kept.last_heartbeat_at)
    )
    insert into coverage_day as kept (
      org_id, source_id, day, heartbeats, deliveries, refused, first_heard_at, last_heard_at, longest_silence_seconds)
    select ${org}, source_id, ${utcDay(at)}::date, heartbeats, deliveries, refused, ${timestamp(at)}, ${timestamp(at)}, silence from sign
    on conflict (org_id, source_id, day) do update set
      heartbeats = kept.heartbeats + excluded.heartbeats,
      deliveries = kept.deliveries + excluded.deliveries,
      refused = kept.refused + excluded.refused,
      first_heard_at = coalesce(kept.first_heard_at, excluded.first_heard_at),
      last_heard_at = greatest(kept.last_heard_at, excluded.last_heard_at),
      longest_silence_seconds = greatest(kept.longest_silence_seconds, excluded.longest_silence_seconds)`.execute(tx.db)
}

export type NewGap = Gap & { sourceId: SourceId }

export async function insertGaps(tx: OrganizationTx, gaps: readonly NewGap[]): Promise<void> {
  if (gaps.length === 0) return
  await tx.db
    .insertInto('coverage_gap')
    .values(
      gaps.map((gap) => ({
        org_id: tx.organizationId,
        gap_id: gap.gapId,
        source_id: gap.sourceId,
        started_at: gap.startedAt,
        detected_at: gap.detectedAt,
        ended_at: gap.endedAt,
        not_running_from: gap.notRunning?.from ?? null,
        not_running_until: gap.notRunning?.until ?? null,
      })),
    )
    .execute()
}

export async function closeGaps(tx: OrganizationTx, gaps: readonly { gapId: GapId; endedAt: Instant }[]): Promise<void> {
  if (gaps.length === 0) return
  await sql`update coverage_gap g set ended_at = c.ended_at
    from unnest(${gaps.map((gap) => gap.gapId)}::text[], ${timestamps(gaps.map((gap) => gap.endedAt))}) as c (gap_id, ended_at)
    where g.org_id = ${tx.organizationId} and g.gap_id = c.gap_id and g.ended_at is null`.execute(tx.db)
}
