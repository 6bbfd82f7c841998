// Serves what is measured, to this machine or to whoever has the token.
import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { Config } from '../config.ts'
import { meterRegistry } from './meters.ts'

const loopback = /^(127\.|::1$|::ffff:127\.)/
const proxyHeaders = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via']

/** A proxy on this machine makes the whole world look local, so a request that came through one is not. */
function isLocal(request: FastifyRequest): boolean {
  return loopback.test(request.raw.socket.remoteAddress ?? '') && proxyHeaders.every((name) => request.headers[name] === undefined)
}

function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}

export function mayReadMetrics(request: FastifyRequest, config: Pick<Config, 'metricsToken'>): boolean {
  const { authorization } = request.headers
  if (authorization !== undefined) return config.metricsToken !== null && isSame(authorization, `Bearer ${config.metricsToken}`)
  return isLocal(request)
}

export function serveMetrics(server: FastifyInstance, config: Config) {
  server.get('/metrics', async (request, reply) => {
    if (!mayReadMetrics(request, config)) {
      throw new Refusal('not_permitted', 'Metrics are read on this machine, or with TICKMARK_METRICS_TOKEN as a bearer token.')
    }
    return reply
      .header('cache-control', 'no-store')
      .type(meterRegistry.contentType)
      .send(await meterRegistry.metrics())
  })
}
