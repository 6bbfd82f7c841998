// Do streamed requests keep to the same rules as short ones, and is a connection that falls silent given up?
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { outgoingStream } from './outgoingStream.ts'

describe('a streamed request', () => {
  let server: Server
  let url: string
  const seen: (string | undefined)[] = []
  beforeAll(async () => {
    server = createServer((request, response) => {
      seen.push(request.url)
      if (request.url === '/silent') return
      response.writeHead(request.url === '/redirect' ? 302 : 200, { location: 'http://169.254.169.254/' })
      if (request.url === '/half') response.write('half')
      else response.end('x'.repeat(3_000_000))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  const get = { method: 'GET', headers: {} } as const
  const http = outgoingStream({ mode: 'all', remedy: 'a setting', idleMilliseconds: 100 })

  test('brings an answer of any length, and follows no redirect', async () => {
    expect((await buffer((await http.open(`${url}/large`, get)).body)).length).toBe(3_000_000)
    const { status, body } = await http.open(`${url}/redirect`, get)
    body.destroy()
    expect(status).toBe(302)
  })
  test('is given up where nothing comes, also in the middle of the answer', async () => {
    await expect(http.open(`${url}/silent`, get)).rejects.toThrow('was silent for 0.1 s')
    const { body } = await http.open(`${url}/half`, get)
    await expect(buffer(body)).rejects.toThrow()
  })
  test('is not sent to a private address, whatever the name resolves to, and says what would allow it', async () => {
    const before = seen.length
    const closed = outgoingStream({
      mode: 'public',
      remedy: 'a setting',
      resolve: async () => [
        { address: '93.184.216.34', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ],
    })
    for (const address of [url, 'http://rebinding.example', 'http://[::ffff:127.0.0.1]']) {
      await expect(closed.open(address, get)).rejects.toMatchObject({
        code: 'outgoing_not_allowed',
        message: expect.stringContaining('a setting would allow it'),
      })
    }
    expect(seen).toHaveLength(before)
  })
})
