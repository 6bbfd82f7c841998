// Requests of our own whose answers are too large to hold: the same rules as `outgoingHttp.ts`, with the answer as a stream.
import { Agent, type IncomingMessage, request as plainRequest } from 'node:http'
import { Agent as TlsAgent, request as tlsRequest } from 'node:https'
import { addressOf, checkedUrl, pinnedTo, type Resolve, resolveByDns } from './outgoingAddress.ts'

export type StreamRequest = {
  method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE'
  headers: Readonly<Record<string, string>>
  body?: Uint8Array
}

export type StreamAnswer = { status: number; headers: Readonly<Record<string, string>>; body: IncomingMessage }

/** Redirects are not followed. The body must be read or destroyed, or its connection stays taken. */
export type OutgoingStream = { open(url: string, request: StreamRequest): Promise<StreamAnswer> }

export type StreamRules = {
  mode: 'public' | 'all'
  /** The setting that would allow a private address, for the refusal. */
  remedy: string
  resolve?: Resolve
  /** A connection on which nothing moves for this long is given up. */
  idleMilliseconds?: number
}

export function outgoingStream({ mode, remedy, resolve = resolveByDns, idleMilliseconds = 30_000 }: StreamRules): OutgoingStream {
  // A kept connection leads to the address that was checked when it was made.
  const agents = { 'http:': new Agent({ keepAlive: true, maxSockets: 16 }), 'https:': new TlsAgent({ keepAlive: true, maxSockets: 16 }) }
  return {
    async open(text, request) {
      const url = checkedUrl(text)
      const address = await addressOf(url, mode, resolve, remedy)
      const secure = url.protocol === 'https:'
      return new Promise((answered, failed) => {
        const length = request.body || request.method === 'PUT' ? { 'content-length': String(request.body?.length ?? 0) } : {}
        const sent = (secure ? tlsRequest : plainRequest)(
          url,
          {
            method: request.method,
            agent: agents[secure ? 'https:' : 'http:'],
            lookup: pinnedTo(address),
            timeout: idleMilliseconds,
            headers: { 'user-agent': 'Tickmark', ...request.headers, ...length },
          },
          (answer) => {
            const headers = Object.fromEntries(
              Object.entries(answer.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
            )
            answered({ status: answer.statusCode ?? 0, headers, body: answer })
          },
        )
        sent.on('timeout', () => sent.destroy(new Error(`${url.host} was silent for ${idleMilliseconds / 1000} s.`)))
        sent.on('error', failed)
        sent.end(request.body)
      })
    },
  }
}
