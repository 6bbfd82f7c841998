// Files on their way to an incident: begun, sent in parts over whatever connection there is, gone on with, given up.
import { PassThrough, Readable } from 'node:stream'
import type { uploadApi } from '../../contract/upload.ts'
import { safeFileName } from '../../core/evidence/fileName.ts'
import type { IncidentId, OrganizationId, UploadId } from '../../core/kernel/ids.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { inOrganization } from '../../database/inOrganization.ts'
import type { UploadProgress } from '../files/uploadEngine.ts'
import type { OpenCall, SignedIn } from '../http/route.ts'
import type { Services } from '../services.ts'
import { seeOpenIncident } from './seeOpenIncident.ts'

/** The engine's own names are UUIDs: the same digits, written as everything else here is named. */
function uuidOf(uploadId: UploadId): string {
  const hex = uploadId.slice(4)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
const idOfUuid = (uuid: string) => `upl_${uuid.replaceAll('-', '')}` as UploadId

type Asked = { services: Services; by: SignedIn | null; organizationId: OrganizationId | null }
type Caller = { services: Services; by: SignedIn; organizationId: OrganizationId }

/** Every endpoint here needs a sign-in, so there is one. */
export function signedIn({ services, by, organizationId }: Asked): Caller {
  if (by === null || organizationId === null) throw new Error('evidence was reached without a sign-in')
  return { services, by, organizationId }
}

async function demandIncident({ services, by, organizationId }: Caller, incidentId: IncidentId): Promise<void> {
  await inOrganization(services.database, organizationId, by, (tx) => seeOpenIncident(tx, by, incidentId), { readOnly: true, retry: true })
}

/** An upload is known only in the incident it was begun for. */
export async function readUploadOf(caller: Caller, incidentId: IncidentId, uploadId: UploadId): Promise<UploadProgress & { uuid: string }> {
  const uuid = uuidOf(uploadId)
  const progress = await caller.services.uploads.readUpload(caller.organizationId, uuid)
  if (progress.about !== incidentId) throw new Refusal('not_found', 'There is no such upload; begin it again.')
  return { ...progress, uuid }
}

function uploadLine({ uploadId, name, size, offset }: UploadProgress) {
  return { id: idOfUuid(uploadId), name, size, offset }
}

export async function beginUpload(call: OpenCall<typeof uploadApi.begin>) {
  const caller = signedIn(call)
  const { incidentId } = call.params
  await demandIncident(caller, incidentId)
  const { name, size } = call.body
  const told = { name: safeFileName(name), about: incidentId, ...(size === undefined ? {} : { size }) }
  return uploadLine(await caller.services.uploads.beginUpload(caller.organizationId, told))
}

export async function getUpload(call: OpenCall<typeof uploadApi.get>) {
  const caller = signedIn(call)
  await demandIncident(caller, call.params.incidentId)
  return uploadLine(await readUploadOf(caller, call.params.incidentId, call.params.uploadId))
}

/**
 * The request's bytes, which may be given up without hanging up: whoever is refused must still be able to read why. What is sent after that is
 * thrown away as it comes, for as long as a request may take.
 */
function bytesOf(body: unknown): { stream: Readable; drain: () => void } {
  if (!(body instanceof Readable)) return { stream: Readable.from([]), drain: () => undefined }
  const stream = new PassThrough()
  // Whoever reads it hears of the error; before and after that nobody does, and an error that nobody listens to would end the process.
  stream.on('error', () => undefined)
  body.on('error', (error) => stream.destroy(error))
  body.on('close', () => {
    if (!body.readableEnded) stream.destroy(new Error('The connection broke.'))
  })
  body.pipe(stream)
  return {
    stream,
    drain: () => {
      body.unpipe(stream)
      body.resume()
    },
  }
}

export async function appendPart(call: OpenCall<typeof uploadApi.append>) {
  const caller = signedIn(call)
  const { stream, drain } = bytesOf(call.request.body)
  try {
    const { incidentId, uploadId } = call.params
    await demandIncident(caller, incidentId)
    const { uuid } = await readUploadOf(caller, incidentId, uploadId)
    return await caller.services.uploads.appendPart(caller.organizationId, uuid, call.query.offset, stream)
  } catch (error) {
    stream.destroy()
    throw error
  } finally {
    drain()
  }
}

export async function abandonUpload(call: OpenCall<typeof uploadApi.abandon>) {
  const caller = signedIn(call)
  const { incidentId, uploadId } = call.params
  await demandIncident(caller, incidentId)
  const { uuid } = await readUploadOf(caller, incidentId, uploadId)
  await caller.services.uploads.abandon(caller.organizationId, uuid)
}
