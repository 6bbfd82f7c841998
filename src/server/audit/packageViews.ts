// What a package is planned and written from: the sealed log in pages, the checkpoints around a period, and what left the house.
import { type RawBuilder, sql } from 'kysely'
import { documentKinds } from '../../core/audit/bearsOnDocuments.ts'
import type { EarlierEntry } from '../../core/audit/earlierLine.ts'
import type { Opening } from '../../core/audit/openingLine.ts'
import { isOpened } from '../../core/audit/packageLayout.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { saltLength } from '../../core/ledger/commitment.ts'
import type { EntryKind, Slot } from '../../core/ledger/entry.ts'
import { decodeHex } from '../../core/ledger/hex.ts'
import { timestamp } from '../../database/columnPlugin.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { proofOfEntry } from '../ledger/proofViews.ts'
import type { SourceEntry } from './packageSource.ts'

export type OrganizationFacts = { name: string; timeZone: string; simulatedUntil: Instant | null }

export async function readOrganization(tx: OrganizationTx): Promise<OrganizationFacts> {
  return tx.db
    .selectFrom('organization')
    .select(['name', 'time_zone as timeZone', 'simulated_until as simulatedUntil'])
    .where('org_id', '=', tx.organizationId)
    .executeTakeFirstOrThrow()
}

/** Salt and bytes of a slot end to end, null where there is none: fewer columns, and no arrays, which are slow to read. */
type EntryRow = { index: number; kind: EntryKind; obj: string; header: Uint8Array } & Record<OpenedSlot, Uint8Array | null>

const openedSlots = ['detail', 'file'] as const satisfies readonly Slot[]
type OpenedSlot = (typeof openedSlots)[number]

/** In order, each with the openings that are still there. */
export function readSealedEntries(tx: OrganizationTx, from: number, end: number): Promise<SourceEntry[]> {
  return readEntries(tx, from, end, sql`true`)
}

/** There are never many. */
export function readRestrictions(tx: OrganizationTx, from: number, end: number): Promise<SourceEntry[]> {
  return readEntries(tx, from, end, sql`e.kind = ${'incident.restricted' satisfies EntryKind}`)
}

/** The header alone decides, as it does for whoever counts them in a package. */
function bearingOnDocuments({ organizationId }: OrganizationTx) {
  return sql`(e.kind = any(${[...documentKinds]}::text[]) or (e.kind = ${'correction' satisfies EntryKind} and e.obj = ${organizationId}))`
}

/** Few: people write documents, join and leave; machines do not. Each proof is a look at the stored tree. */
export async function readEarlierEntries(tx: OrganizationTx, size: number): Promise<EarlierEntry[]> {
  const entries: EarlierEntry[] = []
  for (const { index, header, openings } of await readEntries(tx, 0, size, bearingOnDocuments(tx))) {
    entries.push({ index, header, openings, proof: await proofOfEntry(tx, index, size) })
  }
  return entries
}

export async function countAboutDocuments(tx: OrganizationTx, size: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from ledger_entry e
    where e.org_id = ${tx.organizationId} and e.index < ${size} and ${bearingOnDocuments(tx)}`.execute(tx.db)
  return rows[0]?.count ?? 0
}

type Placed = SourceEntry & { index: number }

async function readEntries(tx: OrganizationTx, from: number, end: number, wanted: RawBuilder<unknown>): Promise<Placed[]> {
  const org = tx.organizationId
  const { rows } = await sql<EntryRow>`
    select e.index, e.kind, e.obj, e.header, d.salt || d.bytes as detail, f.salt || f.bytes as file
    from ledger_entry e
    left join ledger_opening d on d.org_id = ${org} and d.entry_id = e.entry_id and d.slot = 'detail'
    left join ledger_opening f on f.org_id = ${org} and f.entry_id = e.entry_id and f.slot = 'file'
    where e.org_id = ${org} and e.index >= ${from} and e.index < ${end} and ${wanted}
    order by e.index`.execute(tx.db)
  return rows.map((row) => ({
    index: row.index,
    obj: row.obj,
    header: row.header,
    openings: openedSlots.flatMap((slot) => openingOf(row, slot)),
  }))
}

function openingOf(row: EntryRow, slot: OpenedSlot): Opening[] {
  const kept = row[slot]
  if (kept === null || !isOpened(row.kind, slot)) return []
  return [{ slot, salt: kept.subarray(0, saltLength), bytes: kept.subarray(saltLength) }]
}

/** By the SHA-256 (hex) of the text. */
export async function readPolicyText(tx: OrganizationTx, sha256: string): Promise<string | null> {
  const row = await tx.db
    .selectFrom('document_version')
    .select('markdown')
    .where('org_id', '=', tx.organizationId)
    .where('kind', '=', 'policy')
    .where('version', '=', decodeHex(sha256))
    .limit(1)
    .executeTakeFirst()
  return row?.markdown ?? null
}

/** The largest checkpoint below a size. */
export async function checkpointSizeBelow(tx: OrganizationTx, size: number): Promise<number | undefined> {
  const row = await tx.db
    .selectFrom('checkpoint')
    .select('size')
    .where('org_id', '=', tx.organizationId)
    .where('size', '<', size)
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.size
}

/** The latest checkpoint that a timestamp authority saw no later than an instant, and no earlier than another one. */
export async function stampedBetween(tx: OrganizationTx, from: Instant, until: Instant): Promise<number | undefined> {
  const row = await tx.db
    .selectFrom('anchor')
    .select('size')
    .where('org_id', '=', tx.organizationId)
    .where('state', '=', 'anchored')
    .where('authority_at', '>=', from)
    .where('authority_at', '<=', until)
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.size
}

/** Whether an authority saw a checkpoint of at least that size, in a span of time. */
export async function isStamped(tx: OrganizationTx, size: number, from: Instant | null, until: Instant | null): Promise<boolean> {
  let query = tx.db
    .selectFrom('anchor')
    .select('size')
    .where('org_id', '=', tx.organizationId)
    .where('state', '=', 'anchored')
    .where('authority_at', 'is not', null)
    .where('size', '>=', size)
  if (from !== null) query = query.where('authority_at', '>=', from)
  if (until !== null) query = query.where('authority_at', '<=', until)
  return (await query.limit(1).executeTakeFirst()) !== undefined
}

/** Sizes of checkpoints that left the house before a size, ascending: an auditor may hold any of them. */
export async function anchoredSizesBelow(tx: OrganizationTx, size: number): Promise<number[]> {
  const rows = await tx.db
    .selectFrom('anchor')
    .select('size')
    .distinct()
    .where('org_id', '=', tx.organizationId)
    .where('state', '=', 'anchored')
    .where('size', '<', size)
    .where('size', '>', 0)
    .orderBy('size')
    .execute()
  return rows.map((row) => row.size)
}

/** Whether something recorded no later than an instant still waits to be sealed. */
export async function isWaiting(tx: OrganizationTx, recordedUpTo: Instant): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean }>`
    select exists (
      select from ledger_inbox where org_id = ${tx.organizationId} and recorded_at <= ${timestamp(recordedUpTo)}
    ) as waits`.execute(tx.db)
  return rows[0]?.waits === true
}
