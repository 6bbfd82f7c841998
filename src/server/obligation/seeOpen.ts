// The incident for whoever may see what is in it; of a private one others learn no more than that there is such a number.
import type { IncidentId } from '../../core/kernel/ids.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { SignedIn } from '../http/route.ts'
import { seeIncident } from '../incident/incidentAccess.ts'
import type { IncidentRow } from '../incident/incidentStore.ts'

export async function seeOpenIncident(tx: OrganizationTx, by: SignedIn, incidentId: IncidentId): Promise<IncidentRow> {
  const { row, open } = await seeIncident(tx, by, incidentId)
  if (!open) throw new Refusal('not_found', 'There is no such incident, or it is private and you are not on it.')
  return row
}
