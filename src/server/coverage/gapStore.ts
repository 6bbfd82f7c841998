// Reads and writes one gap, for explaining it.
import type { ExplainableGap } from '../../core/coverage/explainGap.ts'
import type { GapId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

export async function lockGap(tx: OrganizationTx, gapId: GapId): Promise<ExplainableGap> {
  const row = await tx.db
    .selectFrom('coverage_gap')
    .select(['source_id', 'explained_at', 'explained_by_name'])
    .where('org_id', '=', tx.organizationId)
    .where('gap_id', '=', gapId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw new Refusal('not_found', 'There is no such gap.')
  return { gapId, sourceId: row.source_id, explainedAt: row.explained_at, explainedByName: row.explained_by_name }
}

export async function saveExplanation(
  tx: OrganizationTx,
  gapId: GapId,
  { explanation, by, at }: { explanation: string; by: { id: string; name: string }; at: Instant },
): Promise<void> {
  await tx.db
    .updateTable('coverage_gap')
    .set({ explanation, explained_by: by.id, explained_by_name: by.name, explained_at: at })
    .where('org_id', '=', tx.organizationId)
    .where('gap_id', '=', gapId)
    .execute()
}
