// An incident whose evidence somebody may see or add to: of a private one, others are told only that it is there, and nothing of what it holds.
import type { Actor } from '../../core/kernel/actor.ts'
import type { IncidentId } from '../../core/kernel/ids.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { seeIncident } from '../incident/incidentAccess.ts'

export async function seeOpenIncident(tx: OrganizationTx, by: Actor, incidentId: IncidentId) {
  const { row, open } = await seeIncident(tx, by, incidentId)
  if (!open) throw new Refusal('not_found', 'There is no such incident here.')
  return row
}
