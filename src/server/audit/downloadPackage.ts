// Hands out a built package as the file it is, whole or the part that was asked for.
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { auditApi } from '../../contract/audit.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { encodeHex } from '../../core/ledger/hex.ts'
import { inOrganization } from '../../database/inOrganization.ts'
import { readRange } from '../files/byteRange.ts'
import type { OpenCall } from '../http/route.ts'
import { type PackageRow, readPackage } from './auditStore.ts'
import { packageFile } from './packageFiles.ts'

type Asked = OpenCall<typeof auditApi.download>

export async function downloadPackage({ services, by, organizationId, params, request, reply }: Asked): Promise<Readable | undefined> {
  if (by === null || organizationId === null) throw new Error('a download was reached without a sign-in')
  const row = await inOrganization(services.database, organizationId, by, (tx) => readPackage(tx, params.packageId), { readOnly: true })
  if (row === undefined || row.auditId !== params.auditId) throw new Refusal('not_found', 'There is no such package here.')
  if (row.state !== 'ready' || row.sha256 === null) throw notReady(row)
  const path = packageFile(services.config, organizationId, row.packageId)
  const size = await stat(path).then(
    (found) => found.size,
    () => null,
  )
  if (size === null || size !== row.size)
    throw new Refusal('package_not_ready', 'The file of this package is not where packages are kept any more. Build it again.')
  const etag = `"${encodeHex(row.sha256)}"`
  reply.headers({
    'content-disposition': `attachment; filename="${row.fileName}"`,
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-cache',
    etag,
  })
  const ifRange = request.headers['if-range']
  const range = ifRange === undefined || ifRange === etag ? readRange(request.headers.range, size) : undefined
  if (range === 'outside') {
    reply.code(416).header('content-range', `bytes */${size}`)
    await reply.send()
    return undefined
  }
  if (range === undefined) {
    reply.header('content-length', size)
    return createReadStream(path)
  }
  // Sent from here: the engine would answer with the endpoint's one status of success.
  reply.code(206).headers({
    'content-type': 'application/zip',
    'content-range': `bytes ${range.start}-${range.end}/${size}`,
    'content-length': range.end - range.start + 1,
  })
  await reply.send(createReadStream(path, range))
  return undefined
}

function notReady({ state, error }: PackageRow): Refusal {
  if (state === 'failed') return new Refusal('package_not_ready', `This package was not built. ${error ?? ''}`.trim())
  return new Refusal('package_not_ready', 'This package is still being built.', { retryAfter: 5 })
}
