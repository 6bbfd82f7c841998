// Sending a file as it is, to an endpoint that takes bytes.
import type { Endpoint, ReplyOf } from '../../contract/endpoint.ts'
import { type CallInput, urlOf } from './call.ts'
import { problemOf, unreachable } from './problem.ts'

/** Resolves with the reply, or throws a `Problem`. */
export async function callWithBytes<E extends Endpoint>(
  endpoint: E,
  input: Pick<CallInput<E>, 'params' | 'query'>,
  bytes: Blob,
): Promise<ReplyOf<E>> {
  const response = await fetch(urlOf(endpoint, input), {
    method: endpoint.method,
    credentials: 'same-origin',
    headers: { 'content-type': 'application/octet-stream' },
    body: bytes,
  }).catch(() => null)
  if (response === null) throw unreachable()
  if (!response.ok) throw await problemOf(response)
  return (await response.json()) as ReplyOf<E>
}
