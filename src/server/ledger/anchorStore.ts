// Destinations and the attempts to put checkpoints there.
import type { AnchorId, DestinationId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { LastAnchor } from '../../core/ledger/anchorSchedule.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { StoredSettings } from './anchor/anchorTask.ts'

export type DestinationRow = {
  destinationId: DestinationId
  name: string
  settings: StoredSettings
  everySeconds: number
  createdAt: Instant
  retiredAt: Instant | null
}

export type NewDestination = Omit<DestinationRow, 'retiredAt'>

const destinationColumns = [
  'destination_id as destinationId',
  'name',
  'settings',
  'every_seconds as everySeconds',
  'created_at as createdAt',
  'retired_at as retiredAt',
] as const

function destinations(tx: OrganizationTx) {
  return tx.db.selectFrom('anchor_destination').select(destinationColumns).where('org_id', '=', tx.organizationId)
}

type Selected = Omit<DestinationRow, 'settings'> & { settings: unknown }
/** Written by `saveDestination` alone. */
const asDestination = (row: Selected): DestinationRow => ({ ...row, settings: row.settings as StoredSettings })

export async function listDestinations(tx: OrganizationTx): Promise<DestinationRow[]> {
  return (await destinations(tx).orderBy('created_at').orderBy('destination_id').execute()).map(asDestination)
}

/** Those in use. Held while deciding what is due, so that two servers do not both ask for the same anchor. */
export async function lockDestinations(tx: OrganizationTx): Promise<DestinationRow[]> {
  const rows = await destinations(tx).where('retired_at', 'is', null).orderBy('destination_id').forUpdate().execute()
  return rows.map(asDestination)
}

export async function lockDestination(tx: OrganizationTx, destinationId: DestinationId): Promise<DestinationRow | undefined> {
  const row = await destinations(tx).where('destination_id', '=', destinationId).forUpdate().executeTakeFirst()
  return row && asDestination(row)
}

export async function saveDestination(tx: OrganizationTx, destination: NewDestination): Promise<void> {
  await tx.db
    .insertInto('anchor_destination')
    .values({
      org_id: tx.organizationId,
      destination_id: destination.destinationId,
      kind: destination.settings.kind,
      name: destination.name,
      settings: { ...destination.settings },
      every_seconds: destination.everySeconds,
      created_at: destination.createdAt,
    })
    .execute()
}

export async function retireDestination(tx: OrganizationTx, destinationId: DestinationId, at: Instant): Promise<void> {
  await tx.db
    .updateTable('anchor_destination')
    .set({ retired_at: at })
    .where('org_id', '=', tx.organizationId)
    .where('destination_id', '=', destinationId)
    .execute()
}

export type AnchorRow = LastAnchor & {
  anchorId: AnchorId
  destinationId: DestinationId
  attempts: number
  lastError: string | null
  anchoredAt: Instant | null
  authorityAt: Instant | null
}

const anchorColumns = [
  'anchor_id as anchorId',
  'destination_id as destinationId',
  'size',
  'state',
  'attempts',
  'last_error as lastError',
  'requested_at as requestedAt',
  'anchored_at as anchoredAt',
  'authority_at as authorityAt',
] as const

function anchors(tx: OrganizationTx) {
  return tx.db.selectFrom('anchor').select(anchorColumns).where('org_id', '=', tx.organizationId)
}

/** The latest of each destination. */
export async function latestAnchors(tx: OrganizationTx): Promise<Map<DestinationId, AnchorRow>> {
  const rows = await anchors(tx)
    .distinctOn('destination_id')
    .orderBy('destination_id')
    .orderBy('requested_at', 'desc')
    .orderBy('anchor_id', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.destinationId, row]))
}

export function anchorsOfSizes(tx: OrganizationTx, sizes: readonly number[]): Promise<AnchorRow[]> {
  return sizes.length === 0 ? Promise.resolve([]) : anchors(tx).where('size', 'in', sizes).orderBy('anchor_id').execute()
}

export async function requestAnchor(
  tx: OrganizationTx,
  anchor: { anchorId: AnchorId; destinationId: DestinationId; size: number; requestedAt: Instant },
): Promise<void> {
  await tx.db
    .insertInto('anchor')
    .values({
      org_id: tx.organizationId,
      anchor_id: anchor.anchorId,
      destination_id: anchor.destinationId,
      size: anchor.size,
      state: 'pending',
      requested_at: anchor.requestedAt,
    })
    .execute()
}

/** True for one server: the attempt is counted before it is made, so that a crash costs an attempt and not a second sending. */
export async function claimAttempt(tx: OrganizationTx, anchor: Pick<AnchorRow, 'anchorId' | 'attempts'>): Promise<boolean> {
  const { numUpdatedRows } = await pending(tx, anchor.anchorId)
    .set({ attempts: anchor.attempts + 1 })
    .where('attempts', '=', anchor.attempts)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

function pending(tx: OrganizationTx, anchorId: AnchorId) {
  return tx.db
    .updateTable('anchor')
    .where('org_id', '=', tx.organizationId)
    .where('anchor_id', '=', anchorId)
    .where('state', '=', 'pending')
}

/** False where another server was first. */
export async function saveAnchored(
  tx: OrganizationTx,
  anchorId: AnchorId,
  done: { anchoredAt: Instant; authorityAt: Instant | null; answer: Uint8Array },
): Promise<boolean> {
  const { numUpdatedRows } = await pending(tx, anchorId)
    .set({ state: 'anchored', anchored_at: done.anchoredAt, authority_at: done.authorityAt, token: done.answer, last_error: null })
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function saveFailure(tx: OrganizationTx, anchorId: AnchorId, error: string, isLast: boolean): Promise<void> {
  await pending(tx, anchorId)
    .set({ last_error: error, ...(isLast ? { state: 'failed' as const } : {}) })
    .execute()
}

/** Whether anything but anchors was sealed from index `from` on: only their absence takes long to find, and they are few. */
export async function hasNews(tx: OrganizationTx, from: number): Promise<boolean> {
  const row = await tx.db
    .selectFrom('ledger_entry')
    .select('index')
    .where('org_id', '=', tx.organizationId)
    .where('index', '>=', from)
    .where('kind', '<>', 'anchor')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
