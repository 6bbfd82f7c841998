// The two doors to one incident: held, to work on it; or looked at, as far as the caller may see it.
import { maySee } from '../../core/incident/visibility.ts'
import type { Actor } from '../../core/kernel/actor.ts'
import type { IncidentId } from '../../core/kernel/ids.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { type IncidentRow, peopleOn, readIncident } from './incidentStore.ts'

export function noSuchIncident(): Refusal {
  return new Refusal('not_found', 'There is no such incident.')
}

async function isSeen(tx: OrganizationTx, by: Actor, row: IncidentRow): Promise<boolean> {
  if (!row.isPrivate) return true
  return maySee(row, by, await peopleOn(tx, row.incidentId))
}

/** Held until the transaction ends, before anything else of it is read. Who may not see it is told that there is none. */
export async function lockIncident(tx: OrganizationTx, by: Actor, incidentId: IncidentId): Promise<IncidentRow> {
  const row = await readIncident(tx, incidentId, { lock: true })
  if (row === undefined || !(await isSeen(tx, by, row))) throw noSuchIncident()
  return row
}

/** `open`: the caller sees all of it; else only its number, state, severity, and when it was declared. */
export async function seeIncident(tx: OrganizationTx, by: Actor, incidentId: IncidentId): Promise<{ row: IncidentRow; open: boolean }> {
  const row = await readIncident(tx, incidentId, { lock: false })
  if (row === undefined) throw noSuchIncident()
  return { row, open: await isSeen(tx, by, row) }
}
