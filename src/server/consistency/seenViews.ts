// Which kinds of alert and incident were seen, and which sources are set up?
import { sql } from 'kysely'
import type { SeenAlert, SeenSource } from '../../core/consistency/matching.ts'
import type { SeenType } from '../../core/consistency/unkeptPromises.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { timestamp } from '../../database/columnPlugin.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

/** A flood of one night must not cost a night to read. */
const latest = 20_000
const mostKinds = 1_000

/** What a kind is called stands in one of these labels, else in the title; as runbooks are matched. Test alerts are nobody's kind. */
export async function seenAlerts(tx: OrganizationTx, since: Instant): Promise<SeenAlert[]> {
  const { rows } = await sql<Omit<SeenAlert, 'count'> & { count: string | number }>`
    with recent as (
      select source_id, title, labels, severity_step, received_at,
        coalesce(labels->>'type', labels->>'alertname', labels->>'rule', labels->>'event_type', labels->>'check') as type
      from alert
      where org_id = ${tx.organizationId} and received_at >= ${timestamp(since)} and not is_test
      order by received_at desc
      limit ${latest}
    ), kinds as (
      select distinct on (source_id, coalesce(type, title)) source_id, type, title, labels, received_at,
        count(*) over kind as count, min(severity_step) over kind as step
      from recent
      window kind as (partition by source_id, coalesce(type, title))
      order by source_id, coalesce(type, title), received_at desc
    )
    select s.integration, s.source_id as "sourceId", s.name as "sourceName", k.type, k.title, k.labels, k.count,
      k.received_at as "lastAt", k.step = 1 as "isSevere"
    from kinds k
    join source s on s.org_id = ${tx.organizationId} and s.source_id = k.source_id
    order by k.count desc, s.name, k.title
    limit ${mostKinds}`.execute(tx.db)
  return rows.map((row) => ({ ...row, count: Number(row.count) }))
}

export async function seenSources({ db, organizationId }: OrganizationTx): Promise<SeenSource[]> {
  return db
    .selectFrom('source')
    .select(['integration', 'source_id as id', 'name'])
    .where('org_id', '=', organizationId)
    .where('retired_at', 'is', null)
    .orderBy('name')
    .execute()
}

/** Of private incidents not even the type. */
export async function seenTypes({ db, organizationId }: OrganizationTx): Promise<SeenType[]> {
  const rows = await db
    .selectFrom('incident')
    .select(({ fn }) => ['incident_type as type', fn.countAll<string | number>().as('count'), fn.max('declared_at').as('lastAt')])
    .where('org_id', '=', organizationId)
    .where('is_private', '=', false)
    .where('incident_type', 'is not', null)
    .where('state', 'not in', ['not_an_incident', 'merged'])
    .groupBy('incident_type')
    .orderBy('incident_type')
    .execute()
  return rows.flatMap(({ type, count, lastAt }) => (type === null ? [] : [{ type, count: Number(count), lastAt }]))
}
