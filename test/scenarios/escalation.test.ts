// Is somebody reached? A page, silence, the next level exactly once although two servers look, an answer; and what is said where nobody is.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { systemActor } from '../../src/core/kernel/actor.ts'
import type { AlertId, IncidentId } from '../../src/core/kernel/ids.ts'
import { type Instant, minute } from '../../src/core/kernel/instant.ts'
import { openDatabase } from '../../src/database/connect.ts'
import { inOrganization, type OrganizationTx } from '../../src/database/inOrganization.ts'
import { escalateDue } from '../../src/server/escalation/escalate.job.ts'
import { hearPagers } from '../../src/server/escalation/hearPagers.ts'
import { fsck } from '../../src/server/ledger/fsck.ts'
import { engines, newId, openTestDatabase } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { connectSource, sendTo } from '../support/hooks.ts'
import { type LoopbackHttp, startLoopbackHttp } from '../support/loopbackHttp.ts'
import { type House, type SignedInCaller, startTestServer, type TestServer } from '../support/server.ts'
import { type SmtpSink, startSmtpSink } from '../support/smtpSink.ts'

type PageBody = {
  id: string
  state: string
  level: number | null
  stands_in: boolean
  to: { name: string } | null
  why: string | null
  channel: string
}
type Line = [level: number | null, to: string | undefined, channel: string, state: string, why: string | null]

const policy = readFileSync(new URL('../../catalogues/templates/policies/incident-response.md', import.meta.url), 'utf8')
const policyVersion = new Uint8Array(32).fill(7)
const ours = new Set(['rotation', 'escalation_path', 'page'])

describe.each(engines)('escalation on %s', (engine) => {
  let server: TestServer
  let second: TestServer | undefined
  let sink: SmtpSink
  let hook: LoopbackHttp
  let house: House
  let [admin, ada, bo, cy] = [] as unknown as SignedInCaller[]
  let pathId: string
  let number = 0

  async function call<Body = Record<string, unknown>>(
    by: SignedInCaller | undefined,
    method: string,
    path: string,
    body?: unknown,
    status = 200,
  ) {
    if (by === undefined) throw new Error('nobody is signed in')
    const answer = await by.fetchJson<Body>(method, path, body)
    expect(`${answer.status} ${answer.text}`).toMatch(new RegExp(`^${status} `))
    return answer.body
  }

  const inside = <T>(work: (tx: OrganizationTx) => Promise<T>) =>
    inOrganization(server.services.database, house.organizationId, systemActor('test'), work)

  async function declare(more: { is_private?: boolean; severity?: string } = {}): Promise<IncidentId> {
    const incidentId = newId('incident')
    const at = server.clock.now()
    await inside(({ db, organizationId }) =>
      db
        .insertInto('incident')
        .values({
          org_id: organizationId,
          incident_id: incidentId,
          number: ++number,
          title: 'Keys of production leaked',
          origin: 'report',
          state: 'declared',
          declared_at: at,
          declared_by: 'system',
          policy_id: 'incident-response',
          policy_version: policyVersion,
          changed_at: at,
          ...more,
        })
        .execute(),
    )
    return incidentId
  }

  /** Everybody looks at once, more than once. */
  const everybodyLooks = () =>
    Promise.all([server, second ?? server, server, second ?? server].map(({ services }) => escalateDue(services, house.organizationId)))

  async function pages(incidentId: IncidentId): Promise<Line[]> {
    const { items } = await call<{ items: PageBody[] }>(ada, 'GET', `/incidents/${incidentId}/pages`)
    return items.map(({ level, to, channel, state, why }) => [level, to?.name, channel, state, why])
  }

  const page = (incidentId: IncidentId, body: object) => call<PageBody>(ada, 'POST', `/incidents/${incidentId}/pages`, body, 201)

  beforeAll(async () => {
    sink = await startSmtpSink()
    hook = await startLoopbackHttp(() => ({ status: 200, body: 'ok' }))
    const database = await openTestDatabase(engine)
    const environment: Record<string, string> = {
      TICKMARK_SMTP_URL: sink.url,
      TICKMARK_MAIL_FROM: 'Tickmark <pages@tickmark.example.com>',
      TICKMARK_ALLOW_OUTGOING: 'all',
    }
    server = await startTestServer(engine, { environment, overrides: { database } })
    if (database.url !== null) {
      const { secretKeyFile, signingSeedFile } = server.services.config
      second = await startTestServer(engine, {
        environment: { ...environment, TICKMARK_SECRET_KEY_FILE: secretKeyFile, TICKMARK_SIGNING_SEED_FILE: signingSeedFile },
        overrides: { database: await openDatabase({ kind: 'postgresql', url: database.url, poolSize: 4 }), clock: server.clock.now },
      })
    }
    house = await server.newHouse()
    admin = await house.signInAs('admin', { name: 'Head' })
    ada = await house.signInAs('responder', { name: 'Ada Example' })
    bo = await house.signInAs('responder', { name: 'Bo Example' })
    cy = await house.signInAs('responder', { name: 'Cy Example' })
    await inside(({ db, organizationId }) =>
      db
        .insertInto('document_version')
        .values({
          org_id: organizationId,
          kind: 'policy',
          document_id: 'incident-response',
          version: policyVersion,
          number: 1,
          title: 'Incident response policy',
          markdown: policy,
          published_at: server.clock.now(),
          published_by: 'system',
        })
        .execute(),
    )
    const rotation = await call<{ id: string; on_call: unknown }>(
      admin,
      'POST',
      '/rotations',
      {
        name: 'Primary',
        time_zone: 'Europe/Zurich',
        handover: { weekday: 1, time: '09:00' },
        starts_on: '2026-01-05',
        people: [ada?.personId],
      },
      201,
    )
    expect(rotation.on_call).toMatchObject({ person: { name: 'Ada Example' }, because: 'turn' })
    await call(admin, 'POST', '/page-channels', { name: '#security', url: `${hook.url}/services/secret` }, 201)
    const person = (by: SignedInCaller | undefined) => ({ kind: 'person', person_id: by?.personId })
    const path = await call<{ id: string; problems: { rule: string; level: number }[] }>(
      admin,
      'POST',
      '/escalation-paths',
      {
        key: 'security-oncall',
        name: 'Security on-call',
        levels: [
          { target: { kind: 'rotation', rotation_id: rotation.id }, backup: person(bo), wait_minutes: 15, call: 'tel:+41441234567' },
          { target: person(cy), channel: '#security', wait_minutes: 15 },
        ],
      },
      201,
    )
    pathId = path.id
    expect(path.problems).toContainEqual(expect.objectContaining({ rule: 'backup-missing', level: 2 }))
    expect(path.problems).toContainEqual(expect.objectContaining({ rule: 'never-verified', level: 1 }))
  })
  afterAll(async () => {
    await second?.close()
    await server.close()
    await sink.close()
    await hook.close()
  })
  beforeEach(() => {
    sink.mails.splice(0)
    hook.heard.splice(0)
    sink.refuseWith = null
  })

  test('a page, silence, the next level exactly once, and an answer', async () => {
    const incidentId = await declare({ severity: 'SEV1' })
    const asked = await page(incidentId, { channel: 'email' })
    expect(asked).toMatchObject({ level: 1, to: { name: 'Ada Example' }, state: 'sending' })
    await eventually(async () => expect(await pages(incidentId)).toEqual([[1, 'Ada Example', 'email', 'open', null]]))
    expect(sink.mails).toHaveLength(1)
    expect(sink.mails[0]?.text).toContain(`INC-${number} SEV1: Keys of production leaked`)
    expect(sink.mails[0]?.text.replace(/=\r\n/g, '')).toContain(`/incidents/${incidentId}`)

    server.clock.advance(14 * minute)
    await everybodyLooks()
    expect(await pages(incidentId)).toHaveLength(1)
    server.clock.advance(2 * minute)
    await everybodyLooks()
    await eventually(async () =>
      expect(await pages(incidentId)).toEqual([
        [1, 'Ada Example', 'email', 'failed', 'no-answer'],
        [2, 'Cy Example', 'webhook', 'open', null],
      ]),
    )
    expect(hook.heard).toHaveLength(1)
    expect(JSON.parse(hook.heard[0]?.body.toString() ?? '')).toMatchObject({
      text: expect.stringContaining('Cy Example: You are paged as level 2'),
    })

    const { waits } = await call<{ waits: { page_id: string } }>(ada, 'GET', `/incidents/${incidentId}/escalation`)
    const answered = await call(cy, 'POST', `/incidents/${incidentId}/pages/${waits.page_id}/answer`, { note: 'On it.' })
    expect(answered).toMatchObject({ state: 'answered', ended_by: { name: 'Cy Example' }, receipt: 'HTTP 200' })
    await call(cy, 'POST', `/incidents/${incidentId}/pages/${waits.page_id}/answer`, {}, 409)
    server.clock.advance(60 * minute)
    await everybodyLooks()
    expect(await pages(incidentId)).toHaveLength(2)
    const after = await call(ada, 'GET', `/incidents/${incidentId}/escalation`)
    expect(after).toMatchObject({ named: 'security-oncall', severity: 'SEV1', rests: 'answered', next: null, waits: null })
    await eventually(async () => {
      const { items } = await call<{ items: { kind: string; act: string }[] }>(admin, 'GET', `/ledger/entries?obj=${incidentId}`)
      expect(items.map(({ kind, act }) => `${kind} by ${act}`).reverse()).toEqual([
        `page.sent by ${ada?.personId}`,
        'page.failed by system',
        'page.sent by system',
        `page.answered by ${cy?.personId}`,
      ])
    })
  })

  test('a wrong number goes to the backup at once, and what an empty rotation comes to is on record', async () => {
    const incidentId = await declare()
    const called = await page(incidentId, { channel: 'phone' })
    expect(called).toMatchObject({ level: 1, state: 'open' })
    await call(ada, 'POST', `/incidents/${incidentId}/pages/${called.id}/fail`, { why: 'other' }, 422)
    await call(ada, 'POST', `/incidents/${incidentId}/pages/${called.id}/fail`, { why: 'wrong-number' })
    await eventually(async () =>
      expect(await pages(incidentId)).toEqual([
        [1, 'Ada Example', 'phone', 'failed', 'wrong-number'],
        [1, 'Bo Example', 'email', 'open', null],
      ]),
    )
    expect(sink.mails.map(({ to }) => to)).toEqual([[expect.stringContaining('responder.')]])

    const empty = await call<{ id: string }>(
      admin,
      'POST',
      '/rotations',
      { name: 'Nobody', time_zone: 'UTC', handover: { weekday: 1, time: '09:00' }, starts_on: '2026-01-05', people: [] },
      201,
    )
    const levels = [
      { target: { kind: 'rotation', rotation_id: empty.id } },
      { target: { kind: 'person', person_id: bo?.personId }, backup: null },
    ]
    const other = await call<{ id: string }>(admin, 'POST', '/escalation-paths', { key: 'other', name: 'Other', levels }, 201)
    const next = await declare()
    await page(next, { channel: 'phone', path_id: other.id })
    expect((await pages(next)).map(([level, to, , , why]) => [level, to, why])).toEqual([
      [1, undefined, 'nobody-on-rotation'],
      [2, 'Bo Example', null],
    ])
  })

  test('mail that is refused for good goes to the backup and to the next level, and says why', async () => {
    sink.refuseWith = '550 no such user <somebody@example.com>'
    const incidentId = await declare()
    await page(incidentId, { channel: 'email' })
    await eventually(async () =>
      expect(await pages(incidentId)).toEqual([
        [1, 'Ada Example', 'email', 'failed', 'channel-unreachable'],
        [1, 'Bo Example', 'email', 'failed', 'channel-unreachable'],
        [2, 'Cy Example', 'webhook', 'open', null],
      ]),
    )
    const { items } = await call<{ items: { note: string }[] }>(ada, 'GET', `/incidents/${incidentId}/pages`)
    expect(items[0]?.note).toMatch(/550/)
    expect(items[0]?.note).not.toMatch(/somebody@/)
  })

  test('acknowledging stops it, and a closed incident takes no pages', async () => {
    const incidentId = await declare()
    await page(incidentId, { channel: 'phone' })
    await inside(({ db }) =>
      db.updateTable('incident').set({ acknowledged_at: server.clock.now() }).where('incident_id', '=', incidentId).execute(),
    )
    server.clock.advance(20 * minute)
    await everybodyLooks()
    expect(await pages(incidentId)).toEqual([[1, 'Ada Example', 'phone', 'open', null]])
    await inside(({ db }) => db.updateTable('incident').set({ state: 'closed' }).where('incident_id', '=', incidentId).execute())
    const refused = await call(ada, 'POST', `/incidents/${incidentId}/pages`, { channel: 'phone' }, 409)
    expect(refused).toMatchObject({ code: 'incident_closed' })
  })

  test('of a private incident, whoever is not on it sees and does nothing', async () => {
    const incidentId = await declare({ is_private: true })
    await call(ada, 'GET', `/incidents/${incidentId}/pages`, undefined, 404)
    await call(ada, 'GET', `/incidents/${incidentId}/escalation`, undefined, 404)
    await call(ada, 'POST', `/incidents/${incidentId}/pages`, { channel: 'phone' }, 404)
  })

  test('what PagerDuty says about people is told once, whether it came before the alert was linked or after', async () => {
    const incidentId = await declare()
    const source = await connectSource(admin as SignedInCaller, { integration: 'pagerduty' })
    const deliver = (name: string) =>
      sendTo(server.url, source.hookPath, readFileSync(join('src/integrations/fixtures', `pagerduty.${name}.json`), 'utf8'))
    await deliver('triggered')
    await deliver('escalated')
    const { items } = await call<{ items: { id: AlertId }[] }>(ada, 'GET', `/alerts?source=${source.id}`)
    const [alert] = items
    if (alert === undefined) throw new Error('PagerDuty made no alert')
    const hear = () => Promise.all([server, second ?? server].map(({ services }) => hearPagers(services, house.organizationId)))
    await hear()
    expect(await pages(incidentId)).toEqual([])
    const link = { incident_id: incidentId, alert_id: alert.id, linked_at: server.clock.now(), linked_by: 'system' }
    await inside(({ db, organizationId }) =>
      db
        .insertInto('incident_alert')
        .values({ org_id: organizationId, ...link })
        .execute(),
    )
    await hear()
    expect(await pages(incidentId)).toEqual([
      [null, 'Database on call', 'pager', 'failed', 'no-answer'],
      [null, 'Bo Example', 'pager', 'open', null],
    ])
    await deliver('acknowledged')
    await deliver('acknowledged')
    await hear()
    await hear()
    const after = await call<{ items: object[] }>(ada, 'GET', `/incidents/${incidentId}/pages`)
    expect(after.items).toHaveLength(2)
    expect(after.items[1]).toMatchObject({ to: { id: bo?.personId }, state: 'answered', ended_by: { id: source.id, name: 'Bo Example' } })
    expect(after.items[1]).toMatchObject({ ended_at: '2026-03-04T05:18:30.000Z' as unknown as Instant })
  })

  test('a level that was verified stays so until whom it reaches changes', async () => {
    const path = `/escalation-paths/${pathId}`
    await call(admin, 'POST', `${path}/levels/1/verify`, { note: 'Ada answered after a minute.' })
    await call(admin, 'POST', `${path}/levels/3/verify`, { note: 'There is none.' }, 404)
    const before = await call<{ levels: { last_verified_at: string | null; target: { id: string } }[] }>(ada, 'GET', path)
    expect(before.levels.map(({ last_verified_at: at }) => at !== null)).toEqual([true, false])
    const [first] = before.levels
    const level = { target: { kind: 'rotation', rotation_id: first?.target.id }, call: 'tel:+41441234567' }
    const renamed = await call<typeof before>(admin, 'PATCH', path, {
      name: 'Security, day and night',
      levels: [{ ...level, channel: '#security' }],
    })
    expect(renamed.levels[0]?.last_verified_at).toBe(first?.last_verified_at)
    const changed = await call<typeof before>(admin, 'PATCH', path, { levels: [{ ...level, call: 'tel:+41440000000' }] })
    expect(changed.levels[0]?.last_verified_at).toBeNull()
    await call(admin, 'PATCH', path, { levels: [{ ...level, call: 'tel:+41440000000' }] }, 409)
  })

  test('fsck finds nothing wrong, and says where somebody changed how a page ended', async () => {
    const check = async () => {
      const { disagreements } = await fsck(server.services.database, house.organizationId, { keys: server.services.ledgerKeys, most: 1000 })
      return disagreements.filter(({ table }) => ours.has(table)).map(({ sentence }) => sentence)
    }
    expect(await check()).toEqual([])
    await inside(({ db }) => db.updateTable('page').set({ why: 'declined' }).where('why', '=', 'wrong-number').execute())
    await inside(({ db }) => db.updateTable('rotation').set({ people: [] }).where('name', '=', 'Primary').execute())
    const found = await check()
    expect(found).toHaveLength(2)
    expect(found.join('\n')).toMatch(/page, .*column why: entry #\d+ says "wrong-number"; the table says "declined"/)
    expect(found.join('\n')).toMatch(/rotation, .*column people/)
  })
})
