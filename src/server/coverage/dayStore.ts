// Reads what was counted of a day, and marks days whose entry is recorded.
import { sql } from 'kysely'
import type { DayCounts, UtcDay } from '../../core/coverage/day.ts'
import type { SourceId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { timestamp } from '../../database/columnPlugin.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

export type SourceDay = { sourceId: SourceId; day: UtcDay }

/** By source: the last day whose entry is recorded. They are recorded in order, so everything before it is as well. */
export async function lastRecordedDays(tx: OrganizationTx): Promise<Map<SourceId, UtcDay>> {
  const { rows } = await sql<{ source_id: SourceId; day: UtcDay }>`
    select s.source_id, d.day
    from source s
    cross join lateral (
      select day from coverage_day c
      where c.org_id = s.org_id and c.source_id = s.source_id and c.recorded_at is not null
      order by day desc limit 1
    ) d
    where s.org_id = ${tx.organizationId}`.execute(tx.db)
  return new Map(rows.map((row) => [row.source_id, row.day]))
}

/** `counts` is null for a day of which nothing was counted. `heardBefore`: the last sign of life on an earlier day. */
export type CountedDay = SourceDay & { counts: DayCounts | null; heardBefore: Instant | null }

type Row = {
  source_id: SourceId
  day: UtcDay
  heartbeats: number | null
  deliveries: number | null
  refused: number | null
  first_heard_at: Instant | null
  last_heard_at: Instant | null
  longest_silence_seconds: number | null
  heard_before: Instant | null
}

function countedDay(row: Row): CountedDay {
  const counts =
    row.heartbeats === null
      ? null
      : {
          heartbeats: row.heartbeats,
          deliveries: row.deliveries ?? 0,
          refused: row.refused ?? 0,
          firstHeardAt: row.first_heard_at,
          lastHeardAt: row.last_heard_at,
          longestSilenceSeconds: row.longest_silence_seconds ?? 0,
        }
  return { sourceId: row.source_id, day: row.day, counts, heardBefore: row.heard_before }
}

/** In the order asked. */
export async function loadCounts(tx: OrganizationTx, days: readonly SourceDay[]): Promise<CountedDay[]> {
  const { rows } = await sql<Row>`
    select asked.source_id, asked.day, d.heartbeats, d.deliveries, d.refused, d.first_heard_at, d.last_heard_at, d.longest_silence_seconds,
      before.last_heard_at as heard_before
    from unnest(${days.map(({ sourceId }) => sourceId)}::text[], ${days.map(({ day }) => day)}::date[]) with ordinality
      as asked (source_id, day, place)
    left join coverage_day d on d.org_id = ${tx.organizationId} and d.source_id = asked.source_id and d.day = asked.day
    left join lateral (
      select b.last_heard_at from coverage_day b
      where b.org_id = ${tx.organizationId} and b.source_id = asked.source_id and b.day < asked.day and b.last_heard_at is not null
      order by b.day desc limit 1
    ) before on true
    order by asked.place`.execute(tx.db)
  return rows.map(countedDay)
}

export async function markRecorded(tx: OrganizationTx, days: readonly SourceDay[], now: Instant): Promise<void> {
  await sql`
    insert into coverage_day as kept (org_id, source_id, day, recorded_at)
    select ${tx.organizationId}, source_id, day, ${timestamp(now)}
    from unnest(${days.map(({ sourceId }) => sourceId)}::text[], ${days.map(({ day }) => day)}::date[]) as recorded (source_id, day)
    on conflict (org_id, source_id, day) do update set recorded_at = excluded.recorded_at`.execute(tx.db)
}
