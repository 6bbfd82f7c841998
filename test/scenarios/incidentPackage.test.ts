// A whole incident, from what a monitoring tool sent to a package an auditor verifies without us: its thread there says what was recorded here, entry by entry.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyFile } from '../../src/cli/verifier/verifyFile.ts'
import { systemActor } from '../../src/core/kernel/actor.ts'
import { dateAt } from '../../src/core/kernel/deadline.ts'
import { day, formatInstant, hour, minute, toInstant } from '../../src/core/kernel/instant.ts'
import { inOrganization } from '../../src/database/inOrganization.ts'
import { recordDays } from '../../src/server/coverage/recordDays.ts'
import { publishShippedRunbooks } from '../../src/server/document/shippedRunbooks.ts'
import { sealAll } from '../../src/server/ledger/sealLedger.ts'
import { softwareName } from '../../src/server/softwareName.ts'
import { eventually } from '../support/eventually.ts'
import { connectSource, sendTo } from '../support/hooks.ts'
import { nodesHere } from '../support/nodesHere.ts'
import { unpacked } from '../support/samplePackage.ts'
import { type House, type SignedInCaller, startTestServer, type TestServer } from '../support/server.ts'
import { sharedAvailable, sharedPath } from '../support/shared.ts'

type Item = { index: number; kind: string; said: string; late: boolean; at: string; by: { name: string }; corrects: string | null }
type Members = Map<string, Uint8Array>

describe.skipIf(!sharedAvailable)('an incident in the package of an audit', () => {
  let server: TestServer
  let house: House
  let ada: SignedInCaller
  let ben: SignedInCaller
  let grace: SignedInCaller
  let incident: string
  let hidden: string
  let folder: string
  let members: Members
  let path: string
  let key: string

  beforeAll(async () => {
    const { status, stderr } = spawnSync(process.execPath, [fileURLToPath(new URL('../../scripts/buildVerifier.ts', import.meta.url))], {
      encoding: 'utf8',
    })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    folder = mkdtempSync(join(tmpdir(), 'tickmark-incident-'))
    server = await startTestServer('pglite')
    house = await server.newHouse()
    ada = await house.signInAs('responder', { name: 'Ada Lovelace' })
    ben = await house.signInAs('responder', { name: 'Ben Bitdiddle' })
    grace = await house.signInAs('compliance', { name: 'Grace Hopper' })
    await workThrough()
    await takeAway()
  }, 120_000)
  afterAll(async () => {
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function ok<Body = { id: string }>(by: SignedInCaller, method: string, url: string, body?: object): Promise<Body> {
    const answer = await by.fetchJson(method, url, body)
    if (answer.status >= 300) throw new Error(`${method} ${url}: ${answer.status} ${answer.text}`)
    return answer.body as Body
  }
  const ago = (milliseconds: number) => formatInstant(toInstant(server.clock.now() - milliseconds))
  const post = <Body = { id: string }>(by: SignedInCaller, what: string, body: object = {}) =>
    ok<Body>(by, 'POST', `/incidents/${incident}/${what}`, body)

  async function declare(): Promise<void> {
    const source = await connectSource(await house.signInAs('admin'), { integration: 'guardduty' })
    await sendTo(server.url, source.hookPath, readFileSync(sharedPath('payloads', 'aws-guardduty', 'eventbridge.ec2.json')))
    const { items } = await ok<{ items: { id: string }[] }>(ada, 'GET', '/alerts')
    const told = {
      origin: 'alert',
      alert_ids: items.map(({ id }) => id),
      incident_type: 'credential-compromise',
      detected_at: ago(3 * minute),
    }
    incident = (await ok(ada, 'POST', '/incidents', told)).id
  }

  async function respond(): Promise<void> {
    server.clock.advance(25 * minute)
    const answers = { customer_data: 'confirmed', intruder: 'no', customers_down_percent: 0 }
    await post(ada, 'severity', { answers })
    await post(ada, 'acknowledge')
    await post(ada, 'roles', { role: 'commander', person_id: ben.personId })
    const page = await post(ada, 'pages', { to_person_id: ben.personId, channel: 'phone' })
    await post(ben, `pages/${page.id}/answer`, { note: 'On my way.' })
    await post(ben, 'state', { to: 'triaged' })
    const run = await post(ada, 'runs', { document_id: 'leaked-cloud-credential' })
    await post(ada, `runs/${run.id}/parameters`, { values: { KEY: 'AKIAIOSFODNN7EXAMPLE' } })
    server.clock.advance(20 * minute)
    await post(ada, `runs/${run.id}/steps/say-so`, { state: 'done', note: 'In the channel.', happened_at: ago(15 * minute) })
    await post(ben, `runs/${run.id}/steps/say-so`, { state: 'open', reason: 'It was the wrong channel.' })
    await post(ada, 'evidence', {
      name: 'events.json',
      text: '{"events":12}',
      source: 'CloudTrail',
      query: 'AccessKeyId = AKIAIOSFODNN7EXAMPLE',
    })
    await post(ada, 'notes', { text: 'The key is off.\nNothing else moved.', happened_at: ago(10 * minute) })
  }

  async function tell(): Promise<void> {
    await post(ada, 'updates', { text: 'We are on it.', audience: 'management' })
    const notice = await post(ada, 'notices', { text: 'We were careless with a key.', to: 'partner@example.com', subject: 'A key' })
    await post(grace, `notices/${notice.id}/approve`, {})
    await post(ada, `notices/${notice.id}/record-sent`, { sent_at: ago(0), channel: 'phone', reference: 'CALL-7' })
  }

  async function close(): Promise<void> {
    const override = { reason: 'Told and learned elsewhere', second_person_id: ada.personId }
    await post(ben, 'state', { to: 'contained', override })
    await post(ben, 'state', { to: 'recovered', override })
    await post(ben, 'state', { to: 'closed', override })
    const cause = { kind: 'weakness', text: 'Deploy keys never expire, and secret scanning is off for repositories made by hand.' }
    const written = { summary: 'A key lay in a public repository.', impact: { records_affected: 600 } }
    const chain = [{ kind: 'event', text: 'Unauthorized access' }, cause]
    await ok(ada, 'PATCH', `/incidents/${incident}/review`, { ...written, causes: chain })
    await post(grace, 'review/approve')
    const due = dateAt(toInstant(server.clock.now() + 10 * day), 'Europe/Zurich')
    const action = await post(ada, 'actions', { title: 'Let keys expire', owner: ada.personId, due_on: due })
    await post(ada, `actions/${action.id}/close`, { evidence: 'https://git.example.com/pull/7', note: 'Keys live 30 days.' })
  }

  async function workThrough(): Promise<void> {
    await inOrganization(server.services.database, house.organizationId, systemActor('test'), (tx) =>
      publishShippedRunbooks(tx, server.clock.now()),
    )
    await declare()
    await respond()
    await tell()
    await close()
    hidden = (await ok(ada, 'POST', '/incidents', { origin: 'report', title: 'Embezzlement by a colleague' })).id
    await ok(ada, 'POST', `/incidents/${hidden}/roles`, { role: 'commander', person_id: ada.personId })
    await ok(ada, 'POST', `/incidents/${hidden}/privacy`, { is_private: true, reason: 'Embezzlement is about a person' })
    await ok(ada, 'POST', `/incidents/${hidden}/notes`, { text: 'Embezzlement, more of it' })
  }

  async function takeAway(): Promise<void> {
    const firstDay = dateAt(server.clock.now(), 'Europe/Zurich')
    server.clock.advance(2 * day + hour)
    await recordDays(server.services, house.organizationId, server.clock.now())
    await sealAll(server.services, house.organizationId)
    const audit = await ok(grace, 'POST', '/audits', { name: 'Incidents', first_day: firstDay, last_day: firstDay })
    const asked = await ok(grace, 'POST', `/audits/${audit.id}/packages`)
    await eventually(async () => {
      const { packages } = await ok<{ packages: { state: string; error: string | null }[] }>(grace, 'GET', `/audits/${audit.id}`)
      expect(packages[0]).toMatchObject({ state: 'ready', error: null })
    }, 90_000)
    const answer = await fetch(`${server.url}/api/v1/audits/${audit.id}/packages/${asked.id}/file`, { headers: grace.headers })
    const zip = new Uint8Array(await answer.arrayBuffer())
    path = join(folder, 'package.zip')
    writeFileSync(path, zip)
    members = await unpacked(zip)
    key = (await ok<{ verifier_key: string }>(grace, 'GET', '/ledger')).verifier_key
  }

  const written = (name: string) => new TextDecoder().decode(members.get(name))
  const threadOf = (number: string) => written([...members.keys()].find((name) => name.startsWith(`data/threads/${number}-`)) ?? '')

  test('is verified offline, with its populations and its thread written again', async () => {
    const { exitCode, out } = await verifyFile([path, '--key', key, '--json'], softwareName())
    expect(exitCode, out).toBe(0)
    const verdict = JSON.parse(out)
    expect(verdict.figures).toMatchObject({ incidents: 2, privateIncidents: 1, alerts: 1 })
    expect(verdict.figures.withheld).toBeGreaterThan(2)
    expect(verdict.proved.join('\n')).toContain('the pages of 2 incidents in data/threads were written again')
  })

  test('is verified by the program that travels in it, with any Node.js and nothing beside it', () => {
    const program = join(folder, 'verify.mjs')
    writeFileSync(program, members.get('verify.mjs') ?? new Uint8Array(0))
    for (const node of nodesHere()) {
      const { status, stdout, stderr } = spawnSync(node, [program, path, '--key', key], { cwd: folder, encoding: 'utf8', env: {} })
      expect({ status, stderr }, node).toEqual({ status: 0, stderr: '' })
      expect(stdout).toContain('2 incidents')
    }
  })

  test('says in the thread of the package, entry by entry, what the thread of the product says', async () => {
    const { items } = await ok<{ items: Item[] }>(ada, 'GET', `/incidents/${incident}/thread`)
    expect(items.length).toBeGreaterThan(25)
    const rows = [...threadOf('INC-1').matchAll(/<tr><td>#(\d+)<\/td><td class="time">([^<]+)<\/td>(.*?)<\/tr>/gs)]
    expect(rows.map(([, entry]) => Number(entry))).toEqual(items.map(({ index }) => index))
    for (const [at, item] of items.entries()) {
      const [, , happened, rest = ''] = rows[at] as RegExpMatchArray
      expect(happened).toBe(item.at.slice(0, 19).replace('T', ' '))
      expect(rest.includes('after it happened'), item.said).toBe(item.late)
      expect(rest.includes('A correction of #'), item.said).toBe(item.corrects !== null)
      const names = /Ada Lovelace|Ben Bitdiddle|Grace Hopper/
      if (names.test(item.said) || item.kind.startsWith('notice.')) continue
      const said = item.said
        .replaceAll('&', '&amp;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&#39;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
      expect(rest).toContain(`<span class="said">${said}</span>`)
    }
    expect(threadOf('INC-1')).toContain(`Made person …${ben.personId.slice(-8)} commander.`)
  })

  test('holds no name and no word of a private incident, which still counts', () => {
    for (const [name, bytes] of members) {
      const text = name === 'data/report.pdf' || name === 'verify.mjs' ? '' : Buffer.from(bytes).toString('utf8')
      expect(text, name).not.toMatch(/Embezzlement|Lovelace|Bitdiddle|Hopper/)
    }
    expect(written('data/populations/P1-incidents.csv')).toContain(`INC-2,${hidden},yes,no,declared,Private incident`)
    expect(threadOf('INC-2')).toContain('INC-2: Private incident')
  })

  test('ties the alert to the incident, and judges it by the policy that travels along', () => {
    expect(written('data/populations/P1-alerts.csv')).toMatch(
      new RegExp(`INC-1,${incident},no,ALR-1,alr_\\w+,[^,]+,${ada.personId},,yes,incident`),
    )
    const receipt = JSON.parse(written('data/receipts/P1.json'))
    expect(receipt.reconciliation).toMatchObject({
      alerts_found_to_be_an_incident: 1,
      of_these_linked_to_no_incident: 0,
      alerts_linked: 1,
    })
    expect(receipt.counts).toMatchObject({ acknowledged: { late: 1, none: 1 }, contained: { met: 1, none: 1 } })
    expect(receipt.policies).toHaveLength(1)
    expect(members.has(`data/documents/${receipt.policies[0]}.md`)).toBe(true)
    expect(written('data/populations/P5-reviews.csv')).toMatch(/required,yes,.*in_time,pir_/)
    expect(written('data/populations/P6-notices.csv')).toContain('A key,sent,')
  })

  describe('as a paper from the product', () => {
    const print = async (by: SignedInCaller, id: string, format: string) => {
      const answer = await fetch(`${server.url}/api/v1/incidents/${id}/thread.${format}`, { headers: by.headers })
      return { status: answer.status, type: answer.headers.get('content-type'), bytes: Buffer.from(await answer.arrayBuffer()), answer }
    }

    test('is the same thread with the names, and loads nothing', async () => {
      const { status, type, bytes, answer } = await print(ada, incident, 'html')
      const page = bytes.toString('utf8')
      expect({ status, type }).toEqual({ status: 200, type: 'text/html; charset=utf-8' })
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(page).toContain('Made Ben Bitdiddle commander.')
      expect(page).toContain('A call to Ben Bitdiddle by phone was answered: On my way.')
      expect([...page.matchAll(/<tr><td>#\d+<\/td>/g)].length).toBe([...threadOf('INC-1').matchAll(/<tr><td>#\d+<\/td>/g)].length)
      expect(page).not.toMatch(/<script|<link|<img/i)
    })

    test('is a tagged PDF for archives', async () => {
      const { status, type, bytes } = await print(ada, incident, 'pdf')
      expect({ status, type }).toEqual({ status: 200, type: 'application/pdf' })
      const parts = bytes.toString('latin1')
      expect(parts.startsWith('%PDF-')).toBe(true)
      expect(parts).toMatch(/<pdfaid:conformance>A<\/pdfaid:conformance>/)
      expect(parts).toMatch(/\/StructTreeRoot/)
    }, 60_000)

    test('of a private incident shows everything to those on it, and to nobody else', async () => {
      const own = (await print(ada, hidden, 'html')).bytes.toString('utf8')
      expect(own).toContain('Embezzlement, more of it')
      const others = (await print(ben, hidden, 'html')).bytes.toString('utf8')
      expect(others).not.toContain('Embezzlement')
      expect(others).toContain('INC-2: Private incident')
      expect((await print(ada, `inc_${'0'.repeat(32)}`, 'html')).status).toBe(404)
    })
  })
})
