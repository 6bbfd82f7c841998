// A little web server on this machine for whatever Tickmark sends out: keeps each request and answers as the test says.
import { createServer, type IncomingHttpHeaders } from 'node:http'

export type HeardRequest = { method: string; path: string; headers: IncomingHttpHeaders; body: Buffer }
export type Answer = { status: number; headers?: Record<string, string>; body?: Uint8Array | string }

export type LoopbackHttp = { url: string; heard: HeardRequest[]; close(): Promise<void> }

export function startLoopbackHttp(answer: (request: HeardRequest) => Answer): Promise<LoopbackHttp> {
  return new Promise((resolve) => {
    const heard: HeardRequest[] = []
    const server = createServer(async (request, reply) => {
      const pieces: Buffer[] = []
      for await (const piece of request) pieces.push(piece as Buffer)
      const one: HeardRequest = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(pieces),
      }
      heard.push(one)
      const { status, headers, body } = answer(one)
      reply.writeHead(status, headers)
      reply.end(body)
    })
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
      const close = () =>
        new Promise<void>((closed) => {
          server.closeAllConnections()
          server.close(() => closed())
        })
      resolve({ url, heard, close })
    })
  })
}
