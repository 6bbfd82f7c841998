// Long answers in JSON go out compressed where the caller can read that: on a telephone’s network a second, for every one of them.
// A page of another site cannot have an answer made of its words and our secrets and weigh it: our cookie does not come along (SameSite).
import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import type { FastifyInstance } from 'fastify'

const squeeze = promisify(gzip)

/** Below it the round trip is what takes the time. */
const worthwhile = 8_000

/** RFC 9110, 12.5.3: named, and not with a weight of zero. */
export function readsGzip(accepted: string | string[] | undefined): boolean {
  return [accepted ?? []]
    .flat()
    .flatMap((header) => header.split(','))
    .some((coding) => {
      const [name, ...parameters] = coding.split(';').map((part) => part.trim().toLowerCase())
      return name === 'gzip' && !parameters.some((parameter) => /^q=0(\.0{0,3})?$/.test(parameter))
    })
}

export function compressAnswers(server: FastifyInstance): void {
  server.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || payload.length < worthwhile || request.method === 'HEAD') return payload
    if (!/\bjson\b/.test(String(reply.getHeader('content-type'))) || reply.hasHeader('content-encoding')) return payload
    // Whoever keeps answers for others must know that there are two.
    reply.header('vary', 'accept-encoding')
    if (!readsGzip(request.headers['accept-encoding'])) return payload
    const bytes = await squeeze(payload, { level: constants.Z_BEST_SPEED })
    reply.header('content-encoding', 'gzip').header('content-length', bytes.length)
    return bytes
  })
}
