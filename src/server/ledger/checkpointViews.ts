// Signed checkpoints as they are kept.
import type { Instant } from '../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

export type CheckpointRow = { size: number; root: Uint8Array; note: string; signedAt: Instant }

const columns = ['size', 'root', 'note', 'signed_at as signedAt'] as const

function checkpoints(tx: OrganizationTx) {
  return tx.db.selectFrom('checkpoint').select(columns).where('org_id', '=', tx.organizationId)
}

export function readCheckpointAt(tx: OrganizationTx, size: number): Promise<CheckpointRow | undefined> {
  return checkpoints(tx).where('size', '=', size).executeTakeFirst()
}

export function readLatestCheckpoint(tx: OrganizationTx): Promise<CheckpointRow | undefined> {
  return checkpoints(tx).orderBy('size', 'desc').limit(1).executeTakeFirst()
}

/** Newest first, below a size. */
export function readCheckpoints(tx: OrganizationTx, page: { below: number | null; limit: number }): Promise<CheckpointRow[]> {
  const all = checkpoints(tx).orderBy('size', 'desc').limit(page.limit)
  return (page.below === null ? all : all.where('size', '<', page.below)).execute()
}

/** The last one signed no later than an instant; what a package opens with. */
export function readCheckpointBefore(tx: OrganizationTx, at: Instant): Promise<CheckpointRow | undefined> {
  return checkpoints(tx).where('signed_at', '<=', at).orderBy('signed_at', 'desc').orderBy('size', 'desc').limit(1).executeTakeFirst()
}
