// How far the log has left our hands.
import type { LatestAnchor } from '../../core/ledger/claims.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

/** The anchor over most entries; of several over the same, the one an authority vouches for, then the oldest: it proves the most. */
export async function readLatestAnchor(tx: OrganizationTx): Promise<LatestAnchor | null> {
  const row = await tx.db
    .selectFrom('anchor as a')
    .innerJoin('anchor_destination as d', (join) =>
      join.onRef('d.org_id', '=', 'a.org_id').onRef('d.destination_id', '=', 'a.destination_id'),
    )
    .select(['a.size', 'a.anchored_at as anchoredAt', 'a.authority_at as authorityAt', 'a.requested_at as requestedAt', 'd.kind'])
    .where('a.org_id', '=', tx.organizationId)
    .where('a.state', '=', 'anchored')
    .orderBy('a.size', 'desc')
    .orderBy('a.authority_at', (order) => order.asc().nullsLast())
    .orderBy('a.anchored_at')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return null
  return { size: row.size, at: row.anchoredAt ?? row.requestedAt, kind: row.kind, authorityAt: row.authorityAt }
}

/** Entries below this index lie under a checkpoint that a timestamp authority stamped. */
export async function readStampedSize(tx: OrganizationTx): Promise<number> {
  const row = await tx.db
    .selectFrom('anchor')
    .select(({ fn }) => fn.max('size').as('size'))
    .where('org_id', '=', tx.organizationId)
    .where('state', '=', 'anchored')
    .where('authority_at', 'is not', null)
    .executeTakeFirst()
  return row?.size ?? 0
}
