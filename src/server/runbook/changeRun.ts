// Begins a run, takes values for its commands, and records what is said about its steps.
import type { BodyOf } from '../../contract/endpoint.ts'
import type { runApi } from '../../contract/runbook.ts'
import { happenedAt } from '../../core/incident/happened.ts'
import type { IncidentId, RunId } from '../../core/kernel/ids.ts'
import { decodeBase64 } from '../../core/ledger/base64.ts'
import { decideMark, decideParameters, decideStart } from '../../core/runbook/decideRun.ts'
import { progressOf } from '../../core/runbook/progress.ts'
import type { Call } from '../http/route.ts'
import { lockIncident } from '../incident/incidentAccess.ts'
import { record } from '../ledger/record.ts'
import { structureOf } from './parsedRunbooks.ts'
import { requireRunbook } from './readRunbooks.ts'
import { runToChange, stepActor } from './readRuns.ts'
import { insertMark, insertRun, insertValues, readRuns, touchIncident } from './runStore.ts'

type Needs = Pick<Call, 'tx' | 'services' | 'by' | 'now'>
type OfRun = { incidentId: IncidentId; runId: RunId }

export async function startRun(
  { tx, services, by, now }: Needs,
  incidentId: IncidentId,
  { document_id, version, happened_at }: BodyOf<typeof runApi.start>,
): Promise<RunId> {
  const incident = await lockIncident(tx, by, incidentId)
  const document = await requireRunbook(tx, document_id, version, now)
  const others = await readRuns(tx, incidentId)
  const { runbook } = structureOf(document)
  // Of other versions the steps may be others; only the same one can be the same mistake.
  const same = others.filter(({ run }) => run.documentId === document_id && run.version === document.version)
  const unfinished = same.filter(({ marks }) => !progressOf(runbook, marks).finished).map(({ run }) => run)
  const request = {
    runId: services.newId('run'),
    documentId: document_id,
    version: document.version,
    number: document.number,
    title: document.title,
  }
  const { run, entry } = decideStart(incident, unfinished, by, request, happenedAt(happened_at, incident.declaredAt, now))
  await insertRun(tx, run, now)
  await record(tx, [entry], now)
  await touchIncident(tx, incidentId, now)
  return run.runId
}

export async function giveParameters(
  { tx, by, now }: Needs,
  { incidentId, runId }: OfRun,
  { values, happened_at }: BodyOf<typeof runApi.giveParameters>,
): Promise<void> {
  const incident = await lockIncident(tx, by, incidentId)
  const { run, runbook, given } = await runToChange(tx, incidentId, runId)
  const decided = decideParameters(incident, run, runbook, given, by, values, happenedAt(happened_at, incident.declaredAt, now))
  await insertValues(tx, run, decided.values, now)
  await record(tx, [decided.entry], now)
  await touchIncident(tx, incidentId, now)
}

/** The incident is held: of two who mark at once the second sees what the first one said, and is told so where it changes nothing. */
export async function markStep(
  { tx, services, by, now }: Needs,
  { incidentId, runId, stepId }: OfRun & { stepId: string },
  { happened_at, state, reason, note }: BodyOf<typeof runApi.markStep>,
): Promise<void> {
  const incident = await lockIncident(tx, by, incidentId)
  const { run, runbook, marks } = await runToChange(tx, incidentId, runId)
  const actor = await stepActor(tx, by, incidentId)
  const request = {
    ...{ markId: services.newId('mark'), stepId, state },
    ...(reason === undefined ? {} : { reason }),
    ...(note === undefined ? {} : { note }),
  }
  const leafHashOf = (markId: string) => {
    const mark = marks.find((kept) => kept.markId === markId)
    if (mark === undefined) throw new Error(`the mark ${markId} that is corrected is none of its run`)
    return mark.leafHash
  }
  const at = happenedAt(happened_at, incident.declaredAt, now)
  const { mark, entry } = decideMark(incident, run, runbook, marks, actor, request, at, leafHashOf)
  for (const { leafHash } of await record(tx, [entry], now)) {
    await insertMark(tx, run, { mark, position: marks.length + 1, leafHash: decodeBase64(leafHash) }, now)
  }
  await touchIncident(tx, incidentId, now)
}
