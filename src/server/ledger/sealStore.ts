// What the sequencer reads and writes: rows out of the inbox, entries, nodes and the checkpoint into the log.
import { sql } from 'kysely'
import type { Instant } from '../../core/kernel/instant.ts'
import type { GrownTree } from '../../core/ledger/growTree.ts'
import { timestamps } from '../../database/columnPlugin.ts'
import { planOnce } from '../../database/database.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

export type InboxEntry = { entryId: string; header: Uint8Array; leafHash: Uint8Array; recordedAt: Instant; position: number }

/**
 * Takes what is there and not locked, in the order it was written. Never "everything after the last one": a transaction that recorded early
 * and commits late would be passed over for ever. So neither `rec` nor `position` need rise with the index from one batch to the next.
 */
export async function lockWaiting(tx: OrganizationTx, most: number): Promise<InboxEntry[]> {
  const { rows } = await sql<InboxEntry>`${sql.raw(planOnce)}
    select entry_id as "entryId", header, leaf_hash as "leafHash", recorded_at as "recordedAt", position
    from ledger_inbox where org_id = ${tx.organizationId} order by position limit ${most} for update skip locked
  `.execute(tx.db)
  return rows
}

/**
 * Planned each time, with the positions at hand: they are looked up, or hashed, whatever the database believes of the table. A plan made
 * while the inbox was empty compared each waiting entry with every other, and sealing five thousand took twelve seconds.
 */
export async function deleteFromInbox(tx: OrganizationTx, taken: readonly InboxEntry[]): Promise<void> {
  const positions = taken.map(({ position }) => position)
  const { numAffectedRows } = await sql`
    delete from ledger_inbox where org_id = ${tx.organizationId} and position = any(${positions}::bigint[])
  `.execute(tx.db)
  if (numAffectedRows !== BigInt(taken.length))
    throw new Error(`Of ${taken.length} entries that were held ${numAffectedRows} were there to take.`)
}

export type SealedEntry = Omit<InboxEntry, 'position'> & { index: number; kind: string; obj: string; at: Instant }

export async function insertEntries(tx: OrganizationTx, entries: readonly SealedEntry[]): Promise<void> {
  await sql`${sql.raw(planOnce)}
    insert into ledger_entry (org_id, index, entry_id, kind, obj, at, recorded_at, header, leaf_hash)
    select ${tx.organizationId}, index, entry_id, kind, obj, at, recorded_at, header, leaf_hash
    from unnest(
      ${entries.map((entry) => entry.index)}::bigint[], ${entries.map((entry) => entry.entryId)}::uuid[],
      ${entries.map((entry) => entry.kind)}::text[], ${entries.map((entry) => entry.obj)}::text[],
      ${timestamps(entries.map((entry) => entry.at))}, ${timestamps(entries.map((entry) => entry.recordedAt))},
      ${entries.map((entry) => entry.header)}::bytea[], ${entries.map((entry) => entry.leafHash)}::bytea[]
    ) as sealed (index, entry_id, kind, obj, at, recorded_at, header, leaf_hash)
  `.execute(tx.db)
}

export async function insertNodes(tx: OrganizationTx, completed: GrownTree['completed']): Promise<void> {
  if (completed.length === 0) return
  await sql`${sql.raw(planOnce)}
    insert into ledger_node (org_id, level, position, hash)
    select ${tx.organizationId}, level, position, hash
    from unnest(
      ${completed.map(({ node }) => node.level)}::smallint[], ${completed.map(({ node }) => node.index)}::bigint[],
      ${completed.map(({ hash }) => hash)}::bytea[]
    ) as completed (level, position, hash)
  `.execute(tx.db)
}

export type NewCheckpoint = { size: number; root: Uint8Array; note: string; signedAt: Instant }

export async function insertCheckpoint(tx: OrganizationTx, { size, root, note, signedAt }: NewCheckpoint): Promise<void> {
  await tx.db.insertInto('checkpoint').values({ org_id: tx.organizationId, size, root, note, signed_at: signedAt }).execute()
}
