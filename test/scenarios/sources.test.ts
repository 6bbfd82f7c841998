// Connecting monitoring systems: addresses with keys shown once, secrets sealed, mappings tried.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { systemActor } from '../../src/core/kernel/actor.ts'
import { inOrganization } from '../../src/database/inOrganization.ts'
import { integrationIds } from '../../src/integrations/defineIntegration.ts'
import { engines } from '../support/database.ts'
import { connectSource } from '../support/hooks.ts'
import { type House, startTestServer, type TestServer, type TokenCaller } from '../support/server.ts'

type SourceLine = {
  id: string
  name: string
  signed: boolean
  health: string
  hook_url?: string
  setup?: { text: string; code?: { text: string } }[]
}

describe.each(engines)('sources, on %s', (engine) => {
  let server: TestServer
  let house: House
  let admin: TokenCaller

  beforeAll(async () => {
    server = await startTestServer(engine)
  })
  afterAll(() => server.close())
  beforeEach(async () => {
    house = await server.newHouse()
    admin = await house.tokenAs('admin')
  })

  const create = (body: object) => admin.fetchJson<SourceLine>('POST', '/sources', body)

  test('every tool can be connected, and its steps hold the address', async () => {
    const { body } = await admin.fetchJson<{ items: { id: string }[] }>('GET', '/integrations')
    expect(body.items.map(({ id }) => id)).toEqual([...integrationIds])
    for (const integration of integrationIds) {
      const made = await create({ integration, name: `A ${integration}` })
      expect(made.status).toBe(201)
      expect(made.body.hook_url).toMatch(new RegExp(`^http://localhost:\\d+/hooks/${integration}/[A-Za-z0-9_-]{43}$`))
      const steps = JSON.stringify(made.body.setup)
      expect(steps).toContain(made.body.hook_url)
      expect(steps).not.toContain('{{hook_url}}')
    }
  })

  test('the key is shown once and kept only as a hash; a secret is kept sealed', async () => {
    const made = await create({ integration: 'github', name: 'GitHub', secret: 'EXAMPLE-github-secret' })
    expect(made.body.signed).toBe(true)
    const key = made.body.hook_url?.split('/').at(-1) ?? ''
    const shown = await admin.fetchJson('GET', `/sources/${made.body.id}`)
    expect(shown.text).not.toContain(key)
    const rows = await inOrganization(server.services.database, house.organizationId, systemActor('test'), ({ db }) =>
      db.selectFrom('source').selectAll().execute(),
    )
    const kept = JSON.stringify(
      rows.map((row) => ({
        ...row,
        key_hash: Buffer.from(row.key_hash).toString('latin1'),
        secret_sealed: Buffer.from(row.secret_sealed ?? []).toString('latin1'),
      })),
    )
    expect(kept).not.toContain(key)
    expect(kept).not.toContain('EXAMPLE-github-secret')
  })

  test('two sources in use cannot have one name, also when both are made at once; a retired one gives its name free', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => create({ integration: 'grafana', name: 'Grafana' })))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
    const { id } = answers.find(({ status }) => status === 201)?.body ?? { id: '' }
    expect((await create({ integration: 'grafana', name: 'GRAFANA' })).body).toMatchObject({ code: 'already_exists' })
    await admin.fetchJson('POST', `/sources/${id}/retire`, { reason: 'Replaced.' })
    expect((await create({ integration: 'grafana', name: 'Grafana' })).status).toBe(201)
  })

  test('a change that changes nothing, or changes what is retired, is refused by name', async () => {
    const { id } = await connectSource(admin, { name: 'Prometheus' })
    const change = async (body: object) => (await admin.fetchJson('PATCH', `/sources/${id}`, body)).body.code
    expect(await change({ name: 'Prometheus' })).toBe('nothing_changed')
    expect(await change({ name: 'Prometheus EU', secret: 'EXAMPLE' })).toBeUndefined()
    await admin.fetchJson('POST', `/sources/${id}/retire`, { reason: 'Replaced.' })
    expect(await change({ name: 'Again' })).toBe('already_retired')
    expect((await admin.fetchJson('POST', `/sources/${id}/retire`, { reason: 'Replaced.' })).body.code).toBe('already_retired')
    expect((await admin.fetchJson('POST', `/sources/${id}/key`)).body.code).toBe('already_retired')
  })

  test('a mapping that cannot be, a mapping for another tool and a certificate that is none are refused field by field', async () => {
    const bad = await create({ integration: 'generic', name: 'G', mapping: { title: 'no pointer' } })
    expect(bad).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
    expect(bad.text).toContain('/mapping/')
    expect((await create({ integration: 'grafana', name: 'G', mapping: { fingerprint: '/a', title: '/b' } })).body.code).toBe(
      'invalid_request',
    )
    const pinned = { 'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-1.pem': 'not a certificate' }
    expect((await create({ integration: 'sns', name: 'S', certificates: pinned })).body.code).toBe('invalid_request')
  })

  test('a mapping is tried against a pasted sample with the code that will read deliveries', async () => {
    const mapping = { fingerprint: '/check', title: '{/check} is {/state}', status: { value: '/state', resolved: ['UP'] } }
    const attempt = (sample: string) => admin.fetchJson('POST', '/integrations/generic/try', { mapping, sample })
    expect((await attempt('{"check":"backup","state":"DOWN"}')).body).toMatchObject({
      ok: true,
      alerts: [{ fingerprint: 'backup', title: 'backup is DOWN', status: 'firing' }],
    })
    expect((await attempt('{"check":"backup","state":"UP"}')).body).toMatchObject({ alerts: [{ status: 'resolved' }] })
    expect((await attempt('nonsense')).body).toMatchObject({ ok: false })
  })

  test('what was set up, changed and retired is on record, without secrets', async () => {
    const { id } = await connectSource(admin, { integration: 'github', name: 'GitHub', secret: 'EXAMPLE-github-secret' })
    await admin.fetchJson('PATCH', `/sources/${id}`, { heartbeat_seconds: 600, secret: null })
    await admin.fetchJson('POST', `/sources/${id}/key`)
    await admin.fetchJson('POST', `/sources/${id}/retire`, { reason: 'Replaced by another.' })
    const details = await inOrganization(server.services.database, house.organizationId, systemActor('test'), async ({ db }) => {
      const rows = await db.selectFrom('ledger_opening').select('bytes').where('slot', '=', 'detail').orderBy('entry_id').execute()
      return rows.map(({ bytes }) => JSON.parse(Buffer.from(bytes).toString())).filter(({ integration }) => integration === 'github')
    })
    expect(details).toMatchObject([
      { name: 'GitHub', signed: true, heartbeat_seconds: null },
      { signed: false, heartbeat_seconds: 600, changed: ['heartbeatSeconds', 'secret'] },
      { changed: ['key'] },
      { reason: 'Replaced by another.' },
    ])
    expect(JSON.stringify(details)).not.toContain('EXAMPLE')
  })
})
