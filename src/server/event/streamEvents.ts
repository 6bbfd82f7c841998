// One open page's live updates: server-sent events until the page goes, the sign-in ends or the server stops.
import type { FastifyReply } from 'fastify'
import { eventApi, type LiveEvent } from '../../contract/event.ts'
import { second } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { credentialOf, identify } from '../http/identify.ts'
import { meters } from '../http/meters.ts'
import type { OpenCall } from '../http/route.ts'
import type { Services } from '../services.ts'

type Stream = { end(): void; isGood(): Promise<boolean> }

/** Proxies cut connections that say nothing for half a minute or more. */
const heartbeatEvery = 15 * second
/** A page that does not read is not remembered for: it asks anew when it comes back. */
const mostUnread = 64 * 1024
const mostStreams = 2_000
const mostStreamsEach = 20

type OpenStreams = Map<string, Set<Stream>>

/** Open streams of each server of this process, by who opened them. */
const openOf = new WeakMap<Services, OpenStreams>()

/** Called when the server stops: its streams would otherwise hold it open for ever. */
export function endAllStreams(services: Services) {
  for (const streams of [...(openOf.get(services)?.values() ?? [])]) for (const stream of [...streams]) stream.end()
}

/** A person or token whose access has ended hears nothing more. Asked every half minute, for all streams of this server. */
export async function endStaleStreams(services: Services): Promise<void> {
  for (const stream of [...(openOf.get(services)?.values() ?? [])].flatMap((streams) => [...streams])) {
    try {
      if (!(await stream.isGood())) stream.end()
    } catch (error) {
      // Who cannot be asked about is shown nothing more.
      services.log.warn({ err: error }, 'A stream of live updates was ended: its sign-in could not be looked up')
      stream.end()
    }
  }
}

/** At once, for whoever signs out here. */
export function endStreamsOf(services: Services, who: string) {
  for (const stream of [...(openOf.get(services)?.get(who) ?? [])]) stream.end()
}

function makeRoom(open: OpenStreams, who: string): Set<Stream> {
  const ours = open.get(who) ?? new Set<Stream>()
  const total = [...open.values()].reduce((sum, streams) => sum + streams.size, 0)
  if (ours.size >= mostStreamsEach || total >= mostStreams) {
    throw new Refusal('too_many_attempts', 'Too many pages hear live updates at once. Close some.', { retryAfter: 30 })
  }
  open.set(who, ours)
  return ours
}

function begin(reply: FastifyReply) {
  // Kept before the reply is taken out of Fastify's hands: the security headers among them.
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) reply.raw.setHeader(name, value)
  reply.hijack()
  reply.raw.writeHead(200, {
    'content-type': eventApi.stream.reply.mediaType,
    'cache-control': 'no-store',
    // nginx would keep what we say until it has a page full of it.
    'x-accel-buffering': 'no',
  })
  // Tells the browser how long to wait before it comes back.
  reply.raw.write('retry: 3000\n\n')
}

export async function streamEvents(call: OpenCall<typeof eventApi.stream>): Promise<void> {
  const { services, organizationId, by, reply, request } = call
  if (!organizationId || !by) throw new Refusal('not_signed_in', 'Sign in first.')
  const open = openOf.get(services) ?? new Map()
  openOf.set(services, open)
  const who = by.kind === 'person' ? by.sessionId : by.id
  const streams = makeRoom(open, who)
  begin(reply)
  const { raw } = reply

  const write = (text: string) => {
    if (raw.writableLength > mostUnread) stream.end()
    else raw.write(text)
  }
  const stop = services.events.subscribe(organizationId, (event: LiveEvent) => write(`data: ${JSON.stringify(event)}\n\n`))
  const heartbeat = setInterval(() => write(': still here\n\n'), heartbeatEvery)
  const stream: Stream = {
    isGood: async () => (await identify(services, credentialOf(request, services.config), services.clock())) !== null,
    end() {
      if (!streams.delete(stream)) return
      if (streams.size === 0) open.delete(who)
      meters.eventStreams.dec()
      clearInterval(heartbeat)
      stop()
      raw.end()
    },
  }
  streams.add(stream)
  meters.eventStreams.inc()
  raw.on('close', () => stream.end())
  raw.on('error', () => stream.end())
}
