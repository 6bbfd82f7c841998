// Sealed and waiting entries as people and other rooms ask for them.
import { sql } from 'kysely'
import type { Instant } from '../../core/kernel/instant.ts'
import { encodeHex } from '../../core/ledger/hex.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

export type EntryRow = {
  index: number
  entryId: string
  header: Uint8Array
  leafHash: Uint8Array
  recordedAt: Instant
  /** The detail slot's bytes; null where there is none, it was erased, or it is of a private incident. */
  detail: Uint8Array | null
}

const columns = ['e.index', 'e.entry_id as entryId', 'e.header', 'e.leaf_hash as leafHash', 'e.recorded_at as recordedAt'] as const

/** What a private incident's entries said before it was made private is told by its thread, to those who may see it. */
const notOfPrivate = sql<boolean>`not exists (
  select from incident i where i.org_id = e.org_id and i.incident_id = e.obj and i.is_private)`

function entries(tx: OrganizationTx) {
  return tx.db
    .selectFrom('ledger_entry as e')
    .leftJoin('ledger_opening as o', (join) =>
      join.onRef('o.org_id', '=', 'e.org_id').onRef('o.entry_id', '=', 'e.entry_id').on('o.slot', '=', 'detail').on(notOfPrivate),
    )
    .select([...columns, 'o.bytes as detail'])
    .where('e.org_id', '=', tx.organizationId)
}

export type EntryPage = { obj: string | undefined; kind: string | undefined; below: number | null; limit: number }

/** Newest first. */
export function readEntries(tx: OrganizationTx, { obj, kind, below, limit }: EntryPage): Promise<EntryRow[]> {
  let query = entries(tx)
  if (obj !== undefined) query = query.where('e.obj', '=', obj)
  if (kind !== undefined) query = query.where('e.kind', '=', kind)
  if (below !== null) query = query.where('e.index', '<', below)
  return query.orderBy('e.index', 'desc').limit(limit).execute()
}

export function readEntry(tx: OrganizationTx, index: number): Promise<EntryRow | undefined> {
  return entries(tx).where('e.index', '=', index).executeTakeFirst()
}

export type EntryStateRow = { index: number | null; header: Uint8Array; leafHash: Uint8Array; recordedAt: Instant }

/**
 * Everything about one object: sealed in the order of the log, then what waits. The inbox is searched by what its headers say, and first: an
 * entry that is sealed in between is then met twice and told once, and never missed.
 */
export async function readEntriesOf(tx: OrganizationTx, obj: string): Promise<EntryStateRow[]> {
  const { rows: waiting } = await sql<Omit<EntryStateRow, 'index'>>`
    select header, leaf_hash as "leafHash", recorded_at as "recordedAt" from ledger_inbox
    where org_id = ${tx.organizationId} and position(convert_to(${`"obj":"${obj}"`}, 'UTF8') in header) > 0
    order by position
  `.execute(tx.db)
  const sealed = await tx.db
    .selectFrom('ledger_entry as e')
    .select(['e.index', 'e.header', 'e.leaf_hash as leafHash', 'e.recorded_at as recordedAt'])
    .where('e.org_id', '=', tx.organizationId)
    .where('e.obj', '=', obj)
    .orderBy('e.index')
    .execute()
  const known = new Set(sealed.map(({ leafHash }) => encodeHex(leafHash)))
  const pending = waiting.filter(({ leafHash }) => !known.has(encodeHex(leafHash)))
  return [...sealed, ...pending.map((row) => ({ ...row, index: null }))]
}

export async function readSimulatedUntil(tx: OrganizationTx): Promise<Instant | null> {
  const row = await tx.db
    .selectFrom('organization')
    .select('simulated_until as until')
    .where('org_id', '=', tx.organizationId)
    .executeTakeFirst()
  return row?.until ?? null
}
