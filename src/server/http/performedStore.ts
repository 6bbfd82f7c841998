// Requests that were performed under a key, with their answers.
import { sql } from 'kysely'
import type { Instant } from '../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

export type PerformedRequest = {
  actorId: string
  key: string
  endpoint: string
  bodySha256: Uint8Array
  status: number
  answerSealed: Uint8Array
  performedAt: Instant
}

/** Holds the key until the transaction ends, also while nothing is kept under it; what is read then is what whoever came before left. */
export async function lockPerformed(tx: OrganizationTx, actorId: string, key: string): Promise<PerformedRequest | undefined> {
  const name = `performed ${tx.organizationId} ${actorId} ${key}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx.db)
  return tx.db
    .selectFrom('performed_request')
    .select(['actor_id as actorId', 'key', 'endpoint', 'body_sha256 as bodySha256', 'status'])
    .select(['answer_sealed as answerSealed', 'performed_at as performedAt'])
    .where('org_id', '=', tx.organizationId)
    .where('actor_id', '=', actorId)
    .where('key', '=', key)
    .executeTakeFirst()
}

export async function savePerformed(tx: OrganizationTx, performed: PerformedRequest): Promise<void> {
  await tx.db
    .insertInto('performed_request')
    .values({
      org_id: tx.organizationId,
      actor_id: performed.actorId,
      key: performed.key,
      endpoint: performed.endpoint,
      body_sha256: performed.bodySha256,
      status: performed.status,
      answer_sealed: performed.answerSealed,
      performed_at: performed.performedAt,
    })
    .execute()
}

export async function deletePerformedBefore(tx: OrganizationTx, before: Instant): Promise<void> {
  await tx.db.deleteFrom('performed_request').where('org_id', '=', tx.organizationId).where('performed_at', '<', before).execute()
}
