// Organizations whose checkpoints go somewhere, and what came of it.
import type { OrganizationId } from '../../src/core/kernel/ids.ts'
import { toInstant } from '../../src/core/kernel/instant.ts'
import type { StoredSettings } from '../../src/server/ledger/anchor/anchorTask.ts'
import { saveDestination } from '../../src/server/ledger/anchorStore.ts'
import { sealAll } from '../../src/server/ledger/sealLedger.ts'
import { entryPage, latestCheckpointNote, ledgerStatus } from '../../src/server/ledger/views.ts'
import { inside, type LedgerHouse, organizationWithLedger, recordSome } from './ledgerHouse.ts'

/** An organization with five sealed entries and one destination. */
export async function anchored(house: LedgerHouse, settings: StoredSettings): Promise<OrganizationId> {
  const organizationId = await organizationWithLedger(house)
  const destination = { destinationId: house.services.newId('destination'), name: 'Elsewhere', settings, everySeconds: 3600 }
  await inside(house.services, organizationId, (tx) => saveDestination(tx, { ...destination, createdAt: house.time.now }))
  await recordSome(house, organizationId, 5)
  await sealAll(house.services, organizationId)
  return organizationId
}

export function passTime(house: LedgerHouse, milliseconds: number): void {
  house.time.now = toInstant(house.time.now + milliseconds)
}

export const latestNote = ({ services }: LedgerHouse, organizationId: OrganizationId) =>
  inside(services, organizationId, latestCheckpointNote)

export const statusOf = ({ services }: LedgerHouse, organizationId: OrganizationId) =>
  inside(services, organizationId, (tx) => ledgerStatus(tx, services.ledgerKeys, null))

export const lastAnchor = ({ services }: LedgerHouse, organizationId: OrganizationId) =>
  inside(services, organizationId, (tx) =>
    tx.db.selectFrom('anchor').selectAll().where('org_id', '=', organizationId).orderBy('requested_at', 'desc').executeTakeFirst(),
  )

export const anchorEntries = ({ services }: LedgerHouse, organizationId: OrganizationId) =>
  inside(services, organizationId, async (tx) => (await entryPage(tx, { kind: 'anchor', limit: 100 })).items)
