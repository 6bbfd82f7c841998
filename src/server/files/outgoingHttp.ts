// Makes the requests that Tickmark sends by itself, and sends none to where the operator did not allow.
import { type IncomingMessage, request as plainRequest } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { Refusal } from '../../core/kernel/refusal.ts'
import { type Address, addressOf, checkedUrl, pinnedTo, type Resolve, resolveByDns } from './outgoingAddress.ts'

export type OutgoingRequest = {
  method: 'GET' | 'POST' | 'PUT'
  headers?: Readonly<Record<string, string>>
  body?: string | Uint8Array
  /** For the whole exchange, from resolving the name to the last byte; 10 s unless said. */
  timeoutMilliseconds?: number
  /** A longer answer is an error; 1 MiB unless said. */
  maxBytes?: number
}

export type OutgoingAnswer = { status: number; headers: Readonly<Record<string, string>>; body: Uint8Array }

export type OutgoingHttp = {
  readonly allowed: boolean
  /** Throws `outgoing_not_allowed`, or an Error that says in words what went wrong. Redirects are not followed: their answer is the answer. */
  send(url: string, request: OutgoingRequest): Promise<OutgoingAnswer>
}

async function readAnswer(answer: IncomingMessage, most: number): Promise<OutgoingAnswer> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of answer as AsyncIterable<Uint8Array>) {
    size += piece.length
    if (size > most) throw new Error(`The answer is longer than ${most} bytes.`)
    pieces.push(piece)
  }
  const headers = Object.fromEntries(
    Object.entries(answer.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  )
  return { status: answer.statusCode ?? 0, headers, body: new Uint8Array(Buffer.concat(pieces)) }
}

function exchange(url: URL, address: Address, request: OutgoingRequest, signal: AbortSignal): Promise<OutgoingAnswer> {
  const send = url.protocol === 'https:' ? tlsRequest : plainRequest
  const body = request.body === undefined ? undefined : Buffer.from(request.body)
  return new Promise((resolve, reject) => {
    const sent = send(
      url,
      {
        method: request.method,
        agent: false,
        lookup: pinnedTo(address),
        signal,
        headers: { 'user-agent': 'Tickmark', ...request.headers, ...(body ? { 'content-length': String(body.length) } : {}) },
      },
      (answer) => {
        readAnswer(answer, request.maxBytes ?? 1024 * 1024).then(resolve, (error: unknown) => {
          sent.destroy()
          reject(error)
        })
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

export function outgoingHttp(mode: 'no' | 'public' | 'all', resolve: Resolve = resolveByDns): OutgoingHttp {
  return {
    allowed: mode !== 'no',
    async send(text, request) {
      if (mode === 'no') {
        throw new Refusal('outgoing_not_allowed', 'This server makes no requests by itself. TICKMARK_ALLOW_OUTGOING=public lets it.')
      }
      const url = checkedUrl(text)
      const patience = request.timeoutMilliseconds ?? 10_000
      const signal = AbortSignal.timeout(patience)
      const late = new Promise<never>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error(`${url.host} did not answer within ${patience / 1000} s.`)), { once: true })
      })
      const answered = addressOf(url, mode, resolve, 'TICKMARK_ALLOW_OUTGOING=all').then((address) =>
        exchange(url, address, request, signal),
      )
      // Whichever loses the race may still fail; that is no news then.
      answered.catch(() => undefined)
      late.catch(() => undefined)
      return Promise.race([answered, late])
    },
  }
}
