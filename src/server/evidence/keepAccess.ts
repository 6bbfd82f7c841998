// Puts on record that somebody had evidence in hand: saw its bytes, took them away, or handed them over.
import { type Access, recordAccess } from '../../core/evidence/custody.ts'
import { happenedAt } from '../../core/incident/happened.ts'
import type { Actor } from '../../core/kernel/actor.ts'
import type { EvidenceId, IncidentId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { lockIncident } from '../incident/incidentAccess.ts'
import { record } from '../ledger/record.ts'
import { noSuchEvidence } from './evidenceLines.ts'
import { insertCustody, nextPosition, readItem, touchIncident } from './evidenceStore.ts'

export type Accessed = { incidentId: IncidentId; evidenceId: EvidenceId; access: Access; happenedAt: string | undefined }

export async function keepAccess(tx: OrganizationTx, by: Actor, accessed: Accessed, now: Instant): Promise<void> {
  const { incidentId, evidenceId, access } = accessed
  const incident = await lockIncident(tx, by, incidentId)
  if ((await readItem(tx, incidentId, evidenceId)) === undefined) throw noSuchEvidence()
  const at = happenedAt(accessed.happenedAt, incident.declaredAt, now)
  const position = await nextPosition(tx, evidenceId)
  const { row, entry } = recordAccess(incident, by, { evidenceId, position, access, at }, now)
  await insertCustody(tx, incidentId, row)
  await touchIncident(tx, incidentId, now)
  await record(tx, [entry], now)
}
