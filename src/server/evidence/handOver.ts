// Records that evidence was handed over to somebody outside of Tickmark: on a stick, in a sealed bag, to the police.
import type { evidenceApi } from '../../contract/evidence.ts'
import { recordAccess } from '../../core/evidence/custody.ts'
import { happenedAt } from '../../core/incident/happened.ts'
import type { Call } from '../http/route.ts'
import { lockIncident } from '../incident/incidentAccess.ts'
import { record } from '../ledger/record.ts'
import { getEvidence, noSuchEvidence, type WholeEvidence } from './evidenceLines.ts'
import { insertCustody, nextPosition, readItem, touchIncident } from './evidenceStore.ts'

export async function handOver({ tx, by, params, body, now }: Call<typeof evidenceApi.handOver>): Promise<WholeEvidence> {
  const { incidentId, evidenceId } = params
  const incident = await lockIncident(tx, by, incidentId)
  if ((await readItem(tx, incidentId, evidenceId)) === undefined) throw noSuchEvidence()
  const at = happenedAt(body.happened_at, incident.declaredAt, now)
  const position = await nextPosition(tx, evidenceId)
  const access = { what: 'handed_over' as const, to: body.to, note: body.note }
  const { row, entry } = recordAccess(incident, by, { evidenceId, position, access, at }, now)
  await insertCustody(tx, incidentId, row)
  await touchIncident(tx, incidentId, now)
  await record(tx, [entry], now)
  return getEvidence(tx, incidentId, evidenceId)
}
