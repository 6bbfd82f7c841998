// Asks a Tickmark server with an API token, again where the connection broke or the server was busy, and says its refusals in its own words.
import { setTimeout as pause } from 'node:timers/promises'
import { apiPrefix } from '../contract/endpoint.ts'

/** The server understood and will not: asking again would change nothing. `code` as in the contract. */
export class Refused extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, message: string) {
    super(message)
    this.name = 'Refused'
    this.status = status
    this.code = code
  }
}

export type ApiClient = {
  /** JSON, or bytes where the body is some. */
  ask(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown>
}

/** About two minutes in all: a server that restarts, a train in a tunnel. */
const pauses = [250, 500, 1000, 2000, 4000, 8000, 15_000, 30_000, 60_000]
/** Answers that another try may change. */
const passing = new Set([408, 429, 502, 503, 504])

async function problemOf(response: Response): Promise<Refused> {
  const text = await response.text()
  try {
    const { detail, code } = JSON.parse(text) as { detail?: unknown; code?: unknown }
    return new Refused(response.status, String(code ?? ''), String(detail ?? text))
  } catch {
    return new Refused(response.status, '', `The server answered ${response.status}: is this the address of Tickmark?`)
  }
}

export function apiClient(server: string, token: string): ApiClient {
  async function once(method: string, path: string, body: unknown): Promise<unknown> {
    const isBytes = body instanceof Uint8Array
    const type = isBytes ? 'application/octet-stream' : 'application/json'
    const response = await fetch(new URL(`${apiPrefix}${path}`, server), {
      method,
      redirect: 'error',
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body: isBytes ? Buffer.from(body) : JSON.stringify(body) }),
    })
    if (!response.ok) throw await problemOf(response)
    return response.json()
  }

  return {
    async ask(method, path, body) {
      for (let tries = 0; ; tries++) {
        try {
          return await once(method, path, body)
        } catch (error) {
          const wait = pauses[tries]
          const isFinal = error instanceof Refused && !passing.has(error.status)
          if (isFinal || wait === undefined)
            throw error instanceof Refused ? error : new Error(`${server} does not answer (${reasonOf(error)}).`)
          await pause(wait)
        }
      }
    },
  }
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as { message?: unknown; cause?: { message?: unknown } }
  return String(cause?.message ?? message ?? error)
}
