// What lists say of documents in the linter's words: read once, kept, and read again when something it rests on is another.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import type { ListedDocument } from '../../src/contract/documentShapes.ts'
import { systemActor } from '../../src/core/kernel/actor.ts'
import { inOrganization, type OrganizationTx } from '../../src/database/inOrganization.ts'
import { engines } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { type House, type SignedInCaller, startTestServer, type TestServer } from '../support/server.ts'

type Listed = z.infer<typeof ListedDocument>
type List = { items: Listed[]; counts: Record<string, number> }

/** The first text waits for the linter's thread to start. */
const patience = 60_000

const vague = '# Handling database incidents\n\nThe relevant stakeholders shall be notified as appropriate, in a timely manner.\n'
const exact = (more = '') => `---
kind: runbook
id: leaked-key
${more}
---
# Leaked AWS key

## Contain

1. Deactivate the key: \`aws iam update-access-key --access-key-id $KEY --status Inactive --user-name $USER\`
   - Check: \`aws iam list-access-keys --user-name $USER\` shows \`Inactive\`.
2. Rotate the secret in 1Password and tell #incidents.
`
const policy = (body: string) => `---
kind: policy
id: answering
title: Answering
---
# Answering

${body}
`
describe.each(engines)('the linter’s word in lists, on %s', (engine) => {
  let server: TestServer
  let house: House
  let ada: SignedInCaller

  beforeAll(async () => {
    server = await startTestServer(engine)
  })
  afterAll(() => server.close())
  beforeEach(async () => {
    house = await server.newHouse()
    ada = await house.signInAs('admin', { name: 'Ada' })
  })

  const within = <T>(work: (tx: OrganizationTx) => Promise<T>) =>
    inOrganization(server.services.database, house.organizationId, systemActor('test'), work)
  const put = async (kind: string, id: string, markdown: string) =>
    expect((await ada.fetchJson('POST', `/documents/${kind}/${id}/propose`, { markdown })).status).toBe(201)
  const list = async (query = '') => (await ada.fetchJson<List>('GET', `/documents${query}`)).body
  const one = async (id: string) => (await list()).items.find((item) => item.id === id)?.linter
  const read = (id: string) =>
    eventually(async () => {
      const linter = await one(id)
      expect(linter?.state).toBe('read')
      return linter
    }, patience)
  const findings = async (id: string) =>
    (await ada.fetchJson<{ overall: string; score: number }>('GET', `/documents/runbook/${id}/findings`)).body

  test('says of a text what the linter says of it, moments after somebody looked, and shows those that are so', async () => {
    await put('runbook', 'leaked-key', exact())
    await put('runbook', 'database', vague)
    const [good, bad] = [await read('leaked-key'), await read('database')]
    for (const [id, linter] of [
      ['leaked-key', good],
      ['database', bad],
    ] as const) {
      const { overall, score } = await findings(id)
      expect(linter).toEqual({ state: 'read', of: 'in-force', overall, score })
    }
    expect([good?.overall, bad?.overall]).toEqual(['functional', 'compliance-formatted'])
    const { items, counts } = await list('?filter=compliance-formatted')
    expect(items.map(({ id }) => id)).toEqual(['database'])
    expect([counts.functional, counts.mixed, counts['compliance-formatted']]).toEqual([1, 0, 1])
  })

  test('reads a draft only where nothing is in force, and again with each save', async () => {
    const save = (revision: number, markdown: string) =>
      ada.fetchJson('PATCH', '/documents/runbook/leaked-key/draft', { revision, markdown })
    expect((await save(0, vague)).status).toBe(200)
    expect(await read('leaked-key')).toMatchObject({ of: 'draft', overall: 'compliance-formatted' })
    expect((await save(1, exact())).status).toBe(200)
    // What was said of the text before is not said of this one.
    expect(['not-read-yet', 'read']).toContain((await one('leaked-key'))?.state)
    await eventually(async () => expect(await one('leaked-key')).toMatchObject({ of: 'draft', overall: 'functional' }), patience)
    await put('runbook', 'leaked-key', exact())
    expect((await save(3, vague)).status).toBe(200)
    expect(await read('leaked-key')).toMatchObject({ of: 'in-force', overall: 'functional' })
  })

  test('is another when the policy that a runbook cites is, although its own text is the same', async () => {
    const runbook = exact('policy: answering')
    await put('policy', 'answering', policy('We answer.'))
    await put('runbook', 'leaked-key', runbook)
    const before = await read('leaked-key')
    await put('policy', 'answering', policy('## Training\n\nEverybody is trained.'))
    await eventually(async () => expect((await one('leaked-key'))?.score).not.toBe(before?.score), patience)
    const { overall, score } = await findings('leaked-key')
    expect(await one('leaked-key')).toMatchObject({ overall, score })
  })

  test('of an older linter stands until it is read again, and is read again by itself', async () => {
    await put('runbook', 'leaked-key', exact())
    const said = await read('leaked-key')
    await within((tx) =>
      tx.db
        .updateTable('document_score')
        .set({ linter: new Uint8Array(32), score: 1 })
        .where('org_id', '=', house.organizationId)
        .execute(),
    )
    expect(await one('leaked-key')).toEqual({ ...said, score: 1 })
    await eventually(async () => expect(await one('leaked-key')).toEqual(said), patience)
  })

  test('is kept: a list that is asked for again has nothing read again', async () => {
    await put('runbook', 'leaked-key', exact())
    await read('leaked-key')
    const scoredAt = () => within((tx) => tx.db.selectFrom('document_score').select('scored_at').executeTakeFirstOrThrow())
    const first = await scoredAt()
    server.clock.advance(60_000)
    for (let time = 0; time < 3; time++) await list()
    const waiting = await server.services.database.execute<{ count: number }>(
      `select count(*)::int as count from pgboss.job where name = 'document.scores' and singleton_key = '${house.organizationId}' and state < 'completed'`,
    )
    expect([await scoredAt(), waiting.rows[0]?.count]).toEqual([first, 0])
  })
})
