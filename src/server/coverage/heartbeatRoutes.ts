// Heartbeats: a source says that it is alive, without an alert. `POST /hooks/heartbeat/:key`, any body or none.
import type { FastifyInstance } from 'fastify'
import { systemActor } from '../../core/kernel/actor.ts'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import { type Instant, minute, second, toInstant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { inOrganization } from '../../database/inOrganization.ts'
import { type GroupCommit, groupCommit, QueueFull } from '../jobs/groupCommit.ts'
import type { Services } from '../services.ts'
import { sourceDoor } from '../source/sourceDoor.ts'
import { type Beat, type Kept, keepBeats } from './keepBeats.ts'

/** A heartbeat has nothing to say: what comes with it is not read. */
const unreadBody = 64 * 1024
const actor = systemActor('heartbeat')

function heartbeats(services: Services): GroupCommit<Beat, Kept> {
  return groupCommit<Beat, Kept>({
    write: (organizationId, beats) =>
      inOrganization(services.database, organizationId as OrganizationId, actor, (tx) => keepBeats(tx, services, beats, services.clock()), {
        retry: true,
      }),
    sizeOf: () => 1,
    most: { items: 1000, size: 1000 },
    room: { items: 20_000, size: 20_000 },
  })
}

/** Open pages need not redraw with every beat: the calendar shows days. */
const announceEvery = 10 * second

function announcer(services: Services): (organizationId: OrganizationId) => void {
  const last = new Map<OrganizationId, Instant>()
  return (organizationId) => {
    const now = services.clock()
    if (now - (last.get(organizationId) ?? toInstant(now - minute)) < announceEvery) return
    last.set(organizationId, now)
    services.events.announce(organizationId, { topic: 'coverage', ids: [] })
  }
}

export function plugHeartbeats(scope: FastifyInstance, services: Services): void {
  const open = sourceDoor(services)
  const commit = heartbeats(services)
  const announce = announcer(services)
  // Fastify turns a content type away that it cannot read; nothing is read here.
  scope.addHook('onRequest', async (request) => {
    request.raw.headers['content-type'] = 'application/octet-stream'
  })
  scope.removeAllContentTypeParsers()
  // Never parsed: the stream is drained by Node once the answer is out.
  scope.addContentTypeParser('*', (_request, _payload, done) => done(null, undefined))
  scope.route<{ Params: { key: string } }>({
    method: 'POST',
    url: '/hooks/heartbeat/:key',
    bodyLimit: unreadBody,
    logLevel: 'warn',
    handler: async (request, reply) => {
      const source = await open(request.params.key)
      if (source === null) throw noSuchHook()
      let kept: Kept
      try {
        kept = await commit.submit(source.organizationId, { source })
      } catch (error) {
        if (error instanceof QueueFull)
          throw new Refusal('not_ready', 'Too much arrives at once. Send it again shortly.', { retryAfter: 2 })
        throw error
      }
      if (!kept) throw noSuchHook()
      announce(source.organizationId)
      return reply.code(202).send({ state: 'heard' })
    },
  })
  scope.addHook('onClose', () => commit.settled())
}

export function noSuchHook(): Refusal {
  return new Refusal('not_found', 'There is no hook at this address. Copy the address again from the source’s settings, or renew its key.')
}
