// Who may be let in, with which role, until when, and how they are let out again.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '../../src/core/kernel/actor.ts'
import { day, formatInstant, toInstant } from '../../src/core/kernel/instant.ts'
import { inOrganization } from '../../src/database/inOrganization.ts'
import { engines } from '../support/database.ts'
import { type Caller, type House, startTestServer, type TestServer } from '../support/server.ts'

const password = 'correct horse battery'

type Invited = { link: string; invitation: { id: string; state: string } }
type Listed = { items: { id: string; name: string; email: string; role: string; active: boolean }[] }

describe.each(engines)('people, on %s', (engine) => {
  let server: TestServer

  beforeAll(async () => {
    server = await startTestServer(engine)
  })
  afterAll(() => server.close())

  const ahead = (days: number) => formatInstant(toInstant(server.clock.now() + days * day))
  const secretOf = (link: string) => link.split('#')[1] ?? ''
  const accept = (link: string, name = 'Grace') =>
    server.anyone.fetchJson('POST', '/invitations/accept', { token: secretOf(link), name, password })

  async function kinds(house: House, obj: string): Promise<string[]> {
    return inOrganization(server.services.database, house.organizationId, systemActor('test'), async ({ db }) => {
      const waiting = await db.selectFrom('ledger_inbox').select('header').orderBy('entry_id').execute()
      const sealed = await db.selectFrom('ledger_entry').select('header').orderBy('index').execute()
      return [...sealed, ...waiting]
        .map(({ header }) => JSON.parse(new TextDecoder().decode(header)) as { kind: string; obj: string })
        .filter((header) => header.obj === obj)
        .map(({ kind }) => kind)
    })
  }

  test('an invited person sees what they are invited to, accepts once, and is signed in with the role given', async () => {
    const house = await server.newHouse('Example Ltd')
    const admin = await house.signInAs('admin')
    const invited = await admin.fetchJson<Invited>('POST', '/invitations', { email: 'grace@example.com', role: 'responder' })
    expect(invited.status).toBe(201)
    const looked = await server.anyone.fetchJson('POST', '/invitations/look-up', { token: secretOf(invited.body.link) })
    expect(looked.body).toMatchObject({ organization_name: 'Example Ltd', email: 'grace@example.com', role: 'responder' })
    const accepted = await accept(invited.body.link)
    expect(accepted.status).toBe(201)
    expect(accepted.body).toMatchObject({ actor: { name: 'Grace', role: 'responder', kind: 'person' } })
    expect((await accept(invited.body.link)).body.code).toBe('link_not_valid')
    const { id } = accepted.body.actor as { id: string }
    expect(await kinds(house, id)).toEqual(['person.joined'])
    const list = await admin.fetchJson<Listed>('GET', '/people')
    expect(list.body.items).toContainEqual(expect.objectContaining({ id, email: 'grace@example.com', active: true }))
  })

  test('of two who accept the same invitation at once, one joins', async () => {
    const admin = await (await server.newHouse()).signInAs('admin')
    const { body } = await admin.fetchJson<Invited>('POST', '/invitations', { email: 'race@example.com', role: 'viewer' })
    const answers = await Promise.all([accept(body.link, 'One'), accept(body.link, 'Two')])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 410])
  })

  test('a withdrawn, an expired and a replaced invitation open nothing', async () => {
    const admin = await (await server.newHouse()).signInAs('admin')
    const invite = (email: string) => admin.fetchJson<Invited>('POST', '/invitations', { email, role: 'viewer' })
    const withdrawn = (await invite('a@example.com')).body
    expect((await admin.fetchJson('DELETE', `/invitations/${withdrawn.invitation.id}`)).status).toBe(204)
    expect((await admin.fetchJson('DELETE', `/invitations/${withdrawn.invitation.id}`)).body.code).toBe('nothing_changed')
    expect((await accept(withdrawn.link)).body.code).toBe('link_not_valid')
    const replaced = (await invite('b@example.com')).body
    const newer = (await invite('B@example.com')).body
    expect((await accept(replaced.link)).body.code).toBe('link_not_valid')
    expect((await accept(newer.link)).status).toBe(201)
    expect((await invite('b@example.com')).body.code).toBe('already_exists')
    const other = await (await server.newHouse()).signInAs('admin')
    const expired = (await other.fetchJson<Invited>('POST', '/invitations', { email: 'c@example.com', role: 'viewer' })).body
    server.clock.advance(8 * day)
    expect((await accept(expired.link)).body.code).toBe('link_not_valid')
  })

  test('an auditor cannot be invited, or made of somebody else, without an end, and is out when it comes', async () => {
    const house = await server.newHouse()
    const admin = await house.signInAs('admin')
    const endless = await admin.fetchJson('POST', '/invitations', { email: 'audit@example.com', role: 'auditor' })
    expect(endless.body).toMatchObject({ code: 'invalid_request', fields: [{ path: '/access_until' }] })
    const invited = await admin.fetchJson<Invited>('POST', '/invitations', {
      email: 'audit@example.com',
      role: 'auditor',
      access_until: ahead(2),
    })
    const joined = await accept(invited.body.link, 'Blaise')
    expect(joined.body.access_until).not.toBeNull()
    const cookie = joined.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    server.clock.advance(day)
    expect((await server.anyone.fetchJson('GET', '/alerts', undefined, { cookie })).status).not.toBe(401)
    server.clock.advance(1.5 * day)
    expect((await server.anyone.fetchJson('GET', '/session', undefined, { cookie })).body.code).toBe('not_signed_in')
    const viewer = await house.signInAs('viewer')
    const again = await house.signInAs('admin', { personId: admin.personId })
    expect((await again.fetchJson('PATCH', `/people/${viewer.personId}`, { role: 'auditor' })).body.code).toBe('invalid_request')
  })

  test('a new role counts from the next request on, and is on record', async () => {
    const house = await server.newHouse()
    const admin = await house.signInAs('admin')
    const person = await house.signInAs('viewer')
    expect((await person.fetchJson('GET', '/tokens')).body.code).toBe('not_permitted')
    expect((await admin.fetchJson('PATCH', `/people/${person.personId}`, { role: 'compliance' })).body).toMatchObject({
      role: 'compliance',
    })
    expect((await person.fetchJson('GET', '/tokens')).status).toBe(200)
    expect((await admin.fetchJson('PATCH', `/people/${person.personId}`, { role: 'compliance' })).body.code).toBe('nothing_changed')
    expect((await kinds(house, person.personId)).slice(-1)).toEqual(['person.changed'])
  })

  test('ending access ends every session at once, and the person can be invited back as who they were', async () => {
    const house = await server.newHouse()
    const admin = await house.signInAs('admin')
    const { body } = await admin.fetchJson<Invited>('POST', '/invitations', { email: 'back@example.com', role: 'responder' })
    const joined = await accept(body.link)
    const { id } = joined.body.actor as { id: string }
    const cookie = joined.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    expect((await admin.fetchJson('POST', `/people/${id}/end-access`)).body).toMatchObject({ active: false })
    expect((await server.anyone.fetchJson('GET', '/session', undefined, { cookie })).body.code).toBe('not_signed_in')
    expect((await server.anyone.fetchJson('POST', '/session', { email: 'back@example.com', password })).body.code).toBe('sign_in_failed')
    expect((await admin.fetchJson('POST', `/people/${id}/end-access`)).body.code).toBe('nothing_changed')
    const again = await admin.fetchJson<Invited>('POST', '/invitations', { email: 'back@example.com', role: 'viewer' })
    expect((await accept(again.body.link, 'Grace Hopper')).body).toMatchObject({ actor: { id, role: 'viewer', name: 'Grace Hopper' } })
    expect(await kinds(house, id)).toEqual(['person.joined', 'person.left', 'person.joined'])
  })

  test('the last admin stays, also when two admins demote each other in the same moment', async () => {
    const house = await server.newHouse()
    const one = await house.signInAs('admin')
    expect((await one.fetchJson('POST', `/people/${one.personId}/end-access`)).body.code).toBe('last_admin')
    expect((await one.fetchJson('PATCH', `/people/${one.personId}`, { role: 'viewer' })).body.code).toBe('last_admin')
    expect((await one.fetchJson('PATCH', `/people/${one.personId}`, { active_until: ahead(3) })).body.code).toBe('last_admin')
    for (let round = 0; round < 5; round++) {
      const fresh = await server.newHouse()
      const left = await fresh.signInAs('admin')
      const right = await fresh.signInAs('admin')
      const demote = (by: Caller, of: string) => by.fetchJson('PATCH', `/people/${of}`, { role: 'viewer' })
      const answers = await Promise.all([demote(left, right.personId), demote(right, left.personId)])
      const done = answers.filter(({ status }) => status === 200)
      expect(done).toHaveLength(1)
      expect(answers.filter(({ status }) => status !== 200).map(({ body }) => body.code)).toEqual([
        expect.stringMatching(/^(last_admin|not_permitted)$/),
      ])
    }
  })

  test('an API token is shown once, acts with its role, and is worth nothing once revoked or expired', async () => {
    const house = await server.newHouse()
    const admin = await house.signInAs('admin')
    type Made = { secret: string; token: { id: string; hint: string; last_used_at: string | null } }
    const made = await admin.fetchJson<Made>('POST', '/tokens', { name: 'Deploy', role: 'responder', expires_at: ahead(2) })
    expect(made.status).toBe(201)
    expect(made.body.secret).toMatch(/^tmk_[\w-]{43}$/)
    const bearer = { authorization: `Bearer ${made.body.secret}` }
    const me = await server.anyone.fetchJson('GET', '/session', undefined, bearer)
    expect(me.body).toMatchObject({ actor: { kind: 'token', name: 'Deploy', role: 'responder', email: null } })
    expect((await server.anyone.fetchJson('GET', '/people', undefined, bearer)).status).toBe(200)
    expect((await server.anyone.fetchJson('GET', '/tokens', undefined, bearer)).body.code).toBe('not_permitted')
    const listed = await admin.fetchJson<{ items: Made['token'][] }>('GET', '/tokens')
    expect(JSON.stringify(listed.body)).not.toContain(made.body.secret)
    expect(listed.body.items).toEqual([expect.objectContaining({ hint: made.body.secret.slice(-4) })])
    expect(listed.body.items[0]?.last_used_at).not.toBeNull()
    server.clock.advance(2 * day)
    expect((await server.anyone.fetchJson('GET', '/session', undefined, bearer)).body.code).toBe('not_signed_in')
    const other = await admin.fetchJson<Made>('POST', '/tokens', { name: 'Other', role: 'viewer' })
    const second = { authorization: `Bearer ${other.body.secret}` }
    expect((await server.anyone.fetchJson('GET', '/session', undefined, second)).status).toBe(200)
    expect((await admin.fetchJson('DELETE', `/tokens/${other.body.token.id}`)).status).toBe(204)
    expect((await server.anyone.fetchJson('GET', '/session', undefined, second)).body.code).toBe('not_signed_in')
    expect(await kinds(house, other.body.token.id)).toEqual(['token.created', 'token.revoked'])
  })

  test('a token cannot do what only a person can, and needs no origin', async () => {
    const token = await (await server.newHouse()).tokenAs('admin')
    expect((await token.fetchJson('POST', '/tokens', { name: 'Another', role: 'viewer' })).body.code).toBe('not_permitted')
    expect((await token.fetchJson('DELETE', '/sessions')).body.code).toBe('not_permitted')
    const invited = await token.fetchJson<Invited>(
      'POST',
      '/invitations',
      { email: 'x@example.com', role: 'viewer' },
      { origin: 'https://elsewhere.example' },
    )
    expect(invited.status).toBe(201)
  })

  test('the organization can be renamed and moved, on record, by those who may', async () => {
    const house = await server.newHouse()
    const admin = await house.signInAs('admin')
    expect((await admin.fetchJson('PATCH', '/organization', { time_zone: 'Asia/Kolkata' })).body).toMatchObject({
      time_zone: 'Asia/Kolkata',
    })
    expect((await admin.fetchJson('PATCH', '/organization', { time_zone: '+02:00' })).body.code).toBe('invalid_request')
    expect((await admin.fetchJson('PATCH', '/organization', {})).body.code).toBe('nothing_changed')
    expect(await kinds(house, house.organizationId)).toEqual(['organization.created', 'organization.changed'])
  })
})
