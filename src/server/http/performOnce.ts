// A request sent twice is done once: under a key of the caller's own, the first answer comes again instead of the work.
import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { type Endpoint, isRepeatable } from '../../contract/endpoint.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { lockPerformed, savePerformed } from './performedStore.ts'
import type { Call } from './route.ts'

/** Said of an answer that was given before. */
export const replayHeader = 'idempotent-replay'

/** Long enough that nobody's keys meet by accident. */
const keyPattern = /^[\x21-\x7e]{16,64}$/

export type Performed = { answer: unknown; isReplay: boolean }

export function firstTime(answer: unknown): Performed {
  return { answer, isReplay: false }
}

export function keyOf(endpoint: Endpoint, request: Pick<FastifyRequest, 'headers'>): string | undefined {
  const given = request.headers['idempotency-key']
  if (given === undefined || !isRepeatable(endpoint)) return undefined
  if (typeof given === 'string' && keyPattern.test(given)) return given
  throw new Refusal('invalid_request', 'An Idempotency-Key is 16 to 64 visible ASCII characters.', {
    fields: [{ path: '/idempotency-key', message: '16 to 64 visible ASCII characters' }],
  })
}

function hashOf({ params, query, body }: Call): Uint8Array {
  return new Uint8Array(
    createHash('sha256')
      .update(JSON.stringify([params, query, body]))
      .digest(),
  )
}

/**
 * In the transaction of the work itself: both are there or neither. Whoever comes with the same key meanwhile waits for it. A refusal takes
 * everything back, and so the next try is a first one again.
 */
export async function performOnce(
  { endpoint, handle }: { endpoint: Endpoint; handle: (call: Call) => Promise<unknown> },
  call: Call,
  key: string,
): Promise<Performed> {
  const { tx, services, by, now } = call
  const name = `${endpoint.method} ${endpoint.path}`
  const bodySha256 = hashOf(call)
  const context = `${tx.organizationId} ${by.id} ${key}`
  const earlier = await lockPerformed(tx, by.id, key)
  if (earlier !== undefined) {
    if (earlier.endpoint !== name || Buffer.compare(earlier.bodySha256, bodySha256) !== 0) {
      throw new Refusal('key_reused', 'This Idempotency-Key was used for another request: make a new key for each thing to be done.')
    }
    return { answer: JSON.parse(services.secrets.open(earlier.answerSealed, context)), isReplay: true }
  }
  const answer = await handle(call)
  const answerSealed = services.secrets.seal(JSON.stringify(answer ?? {}), context)
  await savePerformed(tx, {
    actorId: by.id,
    key,
    endpoint: name,
    bodySha256,
    status: endpoint.status ?? 200,
    answerSealed,
    performedAt: now,
  })
  return firstTime(answer)
}
