// The two doors to one incident: held, to work on it; or looked at, as far as the caller may see it.
import type { Actor } from '../../core/kernel/actor.ts'
import type { IncidentId } from '../../core/kernel/ids.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { type IncidentRow, peopleOn, readIncident } from './incidentStore.ts'

async function isSeen(tx: OrganizationTx, by: Actor, row: IncidentRow): Promise<boolean> {
  if (!row.isPrivate || by.kind === 'system') return true
  if (by.kind === 'source') return false
  return by.role === 'compliance' || (await peopleOn(tx, row.incidentId)).some((personId) => personId === by.id)
}

/** Held until the transaction ends, before anything else of it is read. Who may not see it is told that there is none. */
export async function lockIncident(tx: OrganizationTx, by: Actor, incidentId: IncidentId): Promise<IncidentRow> {
  const row = await readIncident(tx, incidentId, { lock: true })
  if (row === undefined || !(await isSeen(tx, by, row))) throw new Refusal('not_found', 'There is no such incident.')
  return row
}

/** `open`: the caller sees all of it. */
export async function seeIncident(tx: OrganizationTx, by: Actor, incidentId: IncidentId): Promise<{ row: IncidentRow; open: boolean }> {
  const row = await readIncident(tx, incidentId, { lock: false })
  if (row === undefined) throw new Refusal('not_found', 'There is no such incident.')
  return { row, open: await isSeen(tx, by, row) }
}
