// Stored entries, each with its openings.
import type { OrganizationTx } from '../../../database/inOrganization.ts'
import { openingsOf, type StoredEntry, type StoredOpening } from './fsckViews.ts'

export async function withOpenings<Row extends StoredEntry>(
  tx: OrganizationTx,
  rows: readonly Row[],
): Promise<(readonly [Row, readonly StoredOpening[]])[]> {
  const openings = await openingsOf(
    tx,
    rows.map(({ entryId }) => entryId),
  )
  return rows.map((row) => [row, openings.get(row.entryId) ?? []] as const)
}
