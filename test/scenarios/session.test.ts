// From the set-up link to signing in and out: who gets in, for how long, and what a stranger can find out.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day, hour, minute } from '../../src/core/kernel/instant.ts'
import { inOrganization } from '../../src/database/inOrganization.ts'
import { meters } from '../../src/server/http/meters.ts'
import { offerSetup } from '../../src/server/organization/offerSetup.ts'
import { restoreAccess } from '../../src/server/session/restoreAccess.ts'
import { makeSignInLink } from '../../src/server/session/signInLink.ts'
import { engines } from '../support/database.ts'
import { type Answer, type Caller, startTestServer, type TestServer } from '../support/server.ts'

const password = 'correct horse battery'

function cookieOf(answer: Answer<unknown>): string {
  return (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
}

async function hashesFor(work: () => Promise<unknown>): Promise<number> {
  const count = async () => (await meters.passwordHashes.get()).values[0]?.value ?? 0
  const before = await count()
  await work()
  return (await count()) - before
}

describe.each(engines)('signing in, on %s', (engine) => {
  let server: TestServer
  let anyone: Caller

  beforeAll(async () => {
    server = await startTestServer(engine)
    anyone = server.anyone
  })
  afterAll(() => server.close())

  const secretOf = (url: string | null) => url?.split('#')[1] ?? ''
  const newSetup = async () => secretOf(await offerSetup(server.services, { another: true }))
  const setUp = (token: string, email: string) =>
    anyone.fetchJson('POST', '/setup', {
      token,
      organization_name: 'Example Ltd',
      time_zone: 'Europe/Zurich',
      name: 'Ada',
      email,
      password,
    })
  const signIn = (email: string, given = password, headers: Record<string, string> = {}) =>
    anyone.fetchJson('POST', '/session', { email, password: given }, headers)

  test('the first start prints a link; it makes one organization with a ledger, its admin is signed in, and then it is spent', async () => {
    expect(server.setupUrl).toMatch(/^http:\/\/localhost:\d+\/setup#[\w-]{43}$/)
    const token = secretOf(server.setupUrl)
    expect((await anyone.fetchJson('POST', '/setup/look-up', { token })).body).toMatchObject({ valid: true })
    const made = await setUp(token, 'first@example.com')
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ organization: { name: 'Example Ltd', time_zone: 'Europe/Zurich', simulated_until: null } })
    const cookie = cookieOf(made)
    const me = await anyone.fetchJson('GET', '/session', undefined, { cookie })
    expect(me.body).toMatchObject({ actor: { name: 'Ada', role: 'admin', email: 'first@example.com' } })
    expect((await setUp(token, 'second@example.com')).body.code).toBe('link_not_valid')
    expect((await anyone.fetchJson('POST', '/setup/look-up', { token })).body.code).toBe('link_not_valid')
  })

  test('of two who post the same set-up link at once, one makes an organization', async () => {
    const token = await newSetup()
    const answers = await Promise.all([setUp(token, 'one@example.com'), setUp(token, 'two@example.com')])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 410])
  })

  test('a new set-up link voids the one before', async () => {
    const before = await newSetup()
    const after = await newSetup()
    expect((await setUp(before, 'late@example.com')).body.code).toBe('link_not_valid')
    expect((await anyone.fetchJson('POST', '/setup/look-up', { token: after })).status).toBe(200)
  })

  test('a set-up that fails leaves the link good', async () => {
    const token = await newSetup()
    const failed = await anyone.fetchJson('POST', '/setup', {
      token,
      organization_name: 'X',
      time_zone: 'Mars/Olympus',
      name: 'Ada',
      email: 'mars@example.com',
      password,
    })
    expect(failed.body).toMatchObject({ code: 'invalid_request', fields: [{ path: '/time_zone' }] })
    expect((await setUp(token, 'earth@example.com')).status).toBe(201)
  })

  test('the session cookie is out of reach for scripts and other sites', async () => {
    await setUp(await newSetup(), 'cookie@example.com')
    const cookie = (await signIn('cookie@example.com')).headers.getSetCookie()[0] ?? ''
    expect(cookie).toMatch(/; Path=\/;/)
    expect(cookie).toMatch(/; HttpOnly/)
    expect(cookie).toMatch(/; SameSite=Strict/)
    expect(cookie).not.toMatch(/Domain/)
  })

  test('signing in gives a new session, and ends the one the browser came with', async () => {
    await setUp(await newSetup(), 'rotate@example.com')
    const first = cookieOf(await signIn('ROTATE@example.com'))
    const second = cookieOf(await signIn('rotate@example.com', password, { cookie: first, 'sec-fetch-site': 'same-origin' }))
    expect(second).not.toBe(first)
    expect((await anyone.fetchJson('GET', '/session', undefined, { cookie: first })).body.code).toBe('not_signed_in')
    expect((await anyone.fetchJson('GET', '/session', undefined, { cookie: second })).status).toBe(200)
  })

  test('a stranger cannot tell a wrong password from an unknown address, by words or by work', async () => {
    await setUp(await newSetup(), 'known@example.com')
    const answers: Answer<Record<string, unknown>>[] = []
    const wrong = await hashesFor(async () => answers.push(await signIn('known@example.com', 'wrong password 1')))
    const unknown = await hashesFor(async () => answers.push(await signIn('unknown@example.com', 'wrong password 1')))
    expect([wrong, unknown]).toEqual([1, 1])
    const [left, right] = answers.map(({ status, body }) => ({ status, body: { ...body, request_id: '' } }))
    expect(left).toEqual(right)
    expect(left).toMatchObject({ status: 401, body: { code: 'sign_in_failed' } })
  })

  test('after five wrong passwords the sixth try is refused unread, also with the right one, until time has passed', async () => {
    await setUp(await newSetup(), 'guessed@example.com')
    for (let count = 0; count < 5; count++) expect((await signIn('guessed@example.com', 'not this one')).status).toBe(401)
    let answer: Answer<Record<string, unknown>> | undefined
    const hashes = await hashesFor(async () => {
      answer = await signIn('guessed@example.com')
    })
    expect(answer?.body).toMatchObject({ code: 'too_many_attempts', status: 429 })
    expect(Number(answer?.headers.get('retry-after'))).toBeGreaterThan(600)
    expect(hashes).toBe(0)
    server.clock.advance(16 * minute)
    expect((await signIn('guessed@example.com')).status).toBe(201)
  })

  test('many wrong passwords at the same moment do not slip past the limit', async () => {
    await setUp(await newSetup(), 'storm@example.com')
    const answers = await Promise.all(Array.from({ length: 20 }, () => signIn('storm@example.com', 'not this one')))
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(15)
    server.clock.advance(16 * minute)
  })

  test('a session ends when it is not used, and after its lifetime though it is', async () => {
    const house = await server.newHouse()
    const idle = await house.signInAs('viewer')
    server.clock.advance(4 * day)
    expect((await idle.fetchJson('GET', '/session')).body.code).toBe('not_signed_in')
    const busy = await house.signInAs('viewer')
    for (let days = 0; days < 28; days += 2) {
      server.clock.advance(2 * day)
      expect((await busy.fetchJson('GET', '/session')).status).toBe(200)
    }
    server.clock.advance(2 * day)
    expect((await busy.fetchJson('GET', '/session')).body.code).toBe('not_signed_in')
  })

  test('when it was last seen is written at most once a minute', async () => {
    const caller = await (await server.newHouse()).signInAs('viewer')
    const seen = async () => (await caller.fetchJson<{ items: { last_seen_at: string }[] }>('GET', '/sessions')).body.items[0]?.last_seen_at
    const first = await seen()
    server.clock.advance(30_000)
    expect(await seen()).toBe(first)
    server.clock.advance(31_000)
    expect(await seen()).not.toBe(first)
  })

  test('signing out ends this session, signing out everywhere all of them', async () => {
    const house = await server.newHouse()
    const here = await house.signInAs('responder')
    const there = await house.signInAs('responder', { personId: here.personId })
    const third = await house.signInAs('responder', { personId: here.personId })
    const list = await here.fetchJson<{ items: { id: string; current: boolean }[] }>('GET', '/sessions')
    expect(list.body.items.filter(({ current }) => current)).toEqual([expect.objectContaining({ id: here.sessionId })])
    expect(list.body.items).toHaveLength(3)
    const out = await here.fetchJson('DELETE', '/session')
    expect(out.status).toBe(204)
    expect(out.headers.getSetCookie()[0]).toMatch(/Expires=Thu, 01 Jan 1970/)
    expect((await here.fetchJson('GET', '/session')).body.code).toBe('not_signed_in')
    expect((await there.fetchJson('DELETE', '/sessions')).status).toBe(204)
    expect((await third.fetchJson('GET', '/session')).body.code).toBe('not_signed_in')
  })

  test('changing the password needs the old one and ends the other sessions', async () => {
    await setUp(await newSetup(), 'change@example.com')
    const one = cookieOf(await signIn('change@example.com'))
    const two = cookieOf(await signIn('change@example.com'))
    const change = (current: string, cookie: string) =>
      anyone.fetchJson(
        'POST',
        '/session/password',
        { current_password: current, new_password: 'another long password' },
        { cookie, 'sec-fetch-site': 'same-origin' },
      )
    expect((await change('not the old one', one)).body.code).toBe('sign_in_failed')
    expect((await change(password, one)).status).toBe(204)
    expect((await anyone.fetchJson('GET', '/session', undefined, { cookie: one })).status).toBe(200)
    expect((await anyone.fetchJson('GET', '/session', undefined, { cookie: two })).status).toBe(401)
    expect((await signIn('change@example.com', 'another long password')).status).toBe(201)
    expect((await signIn('change@example.com')).body.code).toBe('sign_in_failed')
  })

  test('a sign-in link for one use signs in once, the demo’s as often as one likes until it expires', async () => {
    const house = await server.newHouse()
    const { personId, by } = await house.signInAs('viewer')
    const make = (singleUse: boolean) =>
      inOrganization(server.services.database, house.organizationId, by, (tx) => {
        const at = server.clock.now()
        return makeSignInLink(tx, { personId, singleUse, now: at, expiresAt: (at + hour) as typeof at, publicUrl: 'http://localhost' })
      })
    const follow = (link: string) => anyone.fetchJson('POST', '/session/link', { token: secretOf(link) })
    const once = await make(true)
    const both = await Promise.all([follow(once), follow(once)])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 410])
    const often = await make(false)
    expect((await follow(often)).status).toBe(201)
    expect((await follow(often)).status).toBe(201)
    server.clock.advance(2 * hour)
    expect((await follow(often)).body.code).toBe('link_not_valid')
  })

  test('a new name is on record and shown, and the sign-in stays', async () => {
    const caller = await (await server.newHouse()).signInAs('responder', { name: 'Ada Byron' })
    const changed = await caller.fetchJson('PATCH', '/session/person', { name: 'Ada Lovelace' })
    expect(changed.body).toMatchObject({ actor: { name: 'Ada Lovelace' } })
    expect((await caller.fetchJson('GET', '/session')).body).toMatchObject({ actor: { name: 'Ada Lovelace' } })
  })

  test('an operator can let somebody back in who lost their password: the old one is gone, and a new one needs no old one', async () => {
    await setUp(await newSetup(), 'lost@example.com')
    const before = cookieOf(await signIn('lost@example.com'))
    const { database, config } = server.services
    expect(await restoreAccess(database, 'nobody@example.com', config.publicUrl, server.clock.now())).toEqual([])
    const [restored] = await restoreAccess(database, 'lost@example.com', config.publicUrl, server.clock.now())
    expect((await anyone.fetchJson('GET', '/session', undefined, { cookie: before })).body.code).toBe('not_signed_in')
    expect((await signIn('lost@example.com')).body.code).toBe('sign_in_failed')
    const cookie = cookieOf(await anyone.fetchJson('POST', '/session/link', { token: secretOf(restored?.link ?? null) }))
    const change = { current_password: '', new_password: 'a new long password' }
    const headers = { cookie, 'sec-fetch-site': 'same-origin' }
    expect((await anyone.fetchJson('POST', '/session/password', change, headers)).status).toBe(204)
    expect((await signIn('lost@example.com', 'a new long password')).status).toBe(201)
  })

  test('a password is never logged', async () => {
    expect(JSON.stringify(server.lines)).not.toContain(password)
  })
})
