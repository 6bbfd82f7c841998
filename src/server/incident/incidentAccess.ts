// Which incident is meant, and may whoever asks see what is in it? A private one is open to those on it and to compliance.
import type { Actor } from '../../core/kernel/actor.ts'
import type { IncidentId } from '../../core/kernel/ids.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { type IncidentRow, isOnIncident, readIncident } from './accessViews.ts'

export type { IncidentRow } from './accessViews.ts'

function noSuchIncident(): Refusal {
  return new Refusal('not_found', 'There is no such incident.')
}

async function isOpenTo(tx: OrganizationTx, by: Actor, { incidentId, isPrivate }: IncidentRow): Promise<boolean> {
  if (!isPrivate || by.kind === 'system') return true
  return ('role' in by && by.role === 'compliance') || (await isOnIncident(tx, by, incidentId))
}

/** Held until the transaction ends: whatever is decided about an incident is decided one after the other. */
export async function lockIncident(tx: OrganizationTx, by: Actor, incidentId: IncidentId): Promise<IncidentRow> {
  const row = await readIncident(tx, incidentId, true)
  if (row === undefined || !(await isOpenTo(tx, by, row))) throw noSuchIncident()
  return row
}

export async function seeIncident(tx: OrganizationTx, by: Actor, incidentId: IncidentId): Promise<{ row: IncidentRow; open: boolean }> {
  const row = await readIncident(tx, incidentId, false)
  if (row === undefined) throw noSuchIncident()
  return { row, open: await isOpenTo(tx, by, row) }
}
