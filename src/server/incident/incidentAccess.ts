// Who may see and change an incident: the row itself, held for the transaction where it is to be changed.
import type { Actor } from '../../core/kernel/actor.ts'
import type { IncidentId, PersonId } from '../../core/kernel/ids.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { type IncidentRow, isOn, readIncident } from './accessViews.ts'

function notFound(): Refusal {
  return new Refusal('not_found', 'There is no such incident here.')
}

async function maySee(tx: OrganizationTx, by: Actor, { incidentId, isPrivate }: IncidentRow): Promise<boolean> {
  if (!isPrivate || ((by.kind === 'person' || by.kind === 'token') && by.role === 'compliance')) return true
  return by.kind === 'person' && (await isOn(tx, incidentId, by.id as PersonId))
}

/** Held until the transaction ends. */
export async function lockIncident(tx: OrganizationTx, by: Actor, incidentId: IncidentId): Promise<IncidentRow> {
  const row = await readIncident(tx, incidentId, { lock: true })
  if (row === undefined || !(await maySee(tx, by, row))) throw notFound()
  return row
}

/** `open`: false where only a number and a state may be told. */
export async function seeIncident(tx: OrganizationTx, by: Actor, incidentId: IncidentId): Promise<{ row: IncidentRow; open: boolean }> {
  const row = await readIncident(tx, incidentId, { lock: false })
  if (row === undefined) throw notFound()
  return { row, open: await maySee(tx, by, row) }
}
