// What happens around every call of the API: who asks, may they, what do they ask; the handler; the answer.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { apiPrefix, type Endpoint, isPlain } from '../../contract/endpoint.ts'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { mayRole, permissions } from '../../core/people/permission.ts'
import { inOrganization } from '../../database/inOrganization.ts'
import type { Services } from '../services.ts'
import { type Credential, credentialOf, type Identity, identify } from './identify.ts'
import { originRefusal } from './originCheck.ts'
import { type Asked, parseRequest } from './parseRequest.ts'
import { firstTime, keyOf, performOnce, replayHeader } from './performOnce.ts'
import type { Call, OpenCall, Route, SignedIn } from './route.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set for calls of the API before their body is read; null where nobody is signed in. */
    identity: Identity | null
    /** One instant for the whole call. */
    now: Instant
  }
}

export type ServeOptions = {
  /** Holds every answer against the contract; a difference is a defect. For tests. */
  checkReplies: boolean
}

function checkNeeds(endpoint: Endpoint, identity: Identity | null) {
  if (endpoint.needs === 'anyone') return
  if (!identity) throw new Refusal('not_signed_in', 'Sign in first, or send an API token as Authorization: Bearer tmk_….')
  const { by } = identity
  if (endpoint.personOnly && by.kind !== 'person') throw new Refusal('not_permitted', 'Only a person can do this, not an API token.')
  if (endpoint.needs !== 'signed_in' && !mayRole(by.role, endpoint.needs)) {
    throw new Refusal('not_permitted', `The role ${by.role} does not include: ${permissions[endpoint.needs]}.`)
  }
}

/** Before the body is read: strangers do not make us parse. */
async function atTheDoor(services: Services, endpoint: Endpoint, request: FastifyRequest) {
  const credential: Credential = credentialOf(request, services.config)
  const kind = credential === null || credential.kind === 'unreadable' ? null : credential.kind
  const refusal = originRefusal({ method: request.method, credential: kind, headers: request.headers }, services.config.publicUrl)
  if (refusal) throw refusal
  request.now = services.clock()
  if (endpoint.needs !== 'anyone') request.identity = await identify(services, credential, request.now)
  checkNeeds(endpoint, request.identity)
}

type Signed = { by: SignedIn; organizationId: OrganizationId }

function signed(request: FastifyRequest): Signed {
  if (!request.identity) throw new Error('a route that runs in a transaction was reached without a sign-in')
  return request.identity
}

async function callInTransaction(
  services: Services,
  route: Extract<Route, { kind: 'transaction' }>,
  request: FastifyRequest,
  reply: FastifyReply,
  asked: Asked,
) {
  const { by, organizationId } = signed(request)
  const readOnly = route.endpoint.method === 'GET'
  const key = keyOf(route.endpoint, request)
  const prepared = await route.before?.(asked)
  const handle = (call: Call) => route.handle(call, prepared)
  let afterwards: (() => unknown)[] = []
  const performed = await inOrganization(
    services.database,
    organizationId,
    by,
    (tx) => {
      // The database may ask for the work to be done again: only the try that was committed is announced.
      afterwards = []
      const afterCommit: Call['afterCommit'] = (work) => afterwards.push(work)
      const call = { ...asked, tx, services, by, now: request.now, requestId: request.id, afterCommit } as Call
      return key === undefined ? handle(call).then(firstTime) : performOnce({ endpoint: route.endpoint, handle }, call, key)
    },
    { readOnly, retry: true },
  )
  for (const work of afterwards) {
    Promise.resolve()
      .then(work)
      .catch((error: unknown) => request.log.error({ err: error }, 'Work after a commit failed'))
  }
  if (performed.isReplay) reply.header(replayHeader, 'true')
  return performed.answer
}

function callOpenly(
  services: Services,
  route: Extract<Route, { kind: 'open' }>,
  request: FastifyRequest,
  reply: FastifyReply,
  asked: Asked,
) {
  const by = request.identity?.by ?? null
  const organizationId = request.identity?.organizationId ?? null
  return route.handle({ ...asked, services, by, organizationId, now: request.now, requestId: request.id, request, reply } as OpenCall)
}

function sendAnswer(endpoint: Endpoint, answer: unknown, reply: FastifyReply, { checkReplies }: ServeOptions) {
  if (reply.sent) return reply
  reply.code(endpoint.status ?? 200)
  if (isPlain(endpoint.reply)) {
    if (!reply.hasHeader('content-type')) reply.header('content-type', endpoint.reply.mediaType)
    return reply.send(answer)
  }
  if (endpoint.status === 204) return reply.send()
  const body = answer ?? {}
  if (checkReplies) {
    const result = endpoint.reply.safeParse(body)
    if (!result.success)
      throw new Error(`The answer of ${endpoint.method} ${endpoint.path} is not what the contract says: ${result.error.message}`)
  }
  return reply.send(body)
}

function serveRoute(server: FastifyInstance, services: Services, route: Route, options: ServeOptions) {
  const { endpoint } = route
  const isStream = isPlain(endpoint.reply) && endpoint.reply.plain === 'events'
  server.route({
    method: endpoint.method,
    url: `${apiPrefix}${endpoint.path}`,
    // HEAD of a stream would never end.
    exposeHeadRoute: endpoint.method === 'GET' && !isStream,
    ...(endpoint.takesUpTo === undefined ? {} : { bodyLimit: Math.max(endpoint.takesUpTo, services.config.requestMaxBytes) }),
    onRequest: (request) => atTheDoor(services, endpoint, request),
    handler: async (request, reply) => {
      const asked = parseRequest(endpoint, request)
      const answer =
        route.kind === 'transaction'
          ? await callInTransaction(services, route, request, reply, asked)
          : await callOpenly(services, route, request, reply, asked)
      return sendAnswer(endpoint, answer, reply, options)
    },
  })
}

export function serveRoutes(server: FastifyInstance, services: Services, routes: readonly Route[], options: ServeOptions) {
  server.decorateRequest('identity', null)
  server.decorateRequest('now', 0 as Instant)
  for (const route of routes) if (route.endpoint.takes === undefined) serveRoute(server, services, route, options)
  // In a scope of their own, where no body is read before the handler asks for it.
  void server.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    for (const route of routes) if (route.endpoint.takes === 'bytes') serveRoute(scope, services, route, options)
  })
}
