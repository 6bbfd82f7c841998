// Two servers on one database, a person at each: the same step ticked at once, live updates from one to the other, a page that goes on exactly once,
// an upload that goes on at the other.
import { createHash, randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { minute } from '../../src/core/kernel/instant.ts'
import { inOrganization } from '../../src/database/inOrganization.ts'
import { publishShippedRunbooks } from '../../src/server/document/shippedRunbooks.ts'
import { escalateDue } from '../../src/server/escalation/escalate.job.ts'
import { fsck } from '../../src/server/ledger/fsck.ts'
import { sealAll } from '../../src/server/ledger/sealLedger.ts'
import { engines } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import type { House, SignedInCaller, TestServer } from '../support/server.ts'
import type { SmtpSink } from '../support/smtpSink.ts'
import { headersAt, startTwoServers, type TwoServers } from '../support/twoServers.ts'

type Body = Record<string, unknown> & { id: string; code?: string }
type Answer = { status: number; body: Body }
type Step = { id: string; state: string; marks: { note: string | null }[] }
type Run = { id: string; sections: { steps: Step[] }[] }
type Page = { level: number; state: string; to: { name: string } }

const runbook = 'leaked-cloud-credential'
/** They need nobody's role and no second person. */
const free = [
  'say-so',
  'whose-key',
  'severity',
  'collect-events',
  'read-events',
  'decide',
  'find-users',
  'replace',
  'deactivate',
  'find-doors',
]

describe.runIf(engines.includes('postgresql'))('an incident on two servers', () => {
  let servers: TwoServers
  let sink: SmtpSink
  let one: TestServer
  let two: TestServer
  let house: House
  let ada: SignedInCaller
  let ben: SignedInCaller
  let incident: string
  let run: string

  async function ask(server: TestServer, by: SignedInCaller, method: string, path: string, body?: object): Promise<Answer> {
    const headers = headersAt(server, by)
    const asked =
      body === undefined ? { headers } : { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }
    const answer = await fetch(`${server.url}/api/v1${path}`, { method, ...asked })
    return { status: answer.status, body: (await answer.json()) as Body }
  }
  const done = async (server: TestServer, by: SignedInCaller, path: string, body: object = {}) => {
    const answer = await ask(server, by, 'POST', path, body)
    expect(`${path} ${answer.status} ${answer.body.code ?? ''}`).toMatch(/ 20[01] $/)
    return answer.body
  }
  const stepPath = (step: string) => `/incidents/${incident}/runs/${run}/steps/${step}`
  const steps = async (server: TestServer) => {
    const { body } = await ask(server, ada, 'GET', `/incidents/${incident}/runs/${run}`)
    return new Map((body as unknown as Run).sections.flatMap(({ steps }) => steps).map((step) => [step.id, step]))
  }
  const everybodyLooks = () => Promise.all([one, two, one, two].map(({ services }) => escalateDue(services, house.organizationId)))

  beforeAll(async () => {
    servers = await startTwoServers()
    ;({ one, two, sink } = servers)
    house = await one.newHouse()
    ada = await house.signInAs('responder', { name: 'Ada' })
    ben = await house.signInAs('responder', { name: 'Ben' })
    await inOrganization(one.services.database, house.organizationId, ada.by, (tx) => publishShippedRunbooks(tx, one.clock.now()))
  })
  afterAll(async () => {
    await servers.close()
  })
  beforeEach(async () => {
    incident = (await done(one, ada, '/incidents', { origin: 'report', title: 'Two at once' })).id
    run = (await done(two, ben, `/incidents/${incident}/runs`, { document_id: runbook })).id
  })

  test('the same step ticked at both in the same moment is ticked once, and the second is told by whom', async () => {
    for (const step of free) {
      const answers = await Promise.all([
        ask(one, ada, 'POST', stepPath(step), { state: 'done', note: 'by Ada' }),
        ask(two, ben, 'POST', stepPath(step), { state: 'done', note: 'by Ben' }),
      ])
      expect(answers.map(({ status, body }) => [status, body.code]).sort()).toEqual([
        [200, undefined],
        [409, 'nothing_changed'],
      ])
    }
    for (const server of [one, two]) {
      const all = await steps(server)
      expect(free.map((step) => [all.get(step)?.state, all.get(step)?.marks.length])).toEqual(free.map(() => ['done', 1]))
    }
  })

  test('different steps, notes and values at both at once are all there: nothing is written over', async () => {
    const asked = free.flatMap((step, place) => {
      const [server, by] = place % 2 === 0 ? ([one, ada] as const) : ([two, ben] as const)
      return [
        done(server, by, stepPath(step), { state: 'done', note: `by ${by.by.name}` }),
        done(server, by, `/incidents/${incident}/notes`, { text: `Note ${place}` }),
      ]
    })
    const values = [
      done(one, ada, `/incidents/${incident}/runs/${run}/parameters`, { values: { KEY: 'AKIAIOSFODNN7EXAMPLE' } }),
      done(two, ben, `/incidents/${incident}/runs/${run}/parameters`, { values: { USER: 'ci-deploy' } }),
    ]
    await Promise.all([...asked, ...values])
    const all = await steps(two)
    expect(free.filter((step) => all.get(step)?.state !== 'done')).toEqual([])
    const { body } = await ask(one, ben, 'GET', `/incidents/${incident}/runs/${run}`)
    const { parameters } = body as unknown as { parameters: { name: string; value: string | null }[] }
    expect(parameters.filter(({ value }) => value !== null).map(({ value }) => value)).toEqual(['AKIAIOSFODNN7EXAMPLE', 'ci-deploy'])
    const { body: thread } = await ask(two, ada, 'GET', `/incidents/${incident}/thread`)
    const kinds = (thread.items as { kind: string }[]).map(({ kind }) => kind)
    expect([kinds.filter((kind) => kind === 'step.marked').length, kinds.filter((kind) => kind === 'incident.noted').length]).toEqual([
      10, 10,
    ])
  })

  test('two who take command at once are one commander', async () => {
    const take = (server: TestServer, by: SignedInCaller) =>
      ask(server, by, 'POST', `/incidents/${incident}/roles`, { role: 'commander', person_id: by.personId })
    const answers = await Promise.all([take(one, ada), take(two, ben)])
    expect(answers.map(({ status, body }) => [status, body.code]).sort()).toEqual([
      [200, undefined],
      [409, 'already_exists'],
    ])
  })

  test('what is done at one is heard at the other within a second, each time', async () => {
    const { body } = await fetch(`${two.url}/api/v1/events`, { headers: headersAt(two, ben) })
    if (body === null) throw new Error('no events')
    const heard: { at: number; text: string }[] = []
    const reader = body.pipeThrough(new TextDecoderStream()).getReader()
    const listening = (async () => {
      for (let piece = await reader.read(); !piece.done; piece = await reader.read())
        heard.push({ at: performance.now(), text: piece.value })
    })().catch(() => undefined)
    await eventually(() => expect(heard.length).toBeGreaterThan(0))
    for (const step of free.slice(0, 5)) {
      heard.splice(0)
      const asked = performance.now()
      await done(one, ada, stepPath(step), { state: 'done' })
      const told = await eventually(() => {
        const event = heard.find(({ text }) => text.includes('"incident"') && text.includes(incident))
        expect(event).toBeDefined()
        return event?.at ?? Number.POSITIVE_INFINITY
      })
      expect(told - asked).toBeLessThan(1000)
      expect((await steps(two)).get(step)?.state).toBe('done')
    }
    await reader.cancel()
    await listening
  })

  test('a page that nobody answers goes on to the next level once, whichever server looks first', async () => {
    const admin = await house.signInAs('admin')
    const person = (by: SignedInCaller) => ({ kind: 'person', person_id: by.personId })
    const levels = [
      { target: person(ada), wait_minutes: 15 },
      { target: person(ben), wait_minutes: 15 },
    ]
    await done(two, admin, '/escalation-paths', { key: 'security-oncall', name: 'Security on-call', levels })
    await done(one, ada, `/incidents/${incident}/pages`, { channel: 'email' })
    await eventually(() => expect(sink.mails).toHaveLength(1))
    one.clock.advance(16 * minute)
    await everybodyLooks()
    await eventually(() => expect(sink.mails).toHaveLength(2))
    await everybodyLooks()
    // The mail is there before its page is known to have left.
    await eventually(async () => {
      const { body } = await ask(two, ben, 'GET', `/incidents/${incident}/pages`)
      expect((body.items as Page[]).map(({ level, to, state }) => [level, to.name, state])).toEqual([
        [1, 'Ada', 'failed'],
        [2, 'Ben', 'open'],
      ])
    })
    expect(sink.mails.map(({ to }) => to)).toHaveLength(2)
  })

  test('an upload that was begun at one, and cut, goes on at the other, to and fro, and is kept as what was sent', async () => {
    const bytes = new Uint8Array(randomBytes(3_000_000))
    const upload = (await done(one, ada, `/incidents/${incident}/uploads`, { name: 'memory.lime', size: bytes.length })).id
    const path = `/incidents/${incident}/uploads/${upload}`
    const offset = async (server: TestServer) => Number((await ask(server, ada, 'GET', path)).body.offset)
    const send = async (server: TestServer, from: number, to: number) => {
      const headers = { ...headersAt(server, ada), 'content-type': 'application/octet-stream' }
      const url = `${server.url}/api/v1${path}/parts?offset=${from}`
      return (await fetch(url, { method: 'POST', headers, body: Buffer.from(bytes.subarray(from, to)) })).status
    }
    // A connection that hangs: more is said to come than does.
    const headers = { ...headersAt(one, ada), 'content-length': bytes.length }
    const hang = async () => {
      const hanging = request(`${one.url}/api/v1${path}/parts?offset=0`, { method: 'POST', headers })
      hanging.on('error', () => undefined)
      await new Promise((resolve) => hanging.write(bytes.subarray(0, 1_000_000), resolve))
    }
    await eventually(async () => {
      // Once more where the first one was ended before anything of it had arrived.
      if ((await offset(two)) === 0) await hang()
      // Whoever is asked to go on ends it wherever it hangs, and says how far it came.
      expect(await send(two, 1, 2)).toBe(409)
      expect(await offset(two)).toBeGreaterThan(0)
    })
    const first = await offset(two)
    expect(await send(two, first, 2_000_000)).toBe(200)
    expect(await offset(one)).toBe(2_000_000)
    expect(await send(one, 2_000_000, bytes.length)).toBe(200)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const kept = await done(two, ben, `/incidents/${incident}/evidence`, { upload_id: upload, name: 'memory.lime', sha256 })
    const back = await fetch(`${one.url}/api/v1/incidents/${incident}/evidence/${kept.id}/file`, { headers: headersAt(one, ben) })
    expect(
      createHash('sha256')
        .update(new Uint8Array(await back.arrayBuffer()))
        .digest('hex'),
    ).toBe(sha256)
  })

  test('all of it agrees with the ledger', async () => {
    await sealAll(one.services, house.organizationId)
    const report = await fsck(two.services.database, house.organizationId, { keys: two.services.ledgerKeys, most: 20 })
    expect(report.disagreements.map(({ sentence }) => sentence)).toEqual([])
  })
})
