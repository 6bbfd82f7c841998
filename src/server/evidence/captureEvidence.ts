// Keeps bytes as evidence: first the bytes, by their hash, then the row and the entry that say what they are.
import type { BodyOf } from '../../contract/endpoint.ts'
import type { evidenceApi } from '../../contract/evidence.ts'
import { captureEvidence, type EvidenceTold, type KeptBytes } from '../../core/evidence/captureEvidence.ts'
import { settledEntry } from '../../core/evidence/listPreservation.ts'
import { decideCaptured } from '../../core/evidence/preservation.ts'
import { headLength, sniffType } from '../../core/evidence/sniff.ts'
import { happenedAt } from '../../core/incident/happened.ts'
import type { EvidenceId, IncidentId, OrganizationId, PreservationId, UploadId } from '../../core/kernel/ids.ts'
import { type Instant, parseInstant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { NewEntry } from '../../core/ledger/entry.ts'
import { inOrganization, type OrganizationTx } from '../../database/inOrganization.ts'
import type { OpenCall, SignedIn } from '../http/route.ts'
import { lockIncident } from '../incident/incidentAccess.ts'
import { record } from '../ledger/record.ts'
import type { Services } from '../services.ts'
import { getEvidence, type WholeEvidence } from './evidenceLines.ts'
import { insertItem, readItemOfUpload, touchIncident } from './evidenceStore.ts'
import { noSuchPreservation } from './preservationLines.ts'
import { itemOf, readPreservationItem, saveSettled } from './preservationStore.ts'
import { seeOpenIncident } from './seeOpenIncident.ts'
import { tellOfIncident } from './tellOfIncident.ts'
import { readUploadOf, signedIn } from './uploadParts.ts'

type Body = BodyOf<typeof evidenceApi.capture>
type Caller = { services: Services; by: SignedIn; organizationId: OrganizationId }

function instantOf(text: string, path: string): Instant {
  const at = parseInstant(text)
  if (at !== undefined) return at
  const message = 'This is no instant between the years 1 and 9999'
  throw new Refusal('invalid_request', `${message}.`, { fields: [{ path, message }] })
}

function commandOf({ command }: Body): EvidenceTold['command'] {
  if (command === undefined) return null
  const { line, exit_code: exitCode, host, tool_version: toolVersion, started_at: started, ended_at: ended } = command
  const [startedAt, endedAt] = [instantOf(started, '/command/started_at'), instantOf(ended, '/command/ended_at')]
  return { line, exitCode, host, toolVersion, startedAt, endedAt }
}

function toldOf(body: Body, at: Instant): EvidenceTold {
  const { step } = body
  return {
    ...{ name: body.name, description: body.description ?? null, source: body.source ?? null, query: body.query ?? null },
    ...{ step: step === undefined ? null : { runId: step.run_id, stepId: step.step_id }, rowCount: body.row_count ?? null },
    coversFrom: body.covers_from === undefined ? null : instantOf(body.covers_from, '/covers_from'),
    coversTo: body.covers_to === undefined ? null : instantOf(body.covers_to, '/covers_to'),
    ...{ command: commandOf(body), happenedAt: at, preservationId: body.preservation_id ?? null },
  }
}

async function keepText({ services, organizationId }: Caller, text: string, sha256: string | undefined): Promise<KeptBytes> {
  const bytes = new TextEncoder().encode(text)
  const blob = await services.blobs.put(organizationId, bytes, sha256 === undefined ? {} : { sha256 })
  return { ...blob, type: sniffType(bytes.subarray(0, headLength), bytes.length <= headLength) }
}

async function keepBytes(caller: Caller, incidentId: IncidentId, body: Body): Promise<KeptBytes> {
  const { upload_id: uploadId, text, sha256 } = body
  if (uploadId === undefined) return keepText(caller, text ?? '', sha256)
  const { uuid } = await readUploadOf(caller, incidentId, uploadId)
  return caller.services.uploads.finishUpload(caller.organizationId, uuid, sha256 === undefined ? {} : { sha256 })
}

type About = { incidentId: IncidentId; isPrivate: boolean }

/** What was to be kept is kept by this evidence: both, or neither. */
async function settle(
  tx: OrganizationTx,
  about: About,
  by: SignedIn,
  preservationId: PreservationId,
  evidenceId: EvidenceId,
  at: Instant,
): Promise<NewEntry> {
  const row = await readPreservationItem(tx, about.incidentId, preservationId)
  if (row === undefined) throw noSuchPreservation()
  const state = decideCaptured(itemOf(row), evidenceId, at)
  await saveSettled(tx, preservationId, by, state)
  return settledEntry(about, by, preservationId, state)
}

/** What this upload became before, where the answer to an earlier request was lost on its way. */
async function earlier(tx: OrganizationTx, incidentId: IncidentId, uploadId: UploadId | undefined): Promise<EvidenceId | undefined> {
  const row = uploadId === undefined ? undefined : await readItemOfUpload(tx, uploadId)
  return row?.incidentId === incidentId ? row.evidenceId : undefined
}

export type KeptCapture = {
  by: SignedIn
  incidentId: IncidentId
  evidenceId: EvidenceId
  body: Omit<Body, 'text'>
  /** In the store already. */
  kept: KeptBytes
  now: Instant
}

/** What is kept becomes evidence, in the caller's transaction. Answers the evidence that this upload became before, where it did. */
export async function captureKept(tx: OrganizationTx, { by, incidentId, evidenceId, body, kept, now }: KeptCapture): Promise<EvidenceId> {
  const incident = await lockIncident(tx, by, incidentId)
  const done = await earlier(tx, incidentId, body.upload_id)
  if (done !== undefined) return done
  const told = toldOf(body, happenedAt(body.happened_at, incident.declaredAt, now))
  const { item, entry } = captureEvidence(incident, by, { evidenceId, uploadId: body.upload_id ?? null, told, kept }, now)
  await insertItem(tx, incidentId, item)
  const settled = told.preservationId === null ? [] : [await settle(tx, incident, by, told.preservationId, evidenceId, told.happenedAt)]
  await touchIncident(tx, incidentId, now)
  await record(tx, [entry, ...settled], now)
  return evidenceId
}

function demandOneOf({ upload_id: uploadId, text }: Body): void {
  if ((uploadId === undefined) !== (text === undefined)) return
  throw new Refusal('invalid_request', 'Evidence is either an upload or a text: send one of upload_id and text.', {
    fields: [{ path: '/upload_id', message: 'either this or text' }],
  })
}

export async function keepEvidence(call: OpenCall<typeof evidenceApi.capture>): Promise<WholeEvidence> {
  const caller = signedIn(call)
  const { services, by, organizationId } = caller
  const { body, now } = call
  const { incidentId } = call.params
  const inTx = <T>(work: (tx: OrganizationTx) => Promise<T>, readOnly: boolean) =>
    inOrganization(services.database, organizationId, by, work, { readOnly, retry: true })

  // Before any byte is kept: whether it may be at all.
  const before = await inTx(async (tx) => {
    const incident = await seeOpenIncident(tx, by, incidentId)
    demandOneOf(body)
    toldOf(body, happenedAt(body.happened_at, incident.declaredAt, now))
    const evidenceId = await earlier(tx, incidentId, body.upload_id)
    return evidenceId === undefined ? null : getEvidence(tx, incidentId, evidenceId)
  }, true)
  if (before !== null) return before

  const kept = await keepBytes(caller, incidentId, body)
  const evidenceId = services.newId('evidence')
  const whole = await inTx(async (tx) => {
    return getEvidence(tx, incidentId, await captureKept(tx, { by, incidentId, evidenceId, body, kept, now }))
  }, false)
  tellOfIncident(services, organizationId, incidentId)
  await forgetUpload(caller, incidentId, body.upload_id)
  return whole
}

/** Its bytes are a blob by now; what is left of it only takes up room, so it does no harm where this fails. */
async function forgetUpload(caller: Caller, incidentId: IncidentId, uploadId: UploadId | undefined): Promise<void> {
  if (uploadId === undefined) return
  try {
    const { uuid } = await readUploadOf(caller, incidentId, uploadId)
    await caller.services.uploads.abandon(caller.organizationId, uuid)
  } catch (error) {
    caller.services.log.warn({ err: error, upload: uploadId }, 'What is left of an upload was not cleared away; it will be later')
  }
}
