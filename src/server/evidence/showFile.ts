// Hands out the bytes of evidence, whole or a part, with headers under which nothing in them can run; who asked is on record before they go.
import { Readable } from 'node:stream'
import type { evidenceApi } from '../../contract/evidence.ts'
import { accessOf, type ByteRange } from '../../core/evidence/custody.ts'
import { showingHeaders, showingOf } from '../../core/evidence/showing.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { encodeHex } from '../../core/ledger/hex.ts'
import { inOrganization } from '../../database/inOrganization.ts'
import { readRange } from '../files/byteRange.ts'
import type { OpenCall } from '../http/route.ts'
import { noSuchEvidence } from './evidenceLines.ts'
import { type EvidenceRow, readItem } from './evidenceStore.ts'
import { keepAccess } from './keepAccess.ts'
import { seeOpenIncident } from './seeOpenIncident.ts'
import { tellOfIncident } from './tellOfIncident.ts'
import { signedIn } from './uploadParts.ts'

type Asked = OpenCall<typeof evidenceApi.file>

async function findEvidence(call: Asked): Promise<EvidenceRow> {
  const { services, by, organizationId } = signedIn(call)
  const { incidentId, evidenceId } = call.params
  return inOrganization(
    services.database,
    organizationId,
    by,
    async (tx) => {
      await seeOpenIncident(tx, by, incidentId)
      const row = await readItem(tx, incidentId, evidenceId)
      if (row === undefined) throw noSuchEvidence()
      return row
    },
    { readOnly: true, retry: true },
  )
}

/** Committed when this resolves: also somebody who hangs up after the first byte has seen it. */
async function putOnRecord(call: Asked, { type }: EvidenceRow, range: ByteRange | null): Promise<void> {
  const { services, by, organizationId } = signedIn(call)
  const { incidentId, evidenceId } = call.params
  const { now } = call
  await inOrganization(
    services.database,
    organizationId,
    by,
    (tx) => {
      const access = accessOf(showingOf(type), call.query.as, range)
      return keepAccess(tx, by, { incidentId, evidenceId, access, happenedAt: undefined }, now)
    },
    { retry: true },
  )
  tellOfIncident(services, organizationId, incidentId)
}

export async function showFile(call: Asked): Promise<Readable | undefined> {
  const { services, organizationId } = signedIn(call)
  const { request, reply } = call
  const row = await findEvidence(call)
  const sha256 = encodeHex(row.sha256)
  const blob = await services.blobs.head(organizationId, sha256)
  if (blob === null || blob.size !== row.size) {
    services.log.error({ sha256, incident: row.incidentId }, 'The bytes of evidence are not where they are kept')
    throw new Refusal(
      'not_found',
      'The bytes of this evidence are not where they are kept any more: `tickmark fsck` says which are missing.',
    )
  }
  const headers = showingHeaders({ type: row.type, name: row.name, wanted: call.query.as })
  const etag = `"${sha256}"`
  reply.headers({ ...headers, 'accept-ranges': 'bytes', etag })
  const ifRange = request.headers['if-range']
  const range = ifRange === undefined || ifRange === etag ? readRange(request.headers.range, row.size) : undefined
  if (range === 'outside') {
    reply.code(416).header('content-range', `bytes */${row.size}`)
    await reply.send()
    return undefined
  }
  const length = range === undefined ? row.size : range.end - range.start + 1
  reply.header('content-length', length)
  if (range !== undefined) reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${row.size}`)
  // HEAD takes no byte away.
  if (request.method === 'HEAD') {
    await reply.send(Readable.from([]))
    return undefined
  }
  await putOnRecord(call, row, range ?? null)
  const stream = await services.blobs.get(organizationId, sha256, range)
  if (stream === null) throw new Refusal('not_found', 'The bytes of this evidence went missing just now.')
  // Sent from here: the engine would answer with the endpoint's one status of success.
  await reply.send(stream)
  return undefined
}
