// A request that is sent twice, by a phone that heard no answer: is it done once, also when both arrive together?
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { api } from '../../src/contract/api.ts'
import { type Endpoint, isRepeatable } from '../../src/contract/endpoint.ts'
import { day } from '../../src/core/kernel/instant.ts'
import { rooms } from '../../src/server/app.ts'
import { tidySessions } from '../../src/server/session/tidySessions.ts'
import { engines } from '../support/database.ts'
import { type Caller, type House, type SignedInCaller, startTestServer, type TestServer } from '../support/server.ts'

type Body = { id: string; number: string; secret?: string; token?: string }

const key = (last: string) => ({ 'idempotency-key': `a-key-of-a-phone-${last}` })
const title = (text: string) => ({ origin: 'report', title: text })

test('every endpoint whose work is not one transaction says that it looks at no key', () => {
  const open = new Set(rooms.flatMap(({ routes }) => routes.filter(({ kind }) => kind === 'open').map(({ endpoint }) => endpoint)))
  const all = Object.entries(api).flatMap(([noun, endpoints]) =>
    Object.entries(endpoints).map(([name, endpoint]) => ({ name: `${noun}.${name}`, endpoint: endpoint as Endpoint })),
  )
  expect(all.filter(({ endpoint }) => isRepeatable(endpoint) && open.has(endpoint)).map(({ name }) => name)).toEqual([])
  expect(all.filter(({ endpoint }) => endpoint.repeatable === false && !open.has(endpoint)).map(({ name }) => name)).toEqual([])
})

describe.each(engines)('a repeated request on %s', (engine) => {
  let server: TestServer
  let house: House
  let ada: SignedInCaller

  beforeAll(async () => {
    server = await startTestServer(engine)
  })
  afterAll(() => server.close())
  beforeEach(async () => {
    house = await server.newHouse()
    ada = await house.signInAs('responder', { name: 'Ada' })
  })

  const declare = (by: Caller, text: string, headers: Record<string, string>) =>
    by.fetchJson<Body>('POST', '/incidents', title(text), headers)
  const numbers = async () => (await ada.fetchJson<{ items: Body[] }>('GET', '/incidents')).body.items.map(({ number }) => number).reverse()

  test('is done once and answered twice, the same each time', async () => {
    const [first, second] = [await declare(ada, 'Down', key('1')), await declare(ada, 'Down', key('1'))]
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.text).toBe(first.text)
    expect([first, second].map(({ headers }) => headers.get('idempotent-replay'))).toEqual([null, 'true'])
    expect(await numbers()).toEqual(['INC-1'])
  })

  test('that arrives while the first is still at work waits for it', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => declare(ada, 'Down', key('2'))))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201))
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(answers.filter(({ headers }) => headers.get('idempotent-replay') === 'true')).toHaveLength(5)
    expect(await numbers()).toEqual(['INC-1'])
  })

  test('with another body, or at another address, is refused by name', async () => {
    const { body } = await declare(ada, 'Down', key('3'))
    expect(await declare(ada, 'Up', key('3'))).toMatchObject({ status: 409, body: { code: 'key_reused' } })
    const note = await ada.fetchJson('POST', `/incidents/${body.id}/notes`, { text: 'x' }, key('3'))
    expect(note.body.code).toBe('key_reused')
    expect(await numbers()).toEqual(['INC-1'])
  })

  test('is another’s own under the same key', async () => {
    const ben = await house.signInAs('responder')
    await declare(ada, 'Down', key('4'))
    expect((await declare(ben, 'Down', key('4'))).headers.get('idempotent-replay')).toBeNull()
    expect(await numbers()).toEqual(['INC-1', 'INC-2'])
  })

  test('that was refused is tried anew', async () => {
    const send = () => ada.fetchJson<Body>('POST', `/incidents/number/1`, {}, key('5'))
    expect((await send()).status).toBe(404)
    const { body } = await declare(ada, 'Down', {})
    const close = () => ada.fetchJson('POST', `/incidents/${body.id}/state`, { to: 'triaged' }, key('6'))
    expect((await close()).body.code).toBe('state_not_possible')
    await ada.fetchJson('POST', `/incidents/${body.id}/severity`, { answers: {} })
    expect((await close()).status).toBe(200)
    expect((await close()).headers.get('idempotent-replay')).toBe('true')
  })

  test('with a key that is none is refused before anything is done', async () => {
    for (const bad of ['short', 'a key with some spaces', 'x'.repeat(65)]) {
      expect((await declare(ada, 'Down', { 'idempotency-key': bad })).body.code).toBe('invalid_request')
    }
    expect(await numbers()).toEqual([])
  })

  test('is forgotten after a week, and what is kept cannot be read in the database', async () => {
    await declare(ada, 'A secret title', key('7'))
    const kept = async () =>
      (
        await server.services.database.execute<{ answer: Uint8Array }>(`select answer_sealed as answer from performed_request
        where org_id = '${house.organizationId}'`)
      ).rows
    const [row] = await kept()
    expect(Buffer.from(row?.answer ?? []).toString('latin1')).not.toContain('secret title')
    await tidySessions(server.services)
    expect(await kept()).toHaveLength(1)
    server.clock.advance(8 * day)
    await tidySessions(server.services)
    expect(await kept()).toHaveLength(0)
  })
})
