// A company answers the set-up over HTTP, looks at what its documents would say, and has drafts of those it takes.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ReplyOf } from '../../src/contract/endpoint.ts'
import type { setupApi } from '../../src/contract/setup.ts'
import { systemActor } from '../../src/core/kernel/actor.ts'
import { inOrganization } from '../../src/database/inOrganization.ts'
import { publishShippedPolicy } from '../../src/server/document/shippedPolicies.ts'
import { publishShippedRunbooks } from '../../src/server/document/shippedRunbooks.ts'
import { engines } from '../support/database.ts'
import { type House, type SignedInCaller, startTestServer, type TestServer } from '../support/server.ts'

type Preview = ReplyOf<typeof setupApi.preview>
type Previewed = Preview['documents'][number]
type Questions = ReplyOf<typeof setupApi.questions>
type Draft = { revision: number; markdown: string | null }

const answers = {
  tools: {
    ...{ cloud: 'google-cloud', identity: 'okta', chat: 'slack', pager: 'pagerduty', repository: 'github' },
    ...{ observability: 'datadog', endpoint: 'jamf', protection: 'crowdstrike', edge: 'cloudflare', mail: 'gmail' },
  },
  names: { 'okta-domain': 'acme.okta.com' },
  places: { company: 'Acme Ltd', 'runbook-owner': 'Platform security', approver: 'cto' },
  channel: 'security',
}
const taken = ({ kind, id, hash, revision }: Previewed) => ({ kind, id, hash, revision })
const device = '/documents/runbook/lost-or-stolen-device'

describe.each(engines)('a set-up of documents, on %s', { timeout: 180_000 }, (engine) => {
  let server: TestServer
  let house: House
  let ada: SignedInCaller

  beforeAll(async () => {
    server = await startTestServer(engine)
  })
  afterAll(() => server.close())
  beforeEach(async () => {
    house = await server.newHouse('Acme Ltd')
    ada = await house.signInAs('responder', { name: 'Ada' })
  })

  /** As every organization has them that was not made by a test. */
  async function publishShipped(): Promise<void> {
    const { services } = server
    await inOrganization(services.database, house.organizationId, systemActor('documents'), async (tx) => {
      await publishShippedPolicy(tx, services.clock())
      await publishShippedRunbooks(tx, services.clock())
    })
  }

  async function preview(given: object = answers): Promise<Preview> {
    const { status, body } = await ada.fetchJson<Preview>('POST', '/documents/setup/preview', given)
    expect(status, JSON.stringify(body)).toBe(200)
    return body
  }
  const find = ({ documents }: Preview, id: string): Previewed => {
    const found = documents.find((one) => one.id === id)
    if (found === undefined) throw new Error(`${id} is not in the preview`)
    return found
  }

  test('asks about ten kinds of tools, and for each tool only the names that its commands need', async () => {
    const { body } = await ada.fetchJson<Questions>('GET', '/documents/setup/questions')
    expect(body.kinds).toHaveLength(10)
    expect(body.kinds.find(({ kind }) => kind === 'identity')?.tools).toContainEqual({
      id: 'okta',
      name: 'Okta',
      names: ['okta-domain'],
      document_names: [],
    })
    expect(body.names).toContainEqual({ id: 'okta-domain', ask: 'What is our Okta domain?', example: 'example.okta.com' })
    expect(body.known).toEqual({ tools: {}, company: 'Acme Ltd' })
  })

  test('the preview passes the linter, says what is filled in and what is left, and writes nothing', async () => {
    await publishShipped()
    const seen = await preview()
    // Three of the ten are written for AWS.
    expect(seen.documents.map(({ kind }) => kind).filter((kind) => kind === 'runbook')).toHaveLength(7)
    expect(seen.left_out).toHaveLength(3)
    expect(seen.left_out[0]?.because).toContain('you have Google Cloud')
    expect(seen.missing_paths).toEqual([{ id: 'security-oncall', name: 'Security on-call' }])
    for (const { kind, id, linted, stands, differs } of seen.documents) {
      expect([id, linted.counts.error, stands]).toEqual([id, 0, 'shipped'])
      if (kind === 'runbook') expect([id, linted.overall]).toEqual([id, 'functional'])
      expect(differs.added + differs.changed).toBeGreaterThan(0)
    }
    expect(find(seen, 'lost-or-stolen-device')).toMatchObject({
      owner: 'Platform security',
      names: [{ name: 'okta-domain', value: 'acme.okta.com' }],
    })
    expect(find(seen, 'incident-response')).toMatchObject({ kind: 'policy', approvers: ['cto'] })
    const half = await preview({ tools: { identity: 'okta' } })
    expect(find(half, 'ransomware').open.length).toBeGreaterThan(find(seen, 'ransomware').open.length)
    expect((await ada.fetchJson<Draft>('GET', `${device}/draft`)).body).toMatchObject({ revision: 0, markdown: null })
  })

  test('what is taken becomes drafts, asking again under the same key changes nothing, and nothing of it is in force', async () => {
    await publishShipped()
    const seen = await preview()
    const body = { ...answers, take: [taken(find(seen, 'lost-or-stolen-device')), taken(find(seen, 'incident-response'))] }
    const key = { 'idempotency-key': 'set-up-of-a-company' }
    const made = await ada.fetchJson<{ drafts: unknown[] }>('POST', '/documents/setup/drafts', body, key)
    expect([made.status, made.body.drafts]).toEqual([
      201,
      [
        { kind: 'runbook', id: 'lost-or-stolen-device', title: 'Lost or stolen device', revision: 1 },
        { kind: 'policy', id: 'incident-response', title: 'Incident response policy', revision: 1 },
      ],
    ])
    expect((await ada.fetchJson('POST', '/documents/setup/drafts', body, key)).headers.get('idempotent-replay')).toBe('true')
    const { body: draft } = await ada.fetchJson<Draft>('GET', `${device}/draft`)
    expect(draft).toMatchObject({ revision: 1, markdown: find(seen, 'lost-or-stolen-device').markdown })
    expect(draft.markdown).toContain('#security')
    expect((await ada.fetchJson('GET', device)).body).toMatchObject({ in_force: { number: 1, basis: 'shipped' } })
    // The other runbooks were not taken.
    expect((await ada.fetchJson<Draft>('GET', '/documents/runbook/ransomware/draft')).body.markdown).toBeNull()
  })

  test('goes on from a draft that is there, keeps its words, and says how many lines another tool changes', async () => {
    const first = find(await preview(), 'lost-or-stolen-device')
    await ada.fetchJson('POST', '/documents/setup/drafts', { ...answers, take: [taken(first)] })
    const own = first.markdown.replace('## Contain', '## Contain\n\nGrace is asked first.\n')
    await ada.fetchJson('PATCH', `${device}/draft`, { revision: 1, markdown: own })
    const { body } = await ada.fetchJson<Questions>('GET', '/documents/setup/questions')
    expect(body.known.tools).toMatchObject({ identity: 'okta', endpoint: 'jamf' })
    expect(find(await preview(), 'lost-or-stolen-device')).toMatchObject({ stands: 'draft', differs: { added: 0, removed: 0, changed: 0 } })
    const again = find(await preview({ ...answers, tools: { ...answers.tools, identity: 'entra' } }), 'lost-or-stolen-device')
    expect([again.before, again.revision, again.markdown.includes('Grace is asked first.')]).toEqual([own, 2, true])
    expect(again.differs.changed + again.differs.added + again.differs.removed).toBeGreaterThan(3)
  })

  test('a document that changed after somebody looked at it is not written over, and neither are those beside it', async () => {
    const seen = await preview()
    await ada.fetchJson('PATCH', `${device}/draft`, { revision: 0, markdown: '# Ours\n' })
    const take = [taken(find(seen, 'ransomware')), taken(find(seen, 'lost-or-stolen-device'))]
    const refused = await ada.fetchJson('POST', '/documents/setup/drafts', { ...answers, take })
    expect([refused.status, refused.body.code]).toEqual([409, 'draft_changed'])
    expect((await ada.fetchJson<Draft>('GET', '/documents/runbook/ransomware/draft')).body.markdown).toBeNull()
    expect((await ada.fetchJson<Draft>('GET', `${device}/draft`)).body.markdown).toBe('# Ours\n')
  })

  test('answers that could change a command are refused by their field, and nobody else’s role makes drafts', async () => {
    const wrong = await ada.fetchJson('POST', '/documents/setup/preview', { ...answers, names: { 'okta-domain': 'x$(id)' } })
    expect([wrong.status, wrong.body.fields?.map(({ path }) => path)]).toEqual([400, ['/names/okta-domain']])
    const viewer = await house.signInAs('viewer')
    for (const [method, path, body] of [
      ['GET', '/documents/setup/questions', undefined],
      ['POST', '/documents/setup/preview', answers],
    ] as const)
      expect((await viewer.fetchJson(method, path, body)).status).toBe(403)
    const made = await ada.fetchJson('POST', '/documents/setup/drafts', {
      ...answers,
      take: [{ kind: 'runbook', id: 'no-such-runbook', hash: '0'.repeat(64), revision: 0 }],
    })
    expect([made.status, made.body.code]).toEqual([404, 'not_found'])
  })
})
