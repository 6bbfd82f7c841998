// Documents held against each other over HTTP, and a text linted with all that the house knows.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '../../src/core/kernel/actor.ts'
import { day, toInstant } from '../../src/core/kernel/instant.ts'
import { longestText } from '../../src/core/lint/longestText.ts'
import { inOrganization, type OrganizationTx } from '../../src/database/inOrganization.ts'
import { inLinterThread } from '../../src/server/consistency/linterThread.ts'
import type { LintTask } from '../../src/server/consistency/lintTask.ts'
import { publishShipped } from '../../src/server/document/publishShipped.ts'
import { publishShippedPolicy } from '../../src/server/document/shippedPolicies.ts'
import { publishShippedRunbooks } from '../../src/server/document/shippedRunbooks.ts'
import { engines } from '../support/database.ts'
import { alertGroup, connectSource, sendTo } from '../support/hooks.ts'
import { type House, type SignedInCaller, startTestServer, type TestServer } from '../support/server.ts'

type Side = { document: { kind: string; id: string; title: string } | null; line: number | null; text: string }
type Finding = { rule: string; level: string; message: string; sentences: [Side, Side] }
type Consistency = { items: Finding[]; documents: { policies: number; runbooks: number }; alert_kinds: number; left_out: number }
type Lint = {
  kind: string
  overall: string
  elements: Record<string, string>
  findings: { rule: string; line: number; column: number; end_line: number; message: string }[]
}

const runbook = `---
kind: runbook
id: key-leak
incident_type: credential-compromise
policy: incident-response
escalation: nobody-oncall
matches:
  - { source: alertmanager, type: "KeyLeak*" }
---
# Leaked key

## Escalation

| Level | Name | Channel |
|---|---|---|
| 1 | Grace Sample | #incidents |

## Contain

1. Deactivate the key: \`aws iam update-access-key --status Inactive\`

## Preserve

| Evidence | Where | Keep before |
|---|---|---|
| Events of the key | CloudTrail event history | 400 days after the event |

## Who to tell

- The supervisory authority within 5 business days of becoming aware.
`

describe.each(engines)('documents held together, on %s', (engine) => {
  let server: TestServer
  let house: House
  let viewer: SignedInCaller

  beforeAll(async () => {
    server = await startTestServer(engine)
    house = await server.newHouse()
    const admin = await house.signInAs('admin', { name: 'Ada Example' })
    viewer = await house.signInAs('viewer', { name: 'Edsger Example' })
    await house.signInAs('responder', { name: 'Grace Sample' })
    await work(async (tx) => {
      await publishShippedPolicy(tx, server.clock.now())
      await publishShippedRunbooks(tx, server.clock.now())
      await publishShipped(tx, 'runbook', 'key-leak', runbook, server.clock.now())
      await tx.db
        .updateTable('person')
        .set({ active_until: toInstant(server.clock.now() - day) })
        .where('name', '=', 'Grace Sample')
        .execute()
    })
    const source = await connectSource(admin, {})
    const alerts = [{ name: 'KeyLeakFound' }, { name: 'DiskFull', labels: { severity: 'critical' } }]
    expect((await sendTo(server.url, source.hookPath, alertGroup(alerts))).status).toBe(202)
    for (const more of [
      { title: 'A laptop was lost', incident_type: 'lost-laptop' },
      { title: 'A matter of its own', incident_type: 'secret-matter', is_private: true },
    ])
      expect((await admin.fetchJson('POST', '/incidents', { origin: 'report', ...more })).status).toBe(201)
  })
  afterAll(() => server.close())

  const work = <T>(of: (tx: OrganizationTx) => Promise<T>) =>
    inOrganization(server.services.database, house.organizationId, systemActor('test'), of)

  test('say where two differ, with both sentences, to everybody who may read them', async () => {
    const { status, body } = await viewer.fetchJson<Consistency>('GET', '/consistency')
    expect(status).toBe(200)
    expect(body.documents).toEqual({ policies: 1, runbooks: 11 })
    const time = body.items.find(({ rule }) => rule === 'time-differs')
    expect(time?.sentences.map(({ document, line, text }) => [document?.id, line, text])).toEqual([
      ['key-leak', 30, 'The supervisory authority within 5 business days of becoming aware.'],
      [
        'incident-response',
        expect.any(Number),
        '- { whom: supervisory-authority, within: PT72H, from: awareness, template: authority-first-report }',
      ],
    ])
    expect(body.items.filter(({ rule }) => rule === 'escalation-differs').map(({ sentences: [at] }) => at.text)).toEqual([
      'escalation: nobody-oncall',
    ])
  })
  test('know which alerts and types of incident were seen, and nothing of private ones', async () => {
    const { body } = await viewer.fetchJson<Consistency>('GET', '/consistency')
    const unmatched = body.items.filter(({ rule }) => rule === 'alert-without-runbook')
    expect(unmatched.map(({ level, sentences: [seen] }) => [level, seen.text.replace(/^[^“]*|, last on.*$/g, '')])).toEqual([
      ['warning', '“DiskFull”, seen once'],
    ])
    expect(body.alert_kinds).toBe(2)
    const types = body.items.filter(({ rule }) => rule === 'containment-without-runbook').map(({ message }) => message)
    expect(types.filter((message) => message.includes('lost-laptop'))).toHaveLength(1)
    expect(JSON.stringify(body)).not.toContain('secret-matter')
    // Shipped runbooks wait for sources that are not set up here.
    expect(body.items.filter(({ rule }) => rule === 'runbook-unmatched').map(({ sentences: [at] }) => at.document?.id)).not.toContain(
      'key-leak',
    )
  })
  test('are not those of the neighbours', async () => {
    const other = await server.newHouse()
    const stranger = await other.signInAs('viewer')
    const { body } = await stranger.fetchJson<Consistency>('GET', '/consistency')
    expect(body.documents).toEqual({ policies: 0, runbooks: 0 })
    expect(JSON.stringify(body)).not.toContain('key-leak')
    expect((await stranger.fetchJson('GET', '/documents/runbook/key-leak/findings')).status).toBe(404)
  })
  test('a text is linted with the directory, the paths, the logs and the policy', async () => {
    const { status, body } = await viewer.fetchJson<Lint>('POST', '/lint', { markdown: runbook })
    expect(status).toBe(200)
    expect(body.kind).toBe('security-runbook')
    const rules = body.findings.map(({ rule, line }) => `${rule} ${line}`)
    expect(rules).toEqual(
      expect.arrayContaining([
        'escalation/unknown-path 6',
        'escalation/person-left 16',
        'evidence/window-longer-than-log 26',
        'communication/contradicts-policy 30',
      ]),
    )
    const mended = runbook.replace('5 business days', '72 hours').replace('400 days', '90 days').replace('Grace Sample', 'Ada Example')
    const after = await viewer.fetchJson<Lint>('POST', '/lint', { markdown: mended, kind: 'runbook', path: 'runbooks/key-leak.md' })
    expect(after.body.findings.filter(({ rule }) => /person-left|window|contradicts/.test(rule))).toEqual([])
    expect(
      (await work((tx) => tx.db.selectFrom('document_version').selectAll().where('document_id', '=', 'key-leak').execute())).length,
    ).toBe(1)
  })
  test('what is too long, or takes too long, is refused by name', async () => {
    const long = await viewer.fetchJson<{ code: string }>('POST', '/lint', { markdown: 'x'.repeat(longestText + 1) })
    expect([long.status, long.body.code]).toEqual([413, 'payload_too_large'])
    const novel = await viewer.fetchJson<{ code: string }>('POST', '/lint', { markdown: '# Key', kind: 'novel' })
    expect([novel.status, novel.body.code]).toEqual([400, 'invalid_request'])
    const house = { people: null, paths: null, logs: null, reviewedOn: null, texts: null }
    const task: LintTask = {
      ...{
        what: 'lint',
        path: 'a.md',
        source: `# Plan\n\n${'isolate affected systems '.repeat(11_500)}\n`,
        kind: null,
        today: '2026-11-28',
      },
      ...{ house, policies: [], escalations: new Set<string>() },
    }
    await expect(inLinterThread(task, 1)).rejects.toMatchObject({ code: 'request_timeout' })
    // The next one has a thread again.
    expect((await viewer.fetchJson('POST', '/lint', { markdown: '# Key runbook' })).status).toBe(200)
  })
  test('a document that is kept is linted as it stands, and as being due', async () => {
    expect((await viewer.fetchJson('GET', '/documents/policy/nothing-of-the-kind/findings')).status).toBe(404)
    server.clock.advance(91 * day)
    const later = await house.signInAs('viewer')
    const path = '/documents/runbook/leaked-cloud-credential/findings'
    const { status, body } = await later.fetchJson<Lint & { version: string }>('GET', path)
    expect(status).toBe(200)
    expect(body.version).toMatch(/^[0-9a-f]{64}$/)
    expect(body.findings.find(({ rule }) => rule === 'training/review-overdue')?.message).toContain('was due 1 days ago')
    expect(body.findings.find(({ rule }) => rule === 'document/boilerplate')?.message).toContain('places are still open')
  })
})
