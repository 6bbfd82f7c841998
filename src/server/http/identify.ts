// Who is asking: the session cookie or the bearer token of a request, looked up anew each time, so that what ended has ended.
import type { FastifyRequest } from 'fastify'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import { type Instant, minute } from '../../core/kernel/instant.ts'
import { apiTokenByHash, type SessionAtDoor, sessionByTokenHash } from '../../database/doors.ts'
import type { Config } from '../config.ts'
import type { Services } from '../services.ts'
import { noteSessionSeen, noteTokenUsed } from './lastSeenStore.ts'
import type { SignedIn } from './route.ts'
import { apiTokenPrefix, looksLikeSecret, secretHash } from './secretToken.ts'
import { readSessionCookie } from './sessionCookie.ts'

export type Identity = {
  by: SignedIn
  organizationId: OrganizationId
  credential: 'cookie' | 'bearer'
  /** When the access ends by itself, apart from a session's own expiry; null: no end is set. */
  accessUntil: Instant | null
  email: string | null
}

/** How a request says who it is; `unreadable`: it says so in a way that cannot be right. */
export type Credential = { kind: 'cookie' | 'bearer'; secret: string } | { kind: 'unreadable' } | null

export function credentialOf(request: FastifyRequest, config: Config): Credential {
  const { authorization } = request.headers
  if (authorization !== undefined) {
    const [scheme = '', given = '', ...rest] = authorization.split(' ')
    const isToken = scheme.toLowerCase() === 'bearer' && given.startsWith(apiTokenPrefix) && rest.length === 0
    if (!isToken || !looksLikeSecret(given.slice(apiTokenPrefix.length))) return { kind: 'unreadable' }
    return { kind: 'bearer', secret: given }
  }
  const cookie = readSessionCookie(request, config)
  if (cookie === undefined || cookie === '') return null
  return looksLikeSecret(cookie) ? { kind: 'cookie', secret: cookie } : { kind: 'unreadable' }
}

/** Last seen and last used are kept to the minute: writing them with each request would cost more than they tell. */
const noteEvery = minute

function isGood(session: SessionAtDoor, now: Instant, idle: number): boolean {
  const { endedAt, expiresAt, lastSeenAt, activeFrom, activeUntil } = session
  if (endedAt !== null || now >= expiresAt || now - lastSeenAt >= idle) return false
  return now >= activeFrom && (activeUntil === null || now < activeUntil)
}

async function bySession(services: Services, secret: string, now: Instant): Promise<Identity | null> {
  const session = await sessionByTokenHash(services.database, secretHash(secret))
  if (!session || !isGood(session, now, services.config.sessionIdle)) return null
  const by = { kind: 'person', id: session.personId, name: session.personName, role: session.role, sessionId: session.sessionId } as const
  if (now - session.lastSeenAt >= noteEvery) await noteSessionSeen(services.database, session.orgId, by, now)
  return { by, organizationId: session.orgId, credential: 'cookie', accessUntil: session.activeUntil, email: session.email }
}

async function byToken(services: Services, secret: string, now: Instant): Promise<Identity | null> {
  const token = await apiTokenByHash(services.database, secretHash(secret))
  if (!token || token.revokedAt !== null || (token.expiresAt !== null && now >= token.expiresAt)) return null
  const by = { kind: 'token', id: token.tokenId, name: token.name, role: token.role } as const
  if (token.lastUsedAt === null || now - token.lastUsedAt >= noteEvery) await noteTokenUsed(services.database, token.orgId, by, now)
  return { by, organizationId: token.orgId, credential: 'bearer', accessUntil: token.expiresAt, email: null }
}

/** Null: nobody we know, or nobody any more. Why is not told: it would help only whoever stole the cookie. */
export async function identify(services: Services, credential: Credential, now: Instant): Promise<Identity | null> {
  if (credential === null || credential.kind === 'unreadable') return null
  return credential.kind === 'cookie' ? bySession(services, credential.secret, now) : byToken(services, credential.secret, now)
}
