// Signs a person in: a new session with a new secret, whatever cookie the browser came with.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { PersonActor } from '../../core/kernel/actor.ts'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import { type Instant, toInstant } from '../../core/kernel/instant.ts'
import { sessionByTokenHash } from '../../database/doors.ts'
import { inOrganization, type OrganizationTx } from '../../database/inOrganization.ts'
import { credentialOf } from '../http/identify.ts'
import { newSecret, secretHash } from '../http/secretToken.ts'
import { setSessionCookie } from '../http/sessionCookie.ts'
import type { Services } from '../services.ts'
import { endSession, insertSession } from './store.ts'

/** What a browser calls itself, as far as it is text. */
function userAgent(request: FastifyRequest): string {
  return (request.headers['user-agent'] ?? '').replace(/[^\x20-\x7e]/g, '').slice(0, 300)
}

export type Begun = { secret: string }

/** In the caller's transaction. `by` bears the new session's id. */
export async function beginSession(
  tx: OrganizationTx,
  services: Services,
  by: PersonActor,
  request: FastifyRequest,
  now: Instant,
): Promise<Begun> {
  const secret = newSecret()
  await insertSession(tx, {
    sessionId: by.sessionId,
    personId: by.id,
    tokenHash: secretHash(secret),
    userAgent: userAgent(request),
    now,
    expiresAt: toInstant(now + services.config.sessionLifetime),
  })
  return { secret }
}

/** The session the browser came with is over: a secret from before the sign-in must be worth nothing after it. */
async function endPrevious(services: Services, request: FastifyRequest, now: Instant) {
  const credential = credentialOf(request, services.config)
  if (credential?.kind !== 'cookie') return
  const previous = await sessionByTokenHash(services.database, secretHash(credential.secret))
  if (!previous || previous.endedAt !== null) return
  const { orgId, personId: id, personName: name, role, sessionId } = previous
  await inOrganization(services.database, orgId, { kind: 'person', id, name, role, sessionId }, (tx) => endSession(tx, sessionId, now))
}

/** After the commit: only now is there a session that the cookie opens. */
export async function handOverCookie(services: Services, begun: Begun, request: FastifyRequest, reply: FastifyReply, now: Instant) {
  await endPrevious(services, request, now)
  setSessionCookie(reply, services.config, begun.secret)
}

type Entering = { organizationId: OrganizationId; by: PersonActor; now: Instant; request: FastifyRequest; reply: FastifyReply }

/** For those ways in that change nothing but the session; `also` runs in the same transaction. */
export async function enter<T>(services: Services, entering: Entering, also: (tx: OrganizationTx) => Promise<T>): Promise<T> {
  const { organizationId, by, now, request, reply } = entering
  const { begun, result } = await inOrganization(services.database, organizationId, by, async (tx) => {
    const before = await beginSession(tx, services, by, request, now)
    return { begun: before, result: await also(tx) }
  })
  await handOverCookie(services, begun, request, reply, now)
  return result
}
