// Puts an object that is too large for one request, part by part, and leaves nothing half behind.
import { createHash } from 'node:crypto'
import type { Blob } from './blobStore.ts'
import { requireHash, tooLarge } from './blobStore.ts'
import { elementOf, type S3Client, S3Error, type S3Reply } from './s3Client.ts'

/** Two of these are in memory at most. S3 wants at least 5 MiB for every part but the last. */
export const partSize = 8 * 1024 * 1024
/** S3 takes no more parts: 80 GB in all. */
const mostParts = 10_000

export type Part = Buffer

/** The bytes in parts of that size, the last one shorter (or empty where there are no bytes at all). */
export async function* partsOf(
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  most: number,
): AsyncGenerator<Part, void, undefined> {
  let part = Buffer.allocUnsafe(partSize)
  let filled = 0
  let total = 0
  for await (const piece of pieces) {
    total += piece.length
    if (total > most) throw tooLarge(most)
    for (let at = 0; at < piece.length; ) {
      const taken = Math.min(piece.length - at, partSize - filled)
      part.set(piece.subarray(at, at + taken), filled)
      filled += taken
      at += taken
      if (filled === partSize) {
        yield part
        part = Buffer.allocUnsafe(partSize)
        filled = 0
      }
    }
  }
  if (filled > 0 || total === 0) yield part.subarray(0, filled)
}

export const base64Hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64')

type Sent = { number: number; tag: string; checksum: string }

function completion(parts: readonly Sent[]): Uint8Array {
  const items = parts.map(
    ({ number, tag, checksum }) =>
      `<Part><PartNumber>${number}</PartNumber><ETag>${tag.replaceAll('"', '&quot;')}</ETag><ChecksumSHA256>${checksum}</ChecksumSHA256></Part>`,
  )
  return Buffer.from(`<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${items.join('')}</CompleteMultipartUpload>`)
}

function expectOk(what: string, reply: S3Reply): S3Reply {
  if (reply.status !== 200) throw new S3Error(what, reply)
  return reply
}

/** `created`: by this upload. `there`: somebody else's was first, and ours is cleared away. `unclear`: ask whether the object is there. */
export type Completion = 'created' | 'there' | 'unclear'

export type MultipartTarget = { path: string; sha256: string; headers: Readonly<Record<string, string>> }

async function sendParts(client: S3Client, path: string, uploadId: string, parts: AsyncIterable<Part>, sha256: string) {
  const sent: Sent[] = []
  const hash = createHash('sha256')
  let size = 0
  for await (const part of parts) {
    const number = sent.length + 1
    if (number > mostParts) throw tooLarge(mostParts * partSize)
    hash.update(part)
    size += part.length
    const checksum = base64Hash(part)
    const query = { partNumber: String(number), uploadId }
    const reply = await client.ask({ method: 'PUT', path, query, headers: { 'x-amz-checksum-sha256': checksum }, body: part })
    const tag = expectOk(`part ${number} of ${path}`, reply).headers.etag
    if (tag === undefined) throw new S3Error(`part ${number} of ${path}`, { status: 200, text: '<Message>no ETag</Message>' })
    sent.push({ number, tag, checksum })
  }
  requireHash(sha256, hash.digest('hex'))
  return { sent, size }
}

/** The object appears only once its bytes were found to have the hash it is named by, and never over another one. */
export async function putInParts(
  client: S3Client,
  { path, sha256, headers }: MultipartTarget,
  parts: AsyncIterable<Part>,
): Promise<{ blob: Blob; completion: Completion }> {
  const begun = await client.ask({
    method: 'POST',
    path,
    query: { uploads: '' },
    headers: { ...headers, 'x-amz-checksum-algorithm': 'SHA256' },
  })
  const uploadId = elementOf(expectOk(`begin ${path}`, begun).text, 'UploadId')
  if (uploadId === undefined) throw new S3Error(`begin ${path}`, { status: 200, text: '<Message>no upload id</Message>' })
  const abort = () => client.ask({ method: 'DELETE', path, query: { uploadId } })
  try {
    const { sent, size } = await sendParts(client, path, uploadId, parts, sha256)
    const reply = await client.ask({
      method: 'POST',
      path,
      query: { uploadId },
      headers: { 'if-none-match': '*', 'content-type': 'application/xml' },
      body: completion(sent),
    })
    const blob = { sha256, size }
    if (reply.status === 200) return { blob, completion: 'created' }
    // A try whose answer was lost may have succeeded: then the upload is gone (404), or the object is there already (412).
    if (reply.status === 404 || reply.status === 409 || reply.status === 412) {
      await abort()
      return { blob, completion: reply.status === 412 ? 'there' : 'unclear' }
    }
    throw new S3Error(`complete ${path}`, reply)
  } catch (error) {
    // What went wrong is the news; an upload that cannot be cleared away now is found by `abandonUnfinished` later.
    await abort().catch(() => undefined)
    throw error
  }
}
