// Documents that live, over HTTP: proposed, approved by others, in force, lapsed, looked at, acknowledged; pushed, pulled, and asked about the past.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import type { Currency } from '../../src/contract/currency.ts'
import type { Acknowledgements, Document, DocumentLine, Draft } from '../../src/contract/documentShapes.ts'
import { systemActor } from '../../src/core/kernel/actor.ts'
import { day, formatInstant, type Instant } from '../../src/core/kernel/instant.ts'
import { inOrganization } from '../../src/database/inOrganization.ts'
import { publishShipped } from '../../src/server/document/publishShipped.ts'
import { remindEverybody } from '../../src/server/document/remind.job.ts'
import { fsck } from '../../src/server/ledger/fsck.ts'
import { engines } from '../support/database.ts'
import { type House, type SignedInCaller, startTestServer, type TestServer } from '../support/server.ts'

type Doc = z.infer<typeof Document>
type Cur = z.infer<typeof Currency>
type Push = {
  files: {
    path: string
    id: string | null
    outcome: string
    number: number | null
    waits_for: string[]
    problems: { line: number; rule: string }[]
  }[]
}

const policy = (more: string, body = 'We answer.') => `---
kind: policy
id: answering
title: Answering alerts
owner: head of engineering
${more}
made_by_us: [kept, as, it, is]
---

# Answering alerts

${body}
`
const cto = 'approvers: [cto, compliance]\nreview: { every: P30D }'

describe.each(engines)('documents, on %s', (engine) => {
  let server: TestServer
  let house: House
  let ada: SignedInCaller
  let ben: SignedInCaller
  let cleo: SignedInCaller
  let eve: SignedInCaller

  beforeAll(async () => {
    server = await startTestServer(engine)
  })
  afterAll(() => server.close())
  beforeEach(async () => {
    house = await server.newHouse()
    ada = await house.signInAs('admin', { name: 'Ada' })
    ben = await house.signInAs('compliance', { name: 'Ben' })
    cleo = await house.signInAs('compliance', { name: 'Cleo' })
    eve = await house.signInAs('responder', { name: 'Eve' })
  })

  /** Sessions end meanwhile: everybody signs in again. */
  async function pass(days: number) {
    server.clock.advance(days * day)
    const again = (one: SignedInCaller) => house.signInAs(one.role, { personId: one.personId, name: one.by.name })
    ;[ada, ben, cleo, eve] = [await again(ada), await again(ben), await again(cleo), await again(eve)]
  }

  async function ask<T = Doc>(
    who: SignedInCaller,
    method: string,
    path: string,
    body?: unknown,
    status = method === 'GET' ? 200 : 0,
  ): Promise<T> {
    const answer = await who.fetchJson<Record<string, unknown>>(method, path, body)
    expect(`${answer.status} ${answer.body.code ?? ''} ${answer.body.detail ?? ''}`).toMatch(
      status === 0 ? /^20[01] / : new RegExp(`^${status} `),
    )
    return answer.body as T
  }
  const refused = async (who: SignedInCaller, path: string, body: unknown = {}) => (await who.fetchJson('POST', path, body)).body.code
  const at = '/documents/policy/answering'
  const propose = (who: SignedInCaller, markdown: string, more: object = {}) => ask(who, 'POST', `${at}/propose`, { markdown, ...more })
  const newest = ({ versions }: Doc) => versions[0]?.hash ?? ''
  const check = async () => {
    const { disagreements } = await fsck(server.services.database, house.organizationId, { keys: server.services.ledgerKeys, most: 100 })
    expect(disagreements.filter(({ table }) => table.startsWith('document_'))).toEqual([])
  }

  async function inForce(text = policy(cto)): Promise<string> {
    const hash = newest(await propose(ada, text))
    await ask(ben, 'POST', `${at}/versions/${hash}/approve`, { as: 'cto' })
    await ask(cleo, 'POST', `${at}/versions/${hash}/approve`, {})
    return hash
  }

  test('a policy is proposed, refused to its proposer, approved by two others, in force; its review lapses and is told in days', async () => {
    const proposed = await propose(ben, policy(cto), { note: 'The first one.' })
    const hash = newest(proposed)
    expect(proposed.waiting).toMatchObject([{ number: 1, approvals: 0, quorum: 2, waits_for: ['cto', 'compliance'], you_can: false }])
    expect(await refused(ben, `${at}/versions/${hash}/approve`)).toBe('second_person_needed')
    expect(await refused(eve, `${at}/versions/${hash}/approve`)).toBe('role_needed')
    expect(await ask<{ items: Doc[] }>(ada, 'GET', '/documents?filter=waiting-for-me')).toMatchObject({ items: [{ id: 'answering' }] })
    await ask(ada, 'POST', `${at}/versions/${hash}/approve`, {})
    expect(await refused(ada, `${at}/versions/${hash}/approve`)).toBe('already_approved')
    const approved = await ask(cleo, 'POST', `${at}/versions/${hash}/approve`, {})
    expect(approved.in_force).toMatchObject({ number: 1, hash, basis: 'approved', unapproved: false })
    expect(approved.versions[0]?.proposal?.approvers).toMatchObject([
      { entry: 'cto', kind: 'title', approval: { by: { name: 'Ada' }, late_days: null } },
      { entry: 'compliance', kind: 'role', approval: { by: { name: 'Cleo' } } },
    ])
    await pass(45)
    const lapsed = await ask(ben, 'GET', at)
    expect(lapsed.review).toMatchObject({ state: 'overdue', every: 'P30D' })
    expect(await refused(await house.signInAs('viewer'), `${at}/reviews`, { hash, reason: 'Looks fine.' })).toBe('not_permitted')
  })

  test('the answer about the past stays, whatever comes later', async () => {
    const begun = server.clock.now()
    const hash = await inForce()
    await pass(45)
    expect(await ask(ben, 'GET', at)).toMatchObject({ review: { state: 'overdue', overdue_days: expect.any(Number) } })
    await ask(ben, 'POST', `${at}/reviews`, { hash, reason: 'Read it against last month’s incidents.' })
    const reviewed = server.clock.now()
    const currency = (from: Instant | string, to: Instant | string) => {
      const text = (one: Instant | string) => (typeof one === 'string' ? one : formatInstant(one))
      return ask<Cur & { as: string; until_now: boolean }>(eve, 'GET', `/policies/answering/currency?from=${text(from)}&to=${text(to)}`)
    }
    const end = formatInstant(reviewed)
    const told = await currency(formatInstant((begun + day) as Instant), end)
    expect(told.current).toBe(false)
    expect(told.gaps).toMatchObject([{ cause: 'review-overdue', since: told.gaps[0]?.from }])
    expect(told.gap_days).toBeGreaterThan(13)
    expect(told.gap_days).toBeLessThan(16)
    expect(told.versions).toMatchObject([
      { number: 1, basis: 'approved', approvers: ['cto', 'compliance'], approvals: [{ as: 'cto' }, { as: 'compliance' }] },
    ])
    expect(told.reviews[0]?.rests_on.what).toBe('version')
    expect(told.entries.length).toBeGreaterThanOrEqual(4)
    expect(told.answer).toMatch(/^No: for 1[345](\.\d)? days its review was overdue\.$/)
    await pass(3)
    await inForce(policy('approvers: [cto, compliance]\nreview: { every: P1Y }', 'We answer sooner.'))
    await ask(ada, 'POST', `${at}/retire`, { reason: 'Merged into the response policy.' })
    const again = await currency(formatInstant((begun + day) as Instant), end)
    expect({ ...again, entries: [] }).toEqual({ ...told, entries: [] })
    const dates = await currency(formatInstant(begun).slice(0, 10), formatInstant(server.clock.now()).slice(0, 10))
    expect(dates).toMatchObject({ as: 'dates', until_now: true, time_zone: 'Europe/Zurich' })
    expect(dates.gaps.map(({ cause }) => cause)).toContain('retired')
    const all = await ask<{ items: Cur[] }>(eve, 'GET', `/currency?from=${formatInstant(begun)}&to=${end}`)
    expect(all.items.map(({ id }) => id)).toEqual(['answering'])
    expect((await eve.fetchJson('GET', `${at}/currency?from=2026-02-30&to=2026-03-01`)).body.code).toBe('period_not_valid')
    await check()
  })

  test('a review is taken back by a correction, and the answer says so', async () => {
    const hash = await inForce()
    await pass(20)
    const { reviews } = await ask(ben, 'POST', `${at}/reviews`, { hash, reason: 'Still valid.' })
    const position = reviews[0]?.position ?? -1
    await ask(cleo, 'POST', `${at}/reviews/${position}/take-back`, { reason: 'It was another text that was read.' })
    expect(await refused(cleo, `${at}/reviews/${position}/take-back`, { reason: 'Once more.' })).toBe('state_not_possible')
    const now = await ask(ben, 'GET', at)
    expect(now.reviews).toMatchObject([{ taken_back: { by: { name: 'Cleo' } } }])
    await check()
  })

  test('an emergency change takes effect at once, is marked everywhere, and is approved late', async () => {
    await inForce()
    const urgent = await propose(ada, policy(cto, 'Call the new number.'), { emergency: { reason: 'The pager provider is down.' } })
    const hash = newest(urgent)
    expect(urgent.in_force).toMatchObject({ number: 2, basis: 'emergency', unapproved: true })
    expect(urgent.waiting).toMatchObject([{ emergency: 'The pager provider is down.', number: 2 }])
    await pass(2)
    await ask(ben, 'POST', `${at}/versions/${hash}/approve`, { as: 'cto' })
    const approved = await ask(cleo, 'POST', `${at}/versions/${hash}/approve`, {})
    expect(approved.in_force).toMatchObject({ basis: 'emergency', unapproved: false })
    expect(approved.versions[0]?.proposal?.approvers[1]?.approval?.late_days).toBeGreaterThanOrEqual(2)
    expect(await refused(eve, `${at}/propose`, { markdown: policy(cto, 'Mine.'), emergency: { reason: 'I say so.' } })).toBe('role_needed')
    await check()
    // Whoever owns the database makes it look approved in time: the entries say otherwise.
    const { database } = server.services
    await database.execute('alter table document_act disable trigger all')
    await database.execute(
      `update document_act set said = jsonb_set(said, '{basis}', '"approved"') where org_id = '${house.organizationId}' and act = 'in_force'`,
    )
    const { disagreements } = await fsck(database, house.organizationId, { keys: server.services.ledgerKeys, most: 10 })
    await database.execute('alter table document_act enable always trigger append_only_refuse')
    expect(disagreements).toMatchObject([{ table: 'document_act', column: 'said basis', expected: '"emergency"', found: '"approved"' }])
  })

  test('two of three have not acknowledged yet; who joined since has time from then on; mail reminds them once a week', async () => {
    const grace = await house.signInAs('responder', { name: 'Grace' })
    const hash = await inForce(policy(`${cto}\nacknowledge: { by: [responders, Ben], within: P5D }`))
    await ask(eve, 'POST', `${at}/acknowledge`, { hash })
    await pass(3)
    await house.signInAs('responder', { name: 'Late' })
    const missing = await ask<z.infer<typeof Acknowledgements>>(ada, 'GET', `${at}/acknowledgements`)
    expect(missing.counts).toEqual({ asked: 4, acknowledged: 1, missing: 3, overdue: 0 })
    await pass(3)
    const later = await ask<z.infer<typeof Acknowledgements>>(ada, 'GET', `${at}/acknowledgements`)
    expect(later.people.map(({ person, state }) => [person.name, state]).sort()).toEqual([
      ['Ben', 'overdue'],
      ['Eve', 'acknowledged'],
      ['Grace', 'overdue'],
      ['Late', 'due'],
    ])
    expect((await ask<{ items: unknown[] }>(ben, 'GET', '/documents/waiting')).items).toMatchObject([
      { what: 'acknowledge', overdue: true },
    ])
    const past = await ask<z.infer<typeof Acknowledgements>>(ada, 'GET', `${at}/acknowledgements?at=${missing.at}`)
    expect(past).toEqual(missing)
    const sent: { to: string }[] = []
    const send = async (mail: { to: string }) => {
      sent.push(mail)
      return { messageId: 'm', answer: '250' }
    }
    const mailer = { send, close: () => undefined }
    const remind = () => remindEverybody({ ...server.services, mailer })
    await remind()
    await remind()
    expect(sent.filter(({ to }) => to.includes(grace.personId.slice(-8)))).toHaveLength(1)
    expect(sent).toHaveLength(3)
    await pass(8)
    await remind()
    expect(sent).toHaveLength(6)
    expect(await refused(eve, `${at}/acknowledge`, { hash: '0'.repeat(64) })).toBe('state_not_possible')
    await check()
  })

  test('a draft is saved over the one that was loaded only, and is gone when it was proposed', async () => {
    const draft = { revision: 0, markdown: policy(cto) }
    await ask(ada, 'PATCH', `${at}/draft`, draft)
    const stale = await ben.fetchJson('PATCH', `${at}/draft`, { revision: 0, markdown: policy(cto, 'Mine.') })
    expect([stale.body.code, stale.body.detail]).toEqual(['draft_changed', expect.stringContaining('Ada saved it')])
    const saved = await ask<z.infer<typeof Draft>>(ben, 'PATCH', `${at}/draft`, { revision: 1, markdown: policy(cto, 'Ours.') })
    expect(saved).toMatchObject({ revision: 2, saved_by: { name: 'Ben' } })
    const list = await ask<{ items: z.infer<typeof DocumentLine>[] }>(eve, 'GET', '/documents?search=answering')
    expect(list.items).toMatchObject([{ id: 'answering', in_force: null, draft: { revision: 2 } }])
    expect(await refused(ada, `${at}/propose`, { draft_revision: 1 })).toBe('draft_changed')
    expect((await ask(ada, 'POST', `${at}/propose`, { draft_revision: 2 })).draft).toBeNull()
  })

  test('files are pushed: what is new is proposed or in force, the same again is unchanged, what cannot be taken is refused at its line', async () => {
    const files = [
      { path: 'policies/answering.md', markdown: policy(cto) },
      { path: 'ops/Restart the API.md', markdown: '# Restart the API\r\n\r\n1. `systemctl restart api`\r\n' },
      { path: 'policies/broken.md', markdown: '---\nkind: policy\nid: broken\nreview: { every: often }\n---\n# Broken\n' },
    ]
    const push = (more: object = {}) => ask<Push>(ben, 'POST', '/documents/push', { files, ...more })
    const outcomes = ({ files: told }: Push) => told.map(({ id, outcome }) => [id, outcome])
    const expected = [
      ['answering', 'proposed'],
      ['ops-restart-the-api', 'in-force'],
      ['broken', 'refused'],
    ]
    expect(outcomes(await push({ dry_run: true }))).toEqual(expected)
    expect((await ask<{ items: Doc[] }>(ben, 'GET', '/documents')).items).toEqual([])
    const origin = {
      repository: 'https://git.example.com/docs',
      commit: 'a1b2c3',
      author: `Cleo <compliance.${cleo.personId.slice(-8)}@example.com>`,
    }
    const first = await push({ origin })
    expect(outcomes(first)).toEqual(expected)
    expect(first.files[2]?.problems[0]).toMatchObject({ rule: 'front-matter/duration', line: 4 })
    expect(outcomes(await push({ origin })).map(([, outcome]) => outcome)).toEqual(['unchanged', 'unchanged', 'refused'])
    const waiting = await ask(ada, 'GET', at)
    expect(await refused(cleo, `${at}/versions/${newest(waiting)}/approve`)).toBe('second_person_needed')
    const pulled = await ask<{ items: { path: string; markdown: string }[]; next_cursor: string | null }>(
      eve,
      'GET',
      '/documents/pull?limit=1',
    )
    expect(pulled).toMatchObject({ items: [{ path: 'ops/Restart the API.md', markdown: files[1]?.markdown }], next_cursor: null })
    const twice = [files[0], { path: 'copy.md', markdown: policy(cto, 'Copied.') }]
    expect((await ask<Push>(ben, 'POST', '/documents/push', { files: twice })).files.map(({ outcome }) => outcome)).toEqual([
      'unchanged',
      'refused',
    ])
    await check()
  })

  test('a runbook is matched and shown in the version in force, not in the one proposed last', async () => {
    const text = (step: string, more = '') => `---\nkind: runbook\nid: restart\ntitle: Restart\n${more}---\n# Restart\n\n1. ${step}\n`
    const shipped = (markdown: string) =>
      inOrganization(server.services.database, house.organizationId, systemActor('test'), (tx) =>
        publishShipped(tx, 'runbook', 'restart', markdown, server.clock.now()),
      )
    await shipped(text('Press it.'))
    const own = await ask(eve, 'POST', '/documents/runbook/restart/propose', { markdown: text('Hold it.', 'approvers: [compliance]\n') })
    const shown = () => ask<{ markdown: string; is_current: boolean }>(eve, 'GET', '/runbooks/restart')
    expect((await shown()).markdown).toContain('Press it.')
    await ask(ben, 'POST', `/documents/runbook/restart/versions/${newest(own)}/approve`, {})
    expect((await shown()).markdown).toContain('Hold it.')
    await shipped(text('Press it twice.'))
    expect((await shown()).markdown).toContain('Hold it.')
    expect((await ask(ben, 'GET', '/documents/runbook/restart')).waiting).toMatchObject([{ proposed_by: { name: 'Tickmark' }, number: 3 }])
    await ask(ada, 'POST', '/documents/runbook/restart/retire', { reason: 'The machine is gone.' })
    expect((await eve.fetchJson('GET', '/runbooks/restart')).body.code).toBe('not_found')
    await check()
  })

  test('an incident is judged by the policy in force when it was declared', async () => {
    const text = policy('approvers: [cto]').replace('id: answering', 'id: incident-response')
    const place = '/documents/policy/incident-response'
    const declared = await ask<{ id: string; policy: { number: number } }>(eve, 'POST', '/incidents', { origin: 'report', title: 'One' })
    const proposed = await ask(ada, 'POST', `${place}/propose`, { markdown: text })
    const pinned = async (title: string) => {
      const { id } = await ask<{ id: string }>(eve, 'POST', '/incidents', { origin: 'report', title })
      return JSON.stringify(await ask(eve, 'GET', `/incidents/${id}`))
    }
    expect(await pinned('Two')).not.toContain(newest(proposed))
    await ask(ben, 'POST', `${place}/versions/${newest(proposed)}/approve`, {})
    expect(await pinned('Three')).toContain(newest(proposed))
    expect(JSON.stringify(await ask(eve, 'GET', `/incidents/${declared.id}`))).not.toContain(newest(proposed))
  })

  test('hostile texts are refused by name, and what is kept comes back byte for byte', async () => {
    const place = '/documents/runbook/odd'
    const code = async (markdown: string) => refused(ben, `${place}/propose`, { markdown })
    expect(await code('x'.repeat(1024 * 1024 + 1))).toBe('payload_too_large')
    expect(await code('\u0000')).toBe('invalid_request')
    expect(await code('a\ud800')).toBe('invalid_request')
    expect(await code('')).toBe('payload_not_readable')
    expect(await code('---\na: &a [*a]\n---\n# X')).toBe('document_not_valid')
    expect(await code(`---\n${'['.repeat(5000)}\n---\n# X`)).toBe('document_not_valid')
    expect(await code(policy(cto))).toBe('document_not_valid')
    expect((await ben.fetchJson('POST', '/documents/runbook/..%2Fodd/propose', { markdown: '# X' })).body.code).toBe('invalid_request')
    const markdown = `\ufeff# Öffnen 𝄞\r\n\n\t<script>alert(1)</script> \r\n${'- one more line of it\n'.repeat(2000)}`
    const kept = await ask(ben, 'POST', `${place}/propose`, { markdown })
    expect((await ask<{ markdown: string }>(eve, 'GET', `${place}/versions/${newest(kept)}`)).markdown).toBe(markdown)
  })
})
