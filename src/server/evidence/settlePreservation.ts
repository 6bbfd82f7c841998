// Says what became of one thing that was to be kept: captured, lost, or not needed.
import type { preservationApi } from '../../contract/preservation.ts'
import { type Settled, settledEntry } from '../../core/evidence/listPreservation.ts'
import type { LossClock } from '../../core/evidence/lostAt.ts'
import { decideCaptured, decideLost, decideNotNeeded, type PreservationItem } from '../../core/evidence/preservation.ts'
import { happenedAt, pastInstant } from '../../core/incident/happened.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { toInstant } from '../../core/kernel/instant.ts'
import type { Call } from '../http/route.ts'
import { lockIncident } from '../incident/incidentAccess.ts'
import { record } from '../ledger/record.ts'
import { noSuchEvidence } from './evidenceLines.ts'
import { readItem, touchIncident } from './evidenceStore.ts'
import { beganAt, lossClockOf } from './lossClock.ts'
import { getPreservation, noSuchPreservation, type PreservationLine } from './preservationLines.ts'
import { itemOf, readBeginnings, readPreservationItem, saveSettled } from './preservationStore.ts'

type Captured = typeof preservationApi.captured
type Lost = typeof preservationApi.lost
type NotNeeded = typeof preservationApi.notNeeded

type Settling = Pick<Call<Captured | Lost | NotNeeded>, 'tx' | 'by' | 'params' | 'now'> & { happened: string | undefined }
type Decide = (item: PreservationItem, at: Instant, clock: () => Promise<LossClock>) => Settled | Promise<Settled>

async function settle({ tx, by, params, now, happened }: Settling, decide: Decide): Promise<PreservationLine> {
  const { incidentId, preservationId } = params
  const incident = await lockIncident(tx, by, incidentId)
  const row = await readPreservationItem(tx, incidentId, preservationId)
  if (row === undefined) throw noSuchPreservation()
  const at = happenedAt(happened, incident.declaredAt, now)
  const state = await decide(itemOf(row), at, async () => {
    const beginning = (await readBeginnings(tx, [incidentId])).get(incidentId) ?? { declaredAt: incident.declaredAt, readings: [] }
    return lossClockOf(row, beganAt(beginning))
  })
  await saveSettled(tx, preservationId, by, state)
  await touchIncident(tx, incidentId, now)
  await record(tx, [settledEntry(incident, by, preservationId, state)], now)
  return getPreservation(tx, incidentId, preservationId, now)
}

export function settleAsCaptured({ tx, by, params, body, now }: Call<Captured>): Promise<PreservationLine> {
  return settle({ tx, by, params, now, happened: body.happened_at }, async (item, at) => {
    if ((await readItem(tx, params.incidentId, body.evidence_id)) === undefined) throw noSuchEvidence()
    return decideCaptured(item, body.evidence_id, at)
  })
}

export function settleAsLost({ tx, by, params, body, now }: Call<Lost>): Promise<PreservationLine> {
  return settle({ tx, by, params, now, happened: body.happened_at }, async (item, at, clock) => {
    // Said at that moment or later, so it cannot have been lost after it.
    const since = body.since === undefined ? undefined : toInstant(Math.min(pastInstant(body.since, '/since', now), at))
    const request = { ...(since === undefined ? {} : { since }), ...(body.reason === undefined ? {} : { reason: body.reason }) }
    return decideLost(item, request, await clock(), at)
  })
}

export function settleAsNotNeeded({ tx, by, params, body, now }: Call<NotNeeded>): Promise<PreservationLine> {
  return settle({ tx, by, params, now, happened: body.happened_at }, (item, at) => decideNotNeeded(item, body.reason, at))
}
