// Sends a file as evidence in parts; after a broken connection it asks where to go on.
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { z } from 'zod'
import { type ApiClient, Refused } from '../apiClient.ts'

/** Small enough to arrive in time over a slow line; what arrived of one that did not is kept all the same. */
const partBytes = 1024 * 1024

const Offset = z.object({ offset: z.number().int() })
const Begun = Offset.extend({ id: z.string() })
const Kept = z.object({ id: z.string() })

/** A part that was sent again after its answer was lost is refused with where the upload is by now. */
async function sendPart(client: ApiClient, upload: string, offset: number, bytes: Uint8Array): Promise<number> {
  try {
    return Offset.parse(await client.ask('POST', `${upload}/parts?offset=${offset}`, bytes)).offset
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== 'upload_offset_wrong') throw error
    return Offset.parse(await client.ask('GET', upload)).offset
  }
}

/** Answers the id of the evidence. `told` is what the contract's body of evidence takes besides the upload. */
export async function sendFile(
  client: ApiClient,
  incidentId: string,
  path: string,
  told: { name: string } & Record<string, unknown>,
): Promise<string> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const uploads = `/incidents/${incidentId}/uploads`
    const begun = Begun.parse(await client.ask('POST', uploads, { name: told.name, size }))
    const hash = createHash('sha256')
    const buffer = Buffer.alloc(partBytes)
    let hashed = 0
    for (let offset = begun.offset; offset < size; ) {
      const { bytesRead } = await file.read(buffer, 0, partBytes, offset)
      if (bytesRead === 0) throw new Error(`${path} became shorter while it was sent.`)
      const bytes = buffer.subarray(0, bytesRead)
      // The file once through, whatever is sent twice.
      if (offset + bytesRead > hashed) hash.update(bytes.subarray(Math.max(0, hashed - offset)))
      hashed = Math.max(hashed, offset + bytesRead)
      offset = await sendPart(client, `${uploads}/${begun.id}`, offset, bytes)
    }
    const body = { ...told, upload_id: begun.id, sha256: hash.digest('hex') }
    return Kept.parse(await client.ask('POST', `/incidents/${incidentId}/evidence`, body)).id
  } finally {
    await file.close()
  }
}
