// Records that evidence was handed over to somebody outside of Tickmark: on a stick, in a sealed bag, to the police.
import type { evidenceApi } from '../../contract/evidence.ts'
import type { Call } from '../http/route.ts'
import { getEvidence, type WholeEvidence } from './evidenceLines.ts'
import { keepAccess } from './keepAccess.ts'

export async function handOver({ tx, by, params, body, now }: Call<typeof evidenceApi.handOver>): Promise<WholeEvidence> {
  const access = { what: 'handed_over' as const, to: body.to, note: body.note }
  await keepAccess(tx, by, { ...params, access, happenedAt: body.happened_at }, now)
  return getEvidence(tx, params.incidentId, params.evidenceId)
}
