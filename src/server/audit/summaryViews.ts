// What a period holds as of now, counted in the tables; a package counts it again in the entries.
import { sql } from 'kysely'
import type { Instant } from '../../core/kernel/instant.ts'
import { timestamp } from '../../database/columnPlugin.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

export type PeriodCounts = {
  alerts: number
  reviewed: number
  reviewedLate: number
  sources: number
  gaps: number
  gapsUnexplained: number
  refusedDeliveries: number
}

export async function countPeriod(tx: OrganizationTx, start: Instant, end: Instant): Promise<PeriodCounts> {
  const org = tx.organizationId
  const [from, until] = [timestamp(start), timestamp(end)]
  const { rows } = await sql<PeriodCounts>`
    with alerts as (
      select count(*) as alerts, count(first_reviewed_at) as reviewed,
        count(*) filter (where first_reviewed_at > received_at + review_target_seconds * interval '1 second') as reviewed_late
      from alert where org_id = ${org} and received_at >= ${from} and received_at < ${until}
    ), gaps as (
      select count(*) as gaps, count(*) filter (where explained_at is null) as unexplained
      from coverage_gap where org_id = ${org} and started_at < ${until} and (ended_at is null or ended_at >= ${from})
    )
    select alerts, reviewed, reviewed_late as "reviewedLate", gaps, unexplained as "gapsUnexplained",
      (select count(*) from source where org_id = ${org} and created_at < ${until} and (retired_at is null or retired_at >= ${from})) as sources,
      (select count(*) from delivery where org_id = ${org} and state = 'refused' and received_at >= ${from} and received_at < ${until})
        as "refusedDeliveries"
    from alerts, gaps`.execute(tx.db)
  return rows[0] as PeriodCounts
}

export async function countDispositions(tx: OrganizationTx, start: Instant, end: Instant): Promise<Record<string, number>> {
  const rows = await tx.db
    .selectFrom('alert')
    .select(['disposition', ({ fn }) => fn.countAll<number>().as('count')])
    .where('org_id', '=', tx.organizationId)
    .where('received_at', '>=', start)
    .where('received_at', '<', end)
    .where('disposition', 'is not', null)
    .groupBy('disposition')
    .orderBy('disposition')
    .execute()
  return Object.fromEntries(rows.map(({ disposition, count }) => [disposition ?? '', count]))
}
