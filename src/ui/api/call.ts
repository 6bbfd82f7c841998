// Asking the server: one function, typed by the contract.
import { apiPrefix, type BodyIn, type Endpoint, type ParamsOf, type QueryIn, type ReplyOf } from '../../contract/endpoint.ts'
import { takeAsked } from './askedAhead.ts'
import { problemOf, unreachable } from './problem.ts'
import { noteServerDate } from './serverClock.ts'

/** `key`: sent again under the same one after a lost answer, it is done once. */
export type CallInput<E> = { params?: ParamsOf<E>; query?: QueryIn<E>; body?: BodyIn<E>; key?: string }

/** The address of an endpoint, for `call` and for links that download. */
export function urlOf<E extends Endpoint>(endpoint: E, input: Pick<CallInput<E>, 'params' | 'query'> = {}): string {
  const params = (input.params ?? {}) as Record<string, unknown>
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries((input.query ?? {}) as Record<string, unknown>)) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value))
  }
  const text = query.toString()
  return `${apiPrefix}${path}${text ? `?${text}` : ''}`
}

/** Resolves with the reply, or throws a `Problem`. Replies are trusted: they come from our own server, held to the contract by its tests. */
export async function call<E extends Endpoint>(endpoint: E, input: CallInput<E> = {}, signal?: AbortSignal): Promise<ReplyOf<E>> {
  // A question without headers of its own finds the answer to the same one in the page's head.
  const init: RequestInit = { method: endpoint.method, credentials: 'same-origin' }
  if (input.body !== undefined) {
    init.body = JSON.stringify(input.body)
    init.headers = { 'content-type': 'application/json' }
  }
  if (input.key !== undefined) init.headers = { ...init.headers, 'idempotency-key': input.key }
  if (signal) init.signal = signal
  const url = urlOf(endpoint, input)
  let response: Response
  try {
    response = await ((endpoint.method === 'GET' ? takeAsked(url) : undefined) ?? fetch(url, init))
  } catch (error) {
    if (signal?.aborted) throw error
    throw unreachable()
  }
  noteServerDate(response.headers.get('date'))
  if (!response.ok) throw await problemOf(response)
  return (response.status === 204 ? {} : await response.json()) as ReplyOf<E>
}
