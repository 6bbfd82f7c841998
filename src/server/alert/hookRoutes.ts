// Where monitoring systems report: `POST /hooks/:integration/:key`. Bytes in, a delivery id out once they are durable.
import { hash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../../core/kernel/refusal.ts'
import { noSuchHook } from '../coverage/heartbeatRoutes.ts'
import { meters } from '../http/meters.ts'
import { readBody, refuseAnnounced } from '../http/readBody.ts'
import { QueueFull } from '../jobs/groupCommit.ts'
import type { Services } from '../services.ts'
import { type OpenedSource, sourceDoor } from '../source/sourceDoor.ts'
import { confirmByHand } from './confirmSubscription.job.ts'
import type { DeliveryReceipt, HookDelivery } from './hookDelivery.ts'
import { openIntake } from './intake.ts'
import { type Interpreted, type Interpreter, interpretDelivery, interpreterOf } from './interpretDelivery.ts'
import { storableHeaders, storableText } from './storableText.ts'

type HookRequest = FastifyRequest<{ Params: { integration: string; key: string } }>

/** The body of the answer: what became of the delivery. */
function receiptBody(receipt: NonNullable<DeliveryReceipt>) {
  return {
    delivery_id: receipt.deliveryId,
    state: receipt.state,
    observations: receipt.observations,
    ...(receipt.repeats === null ? {} : { repeats: receipt.repeats }),
    ...(receipt.reason === null ? {} : { reason: receipt.reason }),
  }
}

/** The sender may be told no where that makes it no poorer; the delivery is kept either way. */
function refusalFor(receipt: NonNullable<DeliveryReceipt>, failedAuthentication: boolean): Refusal {
  const message = `${receipt.reason ?? 'It could not be read.'} It is kept as the refused delivery ${receipt.deliveryId}.`
  return new Refusal(failedAuthentication ? 'not_signed_in' : 'payload_not_readable', message)
}

function adviseOn(interpreted: Interpreted, { outgoing }: Services): Interpreted {
  if (interpreted.confirm === null || outgoing.allowed) return interpreted
  return { ...interpreted, reason: `${interpreted.reason ?? ''} ${confirmByHand}`.trim() }
}

async function takeIn(services: Services, interpreter: Interpreter, source: OpenedSource, request: HookRequest): Promise<HookDelivery> {
  const { config } = services
  const limits = { maxBytes: config.deliveryMaxBytes, milliseconds: config.bodyTimeout }
  refuseAnnounced(request.headers['content-length'], limits)
  const body = await readBody(request.raw, limits)
  const raw = { headers: storableHeaders(request.raw.rawHeaders), body, arrivedAt: services.clock() }
  const interpreted = adviseOn(await interpretDelivery(raw, source, interpreter), services)
  return {
    ...raw,
    deliveryId: services.newId('delivery'),
    source,
    contentType: storableText(raw.headers['content-type'] ?? '', 200),
    sha256: hash('sha256', body, 'hex'),
    interpreted,
  }
}

function answer(receipt: NonNullable<DeliveryReceipt>, { source, interpreted }: HookDelivery, reply: FastifyReply) {
  const refused = receipt.state === 'refused'
  if (refused && source.integration.answerRefused === 'refuse') throw refusalFor(receipt, interpreted.authentication === 'failed')
  return reply.code(202).send(receiptBody(receipt))
}

/** What was turned away at the door is not kept, so it is at least counted, by why and of which tool. */
function noteUnkept(services: Services, source: OpenedSource | null, refusal: Refusal) {
  meters.unkeptDeliveries.inc({ integration: source?.integration.id ?? 'unknown', reason: refusal.code })
  if (source)
    services.log.warn({ source: source.sourceId, organization: source.organizationId, reason: refusal.code }, 'A delivery was not kept')
}

export function plugHooks(scope: FastifyInstance, services: Services): void {
  const open = sourceDoor(services)
  const intake = openIntake(services)
  const interpreter = interpreterOf(services)

  async function opened(request: HookRequest): Promise<OpenedSource> {
    const source = await open(request.params.key)
    if (source === null || source.integration.id !== request.params.integration) throw noSuchHook()
    return source
  }

  async function receive(source: OpenedSource, request: HookRequest) {
    const delivery = await takeIn(services, interpreter, source, request)
    try {
      const receipt = await intake.submit(delivery)
      if (receipt === null) throw noSuchHook()
      return { receipt, delivery }
    } catch (error) {
      if (!(error instanceof QueueFull)) throw error
      throw new Refusal('not_ready', 'More arrives than can be written just now. Nothing of this was kept: send it again shortly.', {
        retryAfter: 2,
      })
    }
  }

  // Fastify turns a content type away that it cannot read, before any handler. What came is read from the raw headers.
  scope.addHook('onRequest', async (request) => {
    request.raw.headers['content-type'] = 'application/octet-stream'
  })
  scope.removeAllContentTypeParsers()
  // Any content type, and none of it parsed: the handler reads the bytes itself, once the key is known.
  scope.addContentTypeParser('*', (_request, _payload, done) => done(null, undefined))
  scope.route<{ Params: { integration: string; key: string } }>({
    method: 'POST',
    url: '/hooks/:integration/:key',
    logLevel: 'warn',
    handler: async (request, reply) => {
      let source: OpenedSource | null = null
      let received: Awaited<ReturnType<typeof receive>>
      try {
        source = await opened(request)
        received = await receive(source, request)
      } catch (error) {
        // What is left of the body is not worth waiting for.
        if (!request.raw.readableEnded) reply.header('connection', 'close')
        if (error instanceof Refusal) noteUnkept(services, source, error)
        throw error
      }
      return answer(received.receipt, received.delivery, reply)
    },
  })
  // The handshake of CloudEvents web hooks: may this sender send here? Whoever has the key may.
  scope.route<{ Params: { key: string } }>({
    method: 'OPTIONS',
    url: '/hooks/cloudevents/:key',
    handler: async (request, reply) => {
      const source = await open(request.params.key)
      const origin = request.headers['webhook-request-origin']
      if (source?.integration.id !== 'cloudevents' || typeof origin !== 'string') throw noSuchHook()
      return reply
        .headers({ allow: 'POST', 'webhook-allowed-origin': storableText(origin, 200), 'webhook-allowed-rate': '*' })
        .code(200)
        .send()
    },
  })
  scope.addHook('onClose', () => intake.settled())
}
