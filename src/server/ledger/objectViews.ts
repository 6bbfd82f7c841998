// Everything that is on record about one object, opened: sealed entries in their order, then those that wait.
import { sql } from 'kysely'
import type { EntryKind } from '../../core/ledger/entry.ts'
import type { OpenedEntry } from '../../core/ledger/openedEntry.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { StoredEntry } from './fsck/fsckViews.ts'
import { openEntry } from './fsck/openEntry.ts'
import { withOpenings } from './fsck/withOpenings.ts'

/** The inbox is searched by what its headers say. */
const about = (obj: string) => sql<boolean>`position(convert_to(${`"obj":"${obj}"`}, 'UTF8') in header) > 0`

type Read = { rows: StoredEntry[] }

/**
 * What waits is read first, because the sequencer may seal it meanwhile: an entry is then found twice and taken once. The other way round
 * it could be found nowhere.
 */
async function opened(tx: OrganizationTx, readWaiting: () => Promise<Read>, readSealed: () => Promise<Read>): Promise<OpenedEntry[]> {
  const { rows: waiting } = await readWaiting()
  const { rows: sealed } = await readSealed()
  const isSealed = new Set(sealed.map(({ entryId }) => entryId))
  const rows = [...sealed, ...waiting.filter(({ entryId }) => !isSealed.has(entryId))]
  return (await withOpenings(tx, rows)).map(([row, openings]) => openEntry(row, openings))
}

const sealedColumns = sql`index, entry_id as "entryId", kind, obj, at, recorded_at as "recordedAt", header, leaf_hash as "leafHash"`
const waitingColumns = sql`null as index, entry_id as "entryId", null as kind, null as obj, null as at, recorded_at as "recordedAt", header,
  leaf_hash as "leafHash"`

export function openedEntriesOf(tx: OrganizationTx, obj: string): Promise<OpenedEntry[]> {
  const { db, organizationId } = tx
  return opened(
    tx,
    () =>
      sql<StoredEntry>`
      select ${waitingColumns} from ledger_inbox where org_id = ${organizationId} and ${about(obj)} order by position`.execute(db),
    () =>
      sql<StoredEntry>`
      select ${sealedColumns} from ledger_entry where org_id = ${organizationId} and obj = ${obj} order by index`.execute(db),
  )
}

const ofKind = (kind: string) => sql<boolean>`position(convert_to(${`"kind":"${kind}"`}, 'UTF8') in header) > 0`

/** Everything of some kinds, in the order of the log, then what waits. */
export function openedEntriesOfKinds(tx: OrganizationTx, kinds: readonly EntryKind[]): Promise<OpenedEntry[]> {
  const { db, organizationId } = tx
  return opened(
    tx,
    () =>
      sql<StoredEntry>`
      select ${waitingColumns} from ledger_inbox
      where org_id = ${organizationId} and (${sql.join(kinds.map(ofKind), sql` or `)}) order by position`.execute(db),
    () =>
      sql<StoredEntry>`
      select ${sealedColumns} from ledger_entry
      where org_id = ${organizationId} and kind in (${sql.join(kinds)}) order by index`.execute(db),
  )
}

/** How many entries there are about an object, of one kind or of all. */
export async function countOf(tx: OrganizationTx, obj: string, kind?: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from ledger_entry where org_id = ${tx.organizationId} and obj = ${obj}
        and (${kind ?? null}::text is null or kind = ${kind ?? null}))
      + (select count(*) from ledger_inbox where org_id = ${tx.organizationId} and ${about(obj)}
        and (${kind ?? null}::text is null or position(convert_to(${`"kind":"${kind ?? ''}"`}, 'UTF8') in header) > 0)) as count`.execute(
    tx.db,
  )
  return rows[0]?.count ?? 0
}
