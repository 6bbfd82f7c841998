// Reads everything fsck compares, a page at a time: entries in their order and by object, openings, nodes, checkpoints, and the tables.
import { sql } from 'kysely'
import type { Instant } from '../../../core/kernel/instant.ts'
import type { Slot } from '../../../core/ledger/entry.ts'
import type { GrownTree } from '../../../core/ledger/growTree.ts'
import type { OrganizationTx } from '../../../database/inOrganization.ts'
import type { CheckpointRow } from '../checkpointViews.ts'
import type { Value } from './disagreement.ts'

export type StoredEntry = {
  index: number | null
  entryId: string
  kind: string | null
  obj: string | null
  at: Instant | null
  recordedAt: Instant
  header: Uint8Array
  leafHash: Uint8Array
}

const entryColumns = [
  'index',
  'entry_id as entryId',
  'kind',
  'obj',
  'at',
  'recorded_at as recordedAt',
  'header',
  'leaf_hash as leafHash',
] as const

export function entriesFrom(tx: OrganizationTx, index: number, limit: number): Promise<(StoredEntry & { index: number })[]> {
  return tx.db
    .selectFrom('ledger_entry')
    .select(entryColumns)
    .where('org_id', '=', tx.organizationId)
    .where('index', '>=', index)
    .orderBy('index')
    .limit(limit)
    .execute()
}

export function entriesOfKind(tx: OrganizationTx, kind: string): Promise<StoredEntry[]> {
  return tx.db
    .selectFrom('ledger_entry')
    .select(entryColumns)
    .where('org_id', '=', tx.organizationId)
    .where('kind', '=', kind)
    .orderBy('index')
    .execute()
}

export type Place = { obj: string; index: number }

/** Sealed entries by object and then in their order, behind one place and up to an object. */
export async function entriesByObject(tx: OrganizationTx, after: Place, upTo: string, limit: number): Promise<StoredEntry[]> {
  const { rows } = await sql<StoredEntry>`
    select index, entry_id as "entryId", kind, obj, at, recorded_at as "recordedAt", header, leaf_hash as "leafHash"
    from ledger_entry
    where org_id = ${tx.organizationId} and (obj, index) > (${after.obj}, ${after.index}) and obj <= ${upTo}
    order by obj, index limit ${limit}`.execute(tx.db)
  return rows
}

export type WaitingEntry = { obj: string; entryId: string }

/** What waits, by object and then in the order it was written. Only the ids: there can be many while a ledger is halted. */
export async function waitingByObject(tx: OrganizationTx): Promise<WaitingEntry[]> {
  const { rows } = await sql<WaitingEntry>`
    select substring(convert_from(header, 'UTF8') from '"obj":"([^"]*)"') as obj, entry_id as "entryId"
    from ledger_inbox where org_id = ${tx.organizationId}
    order by substring(convert_from(header, 'UTF8') from '"obj":"([^"]*)"') collate "C", position`.execute(tx.db)
  return rows
}

export async function waitingEntries(tx: OrganizationTx, entryIds: readonly string[]): Promise<StoredEntry[]> {
  const { rows } = await sql<StoredEntry>`
    select null as index, entry_id as "entryId", null as kind, null as obj, null as at, recorded_at as "recordedAt", header,
      leaf_hash as "leafHash"
    from ledger_inbox where org_id = ${tx.organizationId} and entry_id = any(${[...entryIds]}::uuid[])
    order by position`.execute(tx.db)
  return rows
}

export type StoredOpening = { entryId: string; slot: Slot; salt: Uint8Array; bytes: Uint8Array }

export async function openingsOf(tx: OrganizationTx, entryIds: readonly string[]): Promise<Map<string, StoredOpening[]>> {
  const { rows } = await sql<StoredOpening>`
    select entry_id as "entryId", slot, salt, bytes from ledger_opening
    where org_id = ${tx.organizationId} and entry_id = any(${[...entryIds]}::uuid[])`.execute(tx.db)
  const byEntry = new Map<string, StoredOpening[]>()
  for (const row of rows) {
    const of = byEntry.get(row.entryId) ?? []
    of.push(row)
    byEntry.set(row.entryId, of)
  }
  return byEntry
}

/** The stored hashes of these nodes, in their order; null where one is missing. */
export async function storedNodes(tx: OrganizationTx, completed: GrownTree['completed']): Promise<(Uint8Array | null)[]> {
  const { rows } = await sql<{ hash: Uint8Array | null }>`
    select n.hash
    from unnest(${completed.map(({ node }) => node.level)}::smallint[], ${completed.map(({ node }) => node.index)}::bigint[])
      with ordinality as wanted (level, position, place)
    left join ledger_node n on n.org_id = ${tx.organizationId} and n.level = wanted.level and n.position = wanted.position
    order by place`.execute(tx.db)
  return rows.map(({ hash }) => hash)
}

export function checkpointsAbove(tx: OrganizationTx, size: number, limit: number): Promise<CheckpointRow[]> {
  return tx.db
    .selectFrom('checkpoint')
    .select(['size', 'root', 'note', 'signed_at as signedAt'])
    .where('org_id', '=', tx.organizationId)
    .where('size', '>', size)
    .orderBy('size')
    .limit(limit)
    .execute()
}

export type Counts = { entries: number; waiting: number; nodes: number; openings: number }

export async function countAll(tx: OrganizationTx): Promise<Counts> {
  const org = tx.organizationId
  const { rows } = await sql<Counts>`
    select (select count(*) from ledger_entry where org_id = ${org}) as entries,
      (select count(*) from ledger_inbox where org_id = ${org}) as waiting,
      (select count(*) from ledger_node where org_id = ${org}) as nodes,
      (select count(*) from ledger_opening where org_id = ${org}) as openings`.execute(tx.db)
  return rows[0] ?? { entries: 0, waiting: 0, nodes: 0, openings: 0 }
}

/** One table as fsck reads it. Expressions are written here in the house, never made of anybody's input. */
export type TableShape = {
  table: string
  /** The column that holds the object's id. */
  parent: string
  /** Tells the rows of one object apart; `''` where there is one. */
  key: string
  /** Column name to expression. */
  columns: Readonly<Record<string, string>>
  where?: string
}

/** The ids of the next rows of a table, in byte order. */
export async function nextIds(tx: OrganizationTx, { table, parent }: TableShape, after: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select ${sql.raw(parent)} as id from ${sql.raw(table)}
    where org_id = ${tx.organizationId} and ${sql.raw(parent)} > ${after}
    order by 1 limit ${limit}`.execute(tx.db)
  return rows.map(({ id }) => id)
}

export type TableRow = { parent: string; key: string; columns: Readonly<Record<string, Value>> }

/** The rows of one table that belong to these objects. */
export async function rowsOf(tx: OrganizationTx, shape: TableShape, parents: readonly string[]): Promise<TableRow[]> {
  const names = Object.keys(shape.columns)
  const list = names.map((name) => `${shape.columns[name]} as "${name}"`).join(', ')
  const where = shape.where === undefined ? '' : ` and ${shape.where}`
  const { rows } = await sql<Record<string, Value>>`
    select ${sql.raw(shape.parent)} as fsck_parent, (${sql.raw(shape.key)})::text as fsck_key${sql.raw(list === '' ? '' : `, ${list}`)}
    from ${sql.raw(shape.table)}
    where org_id = ${tx.organizationId} and ${sql.raw(shape.parent)} = any(${[...parents]})${sql.raw(where)}`.execute(tx.db)
  return rows.map(({ fsck_parent: parent, fsck_key: key, ...columns }) => ({ parent: String(parent), key: String(key), columns }))
}

/** Bodies whose bytes are not those of their hash, behind one hash; hashed where they lie. Answers how far it came. */
export async function alteredBodies(
  tx: OrganizationTx,
  after: Uint8Array,
  limit: number,
): Promise<{ last: Uint8Array | null; altered: { sha256: Uint8Array; actual: Uint8Array }[] }> {
  const { rows } = await sql<{ sha256: Uint8Array; actual: Uint8Array; same: boolean }>`
    select b.sha256, sha256(b.bytes) as actual, b.sha256 = sha256(b.bytes) as same from delivery_body b
    where b.org_id = ${tx.organizationId} and b.sha256 > ${after} order by b.sha256 limit ${limit}`.execute(tx.db)
  return { last: rows.at(-1)?.sha256 ?? null, altered: rows.filter(({ same }) => !same) }
}

/** The bytes that evidence consists of, each once. */
export async function keptBlobs(tx: OrganizationTx): Promise<{ sha256: string; size: number }[]> {
  const { rows } = await sql<{ sha256: string; size: number }>`
    select distinct encode(sha256, 'hex') as sha256, size from evidence_item
    where org_id = ${tx.organizationId} order by 1`.execute(tx.db)
  return rows
}
