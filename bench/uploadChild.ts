// A server of its own that takes in one upload, so that its memory is nobody else's.
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import fastify from 'fastify'
import type { OrganizationId } from '../src/core/kernel/ids.ts'
import { day, toInstant } from '../src/core/kernel/instant.ts'
import { Refusal } from '../src/core/kernel/refusal.ts'
import { fileBlobStore } from '../src/server/files/fileBlobStore.ts'
import { uploadEngine } from '../src/server/files/uploadEngine.ts'

const organizationId = `org_${'0'.repeat(32)}` as OrganizationId
const [, , directory = ''] = process.argv

const engine = uploadEngine({
  directory: join(directory, 'uploads'),
  blobs: fileBlobStore(join(directory, 'files')),
  limits: { maxBytes: Number.MAX_SAFE_INTEGER, open: 10, idle: day },
  clock: () => toInstant(Date.now()),
})

type Named = { Params: { id: string } }
const server = fastify({ bodyLimit: Number.MAX_SAFE_INTEGER })
server.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload))
server.setErrorHandler((error, _request, reply) => {
  if (error instanceof Refusal) return reply.code(409).send({ code: error.code, fields: error.fields })
  throw error
})
server.post<{ Body: { name: string; size: number } }>('/uploads', ({ body }) => engine.beginUpload(organizationId, body))
server.get<Named>('/uploads/:id', ({ params }) => engine.readUpload(organizationId, params.id))
server.patch<Named & { Body: Readable }>('/uploads/:id', ({ params, body, headers }) =>
  engine.appendPart(organizationId, params.id, Number(headers['upload-offset']), body),
)
server.post<Named>('/uploads/:id/finish', ({ params }) => engine.finishUpload(organizationId, params.id))
server.get('/memory', async () => ({ rss: process.memoryUsage.rss(), peak: process.resourceUsage().maxRSS * 1024 }))

await server.listen({ port: 0, host: '127.0.0.1' })
console.log((server.server.address() as AddressInfo).port)
