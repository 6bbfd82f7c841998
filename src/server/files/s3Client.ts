// Asks an S3-compatible service, signed and with a bounded number of tries.
import { createHash } from 'node:crypto'
import { setTimeout as waitFor } from 'node:timers/promises'
import type { Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { OutgoingStream, StreamAnswer } from './outgoingStream.ts'
import { emptyHash, presignUrl, type SigningKey, signRequest } from './sigV4.ts'

export type S3Settings = {
  /** Scheme, host and port. */
  endpoint: string
  bucket: string
  key: SigningKey
  /** `path`: the bucket in the path, which every service understands. `host`: before the endpoint's name. */
  addressing: 'path' | 'host'
}

export type S3Tools = {
  http: OutgoingStream
  clock: () => Instant
  /** Between tries; a test does not wait. */
  pause?: (milliseconds: number) => Promise<void>
}

export type S3Request = {
  method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE'
  /** Empty for the bucket itself. */
  path?: string
  query?: Readonly<Record<string, string>>
  headers?: Readonly<Record<string, string>>
  body?: Uint8Array
}

export type S3Reply = { status: number; headers: Readonly<Record<string, string>>; text: string }

export type S3Client = {
  /** The answer whole; any status but 5xx is an answer. Tried four times at most. */
  ask(request: S3Request): Promise<S3Reply>
  /** The answer's body is the caller's to read or destroy. */
  open(request: S3Request): Promise<StreamAnswer>
  presign(path: string, query: Readonly<Record<string, string>>, seconds: number): string
}

/** What the service said in its own words, without our key and without its signature of the request. */
export class S3Error extends Error {
  readonly status: number
  readonly code: string
  constructor(what: string, { status, text }: Pick<S3Reply, 'status' | 'text'>) {
    const code = elementOf(text, 'Code') ?? 'no code'
    super(`The object store answered ${status} (${code}) to ${what}${elementOf(text, 'Message') ? `: ${elementOf(text, 'Message')}` : ''}`)
    this.name = 'S3Error'
    this.status = status
    this.code = code
  }
}

const tries = 4
const firstPause = 200
/** Of an answer that is read whole; lists of a thousand uploads fit. */
const mostText = 4 * 1024 * 1024

/** The text of the first element of that name. Only for what S3 answers: names, dates, hashes and ids. */
export function elementOf(xml: string, name: string): string | undefined {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]
  return text?.replace(/&(quot|amp|lt|gt|apos|#34|#39);/g, (_all, entity: string) => entities[entity] ?? '')
}

const entities: Record<string, string> = { quot: '"', amp: '&', lt: '<', gt: '>', apos: "'", '#34': '"', '#39': "'" }

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of body) {
    size += piece.length
    if (size > mostText) throw new Error('The object store’s answer is too long.')
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

export function s3Client(settings: S3Settings, { http, clock, pause = waitFor }: S3Tools): S3Client {
  const base = new URL(settings.endpoint)
  if (settings.addressing === 'host') base.hostname = `${settings.bucket}.${base.hostname}`
  const root = settings.addressing === 'host' ? '' : `/${settings.bucket}`

  function urlOf(path: string, query: Readonly<Record<string, string>> = {}): URL {
    const url = new URL(base)
    url.pathname = path === '' ? root || '/' : `${root}/${path}`
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    return url
  }

  async function once(request: S3Request): Promise<StreamAnswer> {
    const url = urlOf(request.path ?? '', request.query)
    const bodyHash = request.body ? createHash('sha256').update(request.body).digest('hex') : emptyHash
    const headers = signRequest({ method: request.method, url, headers: request.headers ?? {}, bodyHash }, settings.key, clock())
    return http.open(url.href, { method: request.method, headers, ...(request.body ? { body: request.body } : {}) })
  }

  /** Tried again where the service failed or fell silent; never where it answered, and never without an end. */
  async function persistently<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work()
      } catch (error) {
        if (error instanceof Refusal) throw error
        if (attempt === tries) {
          throw new Error(`The object store failed in each of ${tries} tries: ${(error as Error).message}`, { cause: error })
        }
        await pause(firstPause * 2 ** (attempt - 1))
      }
    }
  }

  const describe = ({ method, path }: S3Request) => `${method} ${path ?? 'the bucket'}`

  return {
    ask: (request) =>
      persistently(async () => {
        const { status, headers, body } = await once(request)
        const reply = { status, headers, text: await textOf(body) }
        // Some calls answer 200 first and say in the body that they failed.
        if (status >= 500 || (status === 200 && reply.text.includes('<Error>'))) throw new S3Error(describe(request), reply)
        return reply
      }),
    open: (request) =>
      persistently(async () => {
        const answer = await once(request)
        if (answer.status < 500) return answer
        throw new S3Error(describe(request), { status: answer.status, text: await textOf(answer.body) })
      }),
    presign: (path, query, seconds) => presignUrl(urlOf(path, query), settings.key, clock(), seconds),
  }
}
