// A small S3 on this machine: holds to signatures, checksums, multipart rules, `If-None-Match` and Object Lock, and fails where a test says so.
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Credentials, signatureProblem } from './s3Signature.ts'

type Stored = { body: Buffer; versionId: string; lock?: { mode: string; until: string } }
type Upload = { path: string; initiated: string; parts: Map<number, { body: Buffer; tag: string }>; lock?: Stored['lock'] }
type Fault = {
  when: (request: { method: string; url: string }) => boolean
  times: number
  how: 'reset' | 'lost-answer' | 'late-error' | number
}
type Answer = { status: number; headers?: Record<string, string>; body?: string | Buffer }

const minPart = 5 * 1024 * 1024
const tags = new WeakMap<Uint8Array, string>()
/** Of many megabytes, and asked for with every answer: found once. */
function tagOf(body: Uint8Array): string {
  const tag = tags.get(body) ?? `"${createHash('md5').update(body).digest('hex')}"`
  tags.set(body, tag)
  return tag
}
const base64Hash = (body: Uint8Array) => createHash('sha256').update(body).digest('base64')
const refusal = (status: number, code: string): Answer => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>said by the test</Message></Error>`,
})
const xml = (body: string): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0"?>${body}`,
})

export type S3Server = Awaited<ReturnType<typeof startS3Server>>

export async function startS3Server(options: { bucket: string; key: Credentials; now: () => number; lockable?: boolean }) {
  const objects = new Map<string, Stored>()
  const uploads = new Map<string, Upload>()
  const heard: string[] = []
  const faults: Fault[] = []
  let count = 0
  let written = 0

  function lockOf(request: IncomingMessage): Stored['lock'] {
    const mode = request.headers['x-amz-object-lock-mode']
    if (mode === undefined) return undefined
    return { mode: String(mode), until: String(request.headers['x-amz-object-lock-retain-until-date']) }
  }

  function headersOf(stored: Stored): Record<string, string> {
    return {
      etag: tagOf(stored.body),
      'accept-ranges': 'bytes',
      ...(options.lockable ? { 'x-amz-version-id': stored.versionId } : {}),
      ...(stored.lock ? { 'x-amz-object-lock-mode': stored.lock.mode, 'x-amz-object-lock-retain-until-date': stored.lock.until } : {}),
    }
  }

  function store(path: string, body: Buffer, lock: Stored['lock']) {
    count += 1
    written += 1
    objects.set(path, { body, versionId: `v${count}`, ...(lock ? { lock } : {}) })
  }

  function checksumFails(request: IncomingMessage, body: Buffer): boolean {
    const said = request.headers['x-amz-checksum-sha256']
    return said !== undefined && said !== base64Hash(body)
  }

  function getObject(request: IncomingMessage, path: string, query: URLSearchParams): Answer {
    const stored = objects.get(path)
    if (!stored) return refusal(404, 'NoSuchKey')
    const overrides = Object.fromEntries(
      [...query].filter(([name]) => name.startsWith('response-')).map(([name, value]) => [name.slice('response-'.length), value]),
    )
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '')
    if (!range) return { status: 200, headers: { ...headersOf(stored), ...overrides }, body: stored.body }
    const [start, end] = [Number(range[1]), Math.min(Number(range[2]), stored.body.length - 1)]
    if (start >= stored.body.length) return refusal(416, 'InvalidRange')
    return { status: 206, headers: headersOf(stored), body: stored.body.subarray(start, end + 1) }
  }

  function putObject(request: IncomingMessage, path: string, query: URLSearchParams, body: Buffer): Answer {
    if (checksumFails(request, body)) return refusal(400, 'BadDigest')
    if (query.has('retention')) {
      const stored = objects.get(path)
      if (!stored || !options.lockable) return refusal(404, 'NoSuchKey')
      const text = body.toString()
      const until = /<RetainUntilDate>(.+)<\/RetainUntilDate>/.exec(text)?.[1] ?? ''
      if (stored.lock && until < stored.lock.until) return refusal(403, 'AccessDenied')
      stored.lock = { mode: /<Mode>(\w+)<\/Mode>/.exec(text)?.[1] ?? '', until }
      return { status: 200 }
    }
    const uploadId = query.get('uploadId')
    if (uploadId !== null) {
      const upload = uploads.get(uploadId)
      if (!upload || upload.path !== path) return refusal(404, 'NoSuchUpload')
      upload.parts.set(Number(query.get('partNumber')), { body, tag: tagOf(body) })
      return { status: 200, headers: { etag: tagOf(body) } }
    }
    if (request.headers['if-none-match'] === '*' && objects.has(path)) return refusal(412, 'PreconditionFailed')
    const lock = lockOf(request)
    if (lock && (!options.lockable || request.headers['x-amz-checksum-sha256'] === undefined)) return refusal(400, 'InvalidRequest')
    store(path, body, lock)
    return { status: 200, headers: { etag: tagOf(body) } }
  }

  function beginUpload(request: IncomingMessage, path: string): Answer {
    const lock = lockOf(request)
    if (lock && !options.lockable) return refusal(400, 'InvalidRequest')
    count += 1
    const uploadId = `upload-${count}`
    uploads.set(uploadId, { path, initiated: new Date(options.now()).toISOString(), parts: new Map(), ...(lock ? { lock } : {}) })
    return xml(`<InitiateMultipartUploadResult><Key>${path}</Key><UploadId>${uploadId}</UploadId></InitiateMultipartUploadResult>`)
  }

  function completeUpload(request: IncomingMessage, path: string, uploadId: string, body: Buffer): Answer {
    const upload = uploads.get(uploadId)
    if (!upload || upload.path !== path) return refusal(404, 'NoSuchUpload')
    if (request.headers['if-none-match'] === '*' && objects.has(path)) return refusal(412, 'PreconditionFailed')
    const named = [...body.toString().matchAll(/<Part>(.*?)<\/Part>/g)].map(([, part = '']) => ({
      number: Number(/<PartNumber>(\d+)</.exec(part)?.[1]),
      tag: (/<ETag>(.*?)</.exec(part)?.[1] ?? '').replaceAll('&quot;', '"'),
      checksum: /<ChecksumSHA256>(.*?)</.exec(part)?.[1],
    }))
    const kept = named.map(({ number }) => upload.parts.get(number))
    if (named.some(({ number }, at) => at > 0 && number <= (named[at - 1]?.number ?? 0))) return refusal(400, 'InvalidPartOrder')
    if (named.some(({ tag, checksum }, at) => kept[at]?.tag !== tag || checksum !== base64Hash(kept[at]?.body ?? Buffer.alloc(0))))
      return refusal(400, 'InvalidPart')
    if (kept.slice(0, -1).some((part) => (part?.body.length ?? 0) < minPart)) return refusal(400, 'EntityTooSmall')
    store(path, Buffer.concat(kept.map((part) => part?.body ?? Buffer.alloc(0))), upload.lock)
    uploads.delete(uploadId)
    return xml(`<CompleteMultipartUploadResult><Key>${path}</Key></CompleteMultipartUploadResult>`)
  }

  function remove(path: string, query: URLSearchParams): Answer {
    const uploadId = query.get('uploadId')
    if (uploadId !== null) return uploads.delete(uploadId) ? { status: 204 } : refusal(404, 'NoSuchUpload')
    const stored = objects.get(path)
    if (options.lockable && query.get('versionId') !== stored?.versionId) return { status: 204, headers: { 'x-amz-delete-marker': 'true' } }
    if (stored?.lock && Date.parse(stored.lock.until) > options.now()) return refusal(403, 'AccessDenied')
    objects.delete(path)
    return { status: 204 }
  }

  function listUploads(query: URLSearchParams): Answer {
    const page = 2
    const after = query.get('upload-id-marker')
    const all = [...uploads].filter(([, { path }]) => path.startsWith(query.get('prefix') ?? ''))
    const from = after === null ? 0 : all.findIndex(([id]) => id > after)
    const shown = from < 0 ? [] : all.slice(from, from + page)
    const last = shown.at(-1)
    const items = shown.map(
      ([id, { path, initiated }]) => `<Upload><Key>${path}</Key><UploadId>${id}</UploadId><Initiated>${initiated}</Initiated></Upload>`,
    )
    const more = from >= 0 && from + page < all.length
    return xml(
      `<ListMultipartUploadsResult><IsTruncated>${more}</IsTruncated><NextKeyMarker>${last?.[1].path ?? ''}</NextKeyMarker><NextUploadIdMarker>${last?.[0] ?? ''}</NextUploadIdMarker>${items.join('')}</ListMultipartUploadsResult>`,
    )
  }

  function answer(request: IncomingMessage, body: Buffer): Answer {
    const problem = signatureProblem(request, body, options.key)
    if (problem !== undefined) return refusal(403, problem)
    const [rawPath = '', rawQuery = ''] = (request.url ?? '').split('?')
    const query = new URLSearchParams(rawQuery)
    const [, bucket, ...rest] = rawPath.split('/')
    if (bucket !== options.bucket) return refusal(404, 'NoSuchBucket')
    const path = rest.join('/')
    if (request.method === 'GET' && path === '') return listUploads(query)
    if (request.method === 'GET' || request.method === 'HEAD') return getObject(request, path, query)
    if (request.method === 'PUT') return putObject(request, path, query, body)
    if (request.method === 'DELETE') return remove(path, query)
    if (query.has('uploads')) return beginUpload(request, path)
    return completeUpload(request, path, query.get('uploadId') ?? '', body)
  }

  function send(response: ServerResponse, request: IncomingMessage, { status, headers, body }: Answer) {
    response.writeHead(status, { ...headers, 'content-length': String(body === undefined ? 0 : Buffer.byteLength(body)) })
    response.end(request.method === 'HEAD' ? undefined : body)
  }

  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece as Buffer)
    const call = { method: request.method ?? '', url: request.url ?? '' }
    heard.push(`${call.method} ${call.url}`)
    const fault = faults.find(({ when, times }) => times > 0 && when(call))
    if (fault) {
      fault.times -= 1
      if (fault.how === 'lost-answer') answer(request, Buffer.concat(pieces))
      if (fault.how === 'late-error') return send(response, request, { ...refusal(200, 'InternalError') })
      if (typeof fault.how === 'number') return send(response, request, refusal(fault.how, 'SlowDown'))
      request.socket.destroy()
      return
    }
    send(response, request, answer(request, Buffer.concat(pieces)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    uploads,
    heard,
    /** How often an object was written, also over another one. */
    get written() {
      return written
    },
    /** `lost-answer`: the call is done, and its connection breaks before the answer. `late-error`: 200 with an error in the body. */
    fail(when: Fault['when'], how: Fault['how'], times = 1) {
      faults.push({ when, how, times })
    },
    close: () =>
      new Promise<void>((closed) => {
        server.closeAllConnections()
        server.close(() => closed())
      }),
  }
}
