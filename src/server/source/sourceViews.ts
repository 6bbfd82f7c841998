// Sources as people see them: how they are set up, when they were last heard, and what waits.
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Source } from '../../contract/source.ts'
import { isSilent } from '../../core/coverage/gap.ts'
import type { SourceId } from '../../core/kernel/ids.ts'
import { day, formatInstant, type Instant, toInstant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { timestamp } from '../../database/columnPlugin.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { SourceTable } from '../../database/tables.generated.ts'
import { readSettings } from './sourceStore.ts'

type SourceLine = z.infer<typeof Source>

type Row = Omit<SourceTable, 'org_id' | 'settings'> & {
  settings: Parameters<typeof readSettings>[0]
  last_heard_at: Instant | null
  last_delivery_at: Instant | null
  time_zone: string
  unreviewed: number
  refused_7d: number
}

function healthOf(row: Row, now: Instant): SourceLine['health'] {
  if (row.retired_at !== null) return 'retired'
  if (row.last_heard_at === null) return 'never_heard'
  if (row.heartbeat_seconds === null) return 'not_watched'
  const silent = isSilent(
    {
      sourceId: row.source_id,
      name: row.name,
      heartbeatSeconds: row.heartbeat_seconds,
      coverageIntent: row.coverage_intent,
      timeZone: row.time_zone,
      watchedSince: readSettings(row.settings).watchedSince ?? row.created_at,
      lastHeardAt: row.last_heard_at,
    },
    now,
  )
  return silent ? 'silent' : 'alive'
}

const time = (at: Instant | null) => (at === null ? null : formatInstant(at))

function lineOf(row: Row, now: Instant): SourceLine {
  const { mapping, certificates } = readSettings(row.settings)
  return {
    id: row.source_id,
    name: row.name,
    integration: row.integration as SourceLine['integration'],
    signed: row.secret_sealed !== null,
    heartbeat_seconds: row.heartbeat_seconds,
    review_target_seconds: row.review_target_seconds,
    coverage_intent: row.coverage_intent,
    mapping: mapping as SourceLine['mapping'],
    certificate_urls: Object.keys(certificates),
    created_at: formatInstant(row.created_at),
    retired_at: time(row.retired_at),
    last_heard_at: time(row.last_heard_at),
    last_delivery_at: time(row.last_delivery_at),
    health: healthOf(row, now),
    unreviewed: row.unreviewed,
    refused_7d: row.refused_7d,
  }
}

async function read(tx: OrganizationTx, now: Instant, sourceId: SourceId | null): Promise<SourceLine[]> {
  const org = tx.organizationId
  const { rows } = await sql<Row>`
    with waiting as (
      select source_id, count(*) as unreviewed from alert where org_id = ${org} and first_reviewed_at is null group by source_id
    ), refused as (
      select source_id, count(*) as refused_7d from delivery
      where org_id = ${org} and state = 'refused' and received_at > ${timestamp(toInstant(now - 7 * day))} group by source_id
    )
    select s.source_id, s.name, s.integration, s.key_hash, s.secret_sealed, s.settings, s.heartbeat_seconds, s.review_target_seconds,
      s.coverage_intent, s.created_at, s.retired_at, g.last_heard_at, g.last_delivery_at, o.time_zone,
      coalesce(w.unreviewed, 0) as unreviewed, coalesce(r.refused_7d, 0) as refused_7d
    from source s
    join organization o on o.org_id = s.org_id
    left join source_signal g on g.org_id = s.org_id and g.source_id = s.source_id
    left join waiting w on w.source_id = s.source_id
    left join refused r on r.source_id = s.source_id
    where s.org_id = ${org} and (${sourceId}::text is null or s.source_id = ${sourceId})
    order by s.retired_at is not null, lower(s.name), s.source_id`.execute(tx.db)
  return rows.map((row) => lineOf(row, now))
}

/** Retired ones last. */
export function listSources(tx: OrganizationTx, now: Instant): Promise<SourceLine[]> {
  return read(tx, now, null)
}

export async function getSource(tx: OrganizationTx, sourceId: SourceId, now: Instant): Promise<SourceLine> {
  const [line] = await read(tx, now, sourceId)
  if (!line) throw new Refusal('not_found', 'There is no such source.')
  return line
}
