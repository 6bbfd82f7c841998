// Finds uploads in the bucket that were begun and never completed, and ends them: their parts are paid for and show in no list of objects.
import { type Instant, parseInstant } from '../../core/kernel/instant.ts'
import { elementOf, type S3Client, S3Error } from './s3Client.ts'

/** A thousand uploads each: whoever has more goes on with the next run. */
const mostPages = 20

type Unfinished = { path: string; uploadId: string; begun: Instant | undefined }

function uploadsOf(xml: string): Unfinished[] {
  return [...xml.matchAll(/<Upload>([\s\S]*?)<\/Upload>/g)].map(([, upload = '']) => ({
    path: elementOf(upload, 'Key') ?? '',
    uploadId: elementOf(upload, 'UploadId') ?? '',
    begun: parseInstant(elementOf(upload, 'Initiated') ?? ''),
  }))
}

/** Only below the names this store gives: the bucket may hold other things. */
const ours = /^org_[0-9a-f]{32}\/[0-9a-f]{2}\/[0-9a-f]{64}$/

export async function abortUploads(client: S3Client, before: Instant): Promise<number> {
  let aborted = 0
  let from: Record<string, string> = {}
  for (let page = 0; page < mostPages; page++) {
    const reply = await client.ask({ method: 'GET', query: { uploads: '', prefix: 'org_', ...from } })
    if (reply.status !== 200) throw new S3Error('list unfinished uploads', reply)
    for (const { path, uploadId, begun } of uploadsOf(reply.text)) {
      if (!ours.test(path) || begun === undefined || begun >= before) continue
      const ended = await client.ask({ method: 'DELETE', path, query: { uploadId } })
      if (ended.status === 204 || ended.status === 200) aborted += 1
    }
    const nextKey = elementOf(reply.text, 'NextKeyMarker')
    if (elementOf(reply.text, 'IsTruncated') !== 'true' || nextKey === undefined) break
    from = { 'key-marker': nextKey, 'upload-id-marker': elementOf(reply.text, 'NextUploadIdMarker') ?? '' }
  }
  return aborted
}
