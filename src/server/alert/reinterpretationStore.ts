// Reads and writes which refused deliveries were read again.
import type { DeliveryId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { Interpreted } from './interpretDelivery.ts'

export async function isReinterpreted(tx: OrganizationTx, deliveryId: DeliveryId): Promise<boolean> {
  const row = await tx.db
    .selectFrom('reinterpretation')
    .select('delivery_id')
    .where('org_id', '=', tx.organizationId)
    .where('delivery_id', '=', deliveryId)
    .executeTakeFirst()
  return row !== undefined
}

export async function saveReinterpretation(
  tx: OrganizationTx,
  deliveryId: DeliveryId,
  { authentication, reason, omitted }: Interpreted,
  observations: number,
  by: { id: string; name: string },
  now: Instant,
): Promise<void> {
  await tx.db
    .insertInto('reinterpretation')
    .values({
      org_id: tx.organizationId,
      delivery_id: deliveryId,
      authentication: authentication === 'verified' ? 'verified' : 'url_only',
      reason,
      observations,
      omitted,
      asked_by: by.id,
      asked_by_name: by.name,
      reinterpreted_at: now,
    })
    .execute()
}
