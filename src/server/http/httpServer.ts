// Puts the HTTP server together: what holds for every request, then the routes of all rooms, then the pages.
import { isUtf8 } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import fastifyCookie from '@fastify/cookie'
import { type FastifyInstance, type FastifyRequest, fastify, LogController } from 'fastify'
import { api } from '../../contract/api.ts'
import { apiPrefix } from '../../contract/endpoint.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { Services } from '../services.ts'
import { answerErrors, answerUnreadable, sendProblem } from './answerErrors.ts'
import { compressAnswers } from './compressAnswers.ts'
import { type Readiness, serveHealth } from './health.ts'
import { loggedUrl } from './logger.ts'
import { meters } from './meters.ts'
import { serveMetrics } from './metrics.ts'
import { openapiDocument } from './openapi.ts'
import { type Pages, servePages } from './pages.ts'
import type { Room } from './room.ts'
import { securityHeaders } from './securityHeaders.ts'
import { serveRoutes } from './serveRoute.ts'

export type HttpServerOptions = {
  rooms: readonly Room[]
  readiness: Readiness
  /** Where the built pages are. */
  pageDirectory: string
  checkReplies: boolean
}

/** A caller's own reference is kept where it is harmless in a log, else we make one. */
function requestId(request: { headers: Record<string, string | string[] | undefined> }): string {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && /^[A-Za-z0-9._-]{8,128}$/.test(given) ? given : randomUUID()
}

function bare(services: Services): FastifyInstance {
  const { config } = services
  return fastify({
    loggerInstance: services.log,
    // Its own lines would show whole addresses, and with them the keys of hooks.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request_id' }),
    genReqId: requestId,
    trustProxy: config.trustProxy.length > 0 ? [...config.trustProxy] : false,
    bodyLimit: config.requestMaxBytes,
    // The whole request, so also a body that drips; Node looks for late ones as often as the last line says.
    requestTimeout: config.bodyTimeout,
    http: { headersTimeout: Math.min(config.bodyTimeout, 10_000), connectionsCheckingInterval: 1_000 },
    keepAliveTimeout: 72_000,
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: false, caseSensitive: true },
    // We say it ourselves, as a problem body (onEveryRequest).
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    clientErrorHandler: answerUnreadable,
    frameworkErrors: (error, _request, reply) => {
      sendProblem(reply as never, new Refusal('invalid_request', `The request cannot be read: ${error.message}.`))
    },
  }) as unknown as FastifyInstance
}

/** Only JSON in UTF-8 is read, and an empty body is no body: some clients name the type with every request. */
function readBodies(server: FastifyInstance) {
  const parse = server.getDefaultJsonParser('error', 'error')
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = body as Buffer
    if (bytes.length === 0) done(null, undefined)
    // Read anyway, what is no text would become another text than was sent, and be kept as that.
    else if (!isUtf8(bytes)) done(new Refusal('invalid_request', 'The body is not valid UTF-8.'))
    else parse(request, bytes.toString('utf8'), done)
  })
}

function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'none'
}

function onEveryRequest(server: FastifyInstance, services: Services, ready: Readiness) {
  const headers = securityHeaders(services.config.publicUrl)
  server.addHook('onRequest', async (request, reply) => {
    reply.headers({ ...headers, 'x-request-id': request.id })
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
    if (!ready.isClosing()) return
    reply.header('connection', 'close')
    throw new Refusal('not_ready', 'The server is stopping. Try again shortly.', { retryAfter: 5 })
  })
  server.addHook('onResponse', async (request, reply) => {
    const route = routeOf(request)
    meters.requestSeconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
    const line = {
      method: request.method,
      url: loggedUrl(request.url),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      ...(request.identity ? { by: request.identity.by.id, organization: request.identity.organizationId } : {}),
    }
    // Hooks, probes and files would drown everything else.
    const isLoud = route.startsWith(apiPrefix) || reply.statusCode >= 400
    request.log[isLoud ? 'info' : 'debug'](line, 'Answered')
  })
}

type Address = { pattern: RegExp; method: string }

const addresses: Address[] = Object.values(api).flatMap((noun) =>
  Object.values(noun).map(({ method, path }) => ({
    method,
    pattern: new RegExp(`^${apiPrefix}${path.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/]+')}$`),
  })),
)

function allowedAt(url: string): string[] {
  const [path = ''] = url.split('?', 1)
  const methods = addresses.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method)
  if (methods.length === 0) return []
  return [...new Set([...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'])]
}

function answerTheRest(server: FastifyInstance, pages: Pages) {
  server.setNotFoundHandler((request, reply) => {
    const methods = allowedAt(request.url)
    if (methods.length > 0) {
      reply.header('allow', methods.join(', '))
      // No other site's page is ever let in, so there is nothing more to say to a preflight.
      if (request.method === 'OPTIONS') return reply.code(204).send()
      return sendProblem(reply, new Refusal('not_found', `This address answers ${methods.join(', ')}, not ${request.method}.`))
    }
    if (pages.answer(request, reply)) return reply
    return sendProblem(reply, new Refusal('not_found', 'There is nothing at this address.'))
  })
}

export async function makeHttpServer(services: Services, options: HttpServerOptions): Promise<FastifyInstance> {
  const server = bare(services)
  answerErrors(server)
  readBodies(server)
  onEveryRequest(server, services, options.readiness)
  compressAnswers(server)
  await server.register(fastifyCookie)
  serveHealth(server, options.readiness)
  serveMetrics(server, services.config)
  server.get('/api/openapi.json', async (_request, reply) => reply.header('cache-control', 'no-cache').send(openapiDocument()))
  serveRoutes(
    server,
    services,
    options.rooms.flatMap(({ routes }) => routes),
    { checkReplies: options.checkReplies },
  )
  for (const { plug } of options.rooms) {
    if (plug) await server.register(async (scope) => plug(scope, services))
  }
  const pages = await servePages(server, options.pageDirectory)
  answerTheRest(server, pages)
  return server
}
