// Turns whatever was thrown into an answer: refusals by name, everything else as an opaque 500 whose whole story is in the log.
import type { Socket } from 'node:net'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../../core/kernel/refusal.ts'
import { loggedUrl } from './logger.ts'
import { defectProblem, problemMediaType, problemOf, refusalOf } from './problem.ts'

export function sendProblem(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const problem = problemOf(refusal, reply.request.id)
  if (refusal.retryAfter !== undefined) reply.header('retry-after', String(Math.max(1, Math.ceil(refusal.retryAfter))))
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer')
  return reply.code(problem.status).header('content-type', problemMediaType).header('cache-control', 'no-store').send(problem)
}

function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const refusal = refusalOf(error)
  if (refusal) {
    // The cause is worth knowing where it is not the caller's doing.
    if (refusal.code === 'not_ready') request.log.warn({ err: error }, refusal.message)
    return sendProblem(reply, refusal)
  }
  request.log.error({ err: error, method: request.method, url: loggedUrl(request.url) }, 'A defect')
  return reply.code(500).header('content-type', problemMediaType).header('cache-control', 'no-store').send(defectProblem(request.id))
}

/** What Node could not even read as a request: answered on the bare socket, then hung up. */
export function answerUnreadable(error: Error & { code?: string }, socket: Socket) {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const refusal =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? new Refusal('request_timeout', 'The request did not arrive in time.')
      : error.code === 'HPE_HEADER_OVERFLOW'
        ? new Refusal('payload_too_large', 'The headers are too large.')
        : new Refusal('invalid_request', 'This is not a request in HTTP.')
  const body = JSON.stringify(problemOf(refusal, 'none'))
  const { status } = problemOf(refusal, 'none')
  socket.end(
    `HTTP/1.1 ${status} ${status === 408 ? 'Request Timeout' : 'Bad Request'}\r\ncontent-type: ${problemMediaType}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
}

export function answerErrors(server: FastifyInstance) {
  server.setErrorHandler(answerError)
}
