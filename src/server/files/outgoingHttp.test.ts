// Does the server send requests only where the operator allowed it, whatever names resolve to?
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { outgoingHttp } from './outgoingHttp.ts'
import { isPublicAddress } from './publicAddress.ts'

describe('an address', () => {
  test.each(['93.184.216.34', '1.1.1.1', '100.63.255.255', '172.15.0.1', '2606:4700::1111', '2a00:1450:4001::1'])(
    '%s is public',
    (address) => {
      expect(isPublicAddress(address)).toBe(true)
    },
  )
  test.each([
    '127.0.0.1',
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '169.254.169.254',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00:ec2::254',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:db8::1',
    'localhost',
    '',
  ])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
})

describe('a request of our own', () => {
  let server: Server
  let url: string
  const seen: { url: string | undefined; host: string | undefined }[] = []

  beforeAll(async () => {
    server = createServer((request, response) => {
      seen.push({ url: request.url, host: request.headers.host })
      if (request.url === '/redirect') response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end()
      else if (request.url === '/large') response.end('x'.repeat(5_000))
      else if (request.url === '/slow') setTimeout(() => response.end('late'), 2_000).unref()
      else response.writeHead(200, { 'content-type': 'text/plain' }).end('hello')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  const get = { method: 'GET' } as const

  test('is not sent at all unless allowed', async () => {
    expect(outgoingHttp('no').allowed).toBe(false)
    await expect(outgoingHttp('no').send(url, get)).rejects.toMatchObject({ code: 'outgoing_not_allowed' })
  })
  test('is not sent to this machine where only the public internet is allowed, by number or by name', async () => {
    const before = seen.length
    const port = new URL(url).port
    const http = outgoingHttp('public')
    for (const address of [
      url,
      `http://[::1]:${port}`,
      `http://[::ffff:127.0.0.1]:${port}`,
      `http://localhost:${port}`,
      `http://0x7f000001:${port}`,
    ]) {
      await expect(http.send(address, get), address).rejects.toMatchObject({ code: 'outgoing_not_allowed' })
    }
    expect(seen).toHaveLength(before)
  })
  test('is not sent where a name has a public and a private address', async () => {
    const both = outgoingHttp('public', async () => [
      { address: '93.184.216.34', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ])
    await expect(both.send('http://rebinding.example', get)).rejects.toMatchObject({ code: 'outgoing_not_allowed' })
  })
  test('goes to the address that was checked, under the name that was asked for', async () => {
    let asked = 0
    const http = outgoingHttp('all', async () => {
      asked += 1
      return [{ address: '127.0.0.1', family: 4 }]
    })
    const answer = await http.send(`http://pinned.example:${new URL(url).port}/path`, get)
    expect([answer.status, new TextDecoder().decode(answer.body), asked]).toEqual([200, 'hello', 1])
    expect(seen.at(-1)).toEqual({ url: '/path', host: `pinned.example:${new URL(url).port}` })
  })
  test('follows no redirect, takes no more than it was to take, and does not wait for ever', async () => {
    const http = outgoingHttp('all')
    const before = seen.length
    expect((await http.send(`${url}/redirect`, get)).status).toBe(302)
    expect(seen).toHaveLength(before + 1)
    await expect(http.send(`${url}/large`, { ...get, maxBytes: 1_000 })).rejects.toThrow('longer than 1000 bytes')
    await expect(http.send(`${url}/slow`, { ...get, timeoutMilliseconds: 100 })).rejects.toThrow('did not answer within 0.1 s')
  })
  test('is plain http or https, without a password in the address', async () => {
    for (const address of ['file:///etc/passwd', 'gopher://example.com', 'not an address', 'http://user:pass@example.com']) {
      await expect(outgoingHttp('all').send(address, get)).rejects.toMatchObject({ code: 'outgoing_not_allowed' })
    }
  })
})
