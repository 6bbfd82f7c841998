// Writes recorded entries and their openings, any number of them in one statement.
import { sql } from 'kysely'
import type { Instant } from '../../core/kernel/instant.ts'
import type { Slot } from '../../core/ledger/entry.ts'
import { timestamps } from '../../database/columnPlugin.ts'
import { planOnce } from '../../database/database.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

export type InboxRow = { entryId: string; header: Uint8Array; leafHash: Uint8Array; recordedAt: Instant }
export type OpeningRow = { entryId: string; slot: Slot; salt: Uint8Array; bytes: Uint8Array }

export async function addToInbox(tx: OrganizationTx, inbox: readonly InboxRow[], openings: readonly OpeningRow[]): Promise<void> {
  await sql`${sql.raw(planOnce)}
    with recorded as (
      insert into ledger_inbox (org_id, entry_id, header, leaf_hash, recorded_at)
      select ${tx.organizationId}, entry_id, header, leaf_hash, recorded_at
      from unnest(
        ${inbox.map((row) => row.entryId)}::uuid[], ${inbox.map((row) => row.header)}::bytea[], ${inbox.map((row) => row.leafHash)}::bytea[],
        ${timestamps(inbox.map((row) => row.recordedAt))}
      ) with ordinality as recorded (entry_id, header, leaf_hash, recorded_at, place)
      order by place
    )
    insert into ledger_opening (org_id, entry_id, slot, salt, bytes)
    select ${tx.organizationId}, entry_id, slot, salt, bytes
    from unnest(
      ${openings.map((row) => row.entryId)}::uuid[], ${openings.map((row) => row.slot)}::text[],
      ${openings.map((row) => row.salt)}::bytea[], ${openings.map((row) => row.bytes)}::bytea[]
    ) as opening (entry_id, slot, salt, bytes)
  `.execute(tx.db)
}
