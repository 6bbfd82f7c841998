// What proves that a notice went out, and whose authority it went to: evidence of the same incident, and the country whose free days count.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { systemActor } from '../../src/core/kernel/actor.ts'
import type { IncidentId } from '../../src/core/kernel/ids.ts'
import { formatInstant, hour, type Instant, parseInstant, toInstant } from '../../src/core/kernel/instant.ts'
import { inOrganization, type OrganizationTx } from '../../src/database/inOrganization.ts'
import { fsck } from '../../src/server/ledger/fsck.ts'
import { engines, newId } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { addIncident, readClock } from '../support/incidentRow.ts'
import { type House, type SignedInCaller, startTestServer, type TestServer } from '../support/server.ts'

type Obligations = { obligations: { rule: string; due: { strict?: string; relief?: null | { at: string } } }[] }

const ownTables = /^(obligation_|notice)/
const choice = (...is: string[]) => ({ is, is_not: [], rest: 'is-not' })

describe.each(engines)('proof of a notice, and whose authority is told, on %s', (engine) => {
  let server: TestServer
  let house: House
  let ada: SignedInCaller
  let grace: SignedInCaller
  let incidentId: IncidentId
  let base: string
  let aware: Instant

  const inHouse = <T>(work: (tx: OrganizationTx) => Promise<T>) =>
    inOrganization(server.services.database, house.organizationId, systemActor('test'), work)

  beforeAll(async () => {
    server = await startTestServer(engine)
  })
  afterAll(() => server.close())
  beforeEach(async () => {
    house = await server.newHouse()
    ada = await house.signInAs('compliance', { name: 'Ada' })
    grace = await house.signInAs('responder', { name: 'Grace' })
    aware = toInstant(server.clock.now() - 2 * hour)
    incidentId = await inHouse((tx) => addIncident(tx, { declaredAt: aware }))
    base = `/incidents/${incidentId}`
  })

  async function ok<T>(by: SignedInCaller, method: string, path: string, body?: unknown): Promise<T> {
    const answer = await by.fetchJson(method, path, body)
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`)
    return answer.body as T
  }
  const refused = async (by: SignedInCaller, method: string, path: string, body: unknown) => {
    const { status, body: problem } = await by.fetchJson(method, path, body)
    return `${status} ${problem.code}: ${problem.detail}`
  }
  const disagreements = async () => {
    const found = await fsck(server.services.database, house.organizationId, { keys: server.services.ledgerKeys, most: 50 })
    return found.disagreements.filter(({ table }) => ownTables.test(table))
  }

  test('what proves that a notice went out is evidence of the same incident; that it is another one is found', async () => {
    const keep = (path: string) => ok<{ id: string }>(grace, 'POST', `${path}/evidence`, { text: 'Receipt N-7', name: 'receipt.txt' })
    const elsewhere = await keep(`/incidents/${await inHouse((tx) => addIncident(tx, { declaredAt: aware }))}`)
    const [kept, other] = [await keep(base), await keep(base)]
    const notice = await ok<{ id: string }>(grace, 'POST', `${base}/notices`, { text: 'To a partner.', to: 'Partner', subject: 'Hello' })
    const path = `${base}/notices/${notice.id}/record-sent`
    const sent = { sent_at: formatInstant(toInstant(aware + hour)), channel: 'portal' }
    for (const evidence_id of [elsewhere.id, newId('evidence')])
      expect(await refused(grace, 'POST', path, { ...sent, evidence_id })).toMatch(/^404 not_found: .*evidence/)
    expect(await ok(grace, 'POST', path, { ...sent, evidence_id: kept.id })).toMatchObject({ state: 'sent', evidence_id: kept.id })
    await eventually(async () => expect(await disagreements()).toEqual([]))
    const set = (evidence: string) =>
      inHouse((tx) =>
        tx.db
          .updateTable('notice')
          .set({ evidence_id: evidence as never })
          .where('notice_id', '=', notice.id as never)
          .execute(),
      )
    await set(other.id)
    expect((await disagreements()).map(({ table, column }) => `${table}.${column}`)).toEqual(['notice.evidence_id'])
    await expect(set(newId('evidence'))).rejects.toThrow(/foreign key/)
  })

  test('the country whose authority is told moves the later date that some may use, and never the strict one', async () => {
    const maker = {
      ...{ roles: choice('controller'), places: choice('DE'), kinds: choice('personal') },
      ...{ sectors: choice('product_maker'), events: choice('exploited_vulnerability') },
    }
    const fixed = parseInstant('2027-03-12T10:00:00+01:00') ?? expect.fail()
    const told = await inHouse(async (tx) => {
      const made = await addIncident(tx, { declaredAt: aware })
      await readClock(tx, made, 'fix_available', fixed)
      return made
    })
    const dueFor = async (authority: string | null) => {
      const body = { answers: { ...maker, authority } }
      const { obligations: all } = await ok<Obligations>(ada, 'POST', `/incidents/${told}/obligations/interview`, body)
      const { strict, relief } = all.find(({ rule }) => rule === 'eu-cra-14-vuln.final-report')?.due ?? expect.fail()
      return [strict, relief?.at]
    }
    const goodFriday = '2027-03-26T22:59:59.000Z'
    expect(await dueFor(null)).toEqual([goodFriday, undefined])
    expect(await dueFor('DE')).toEqual([goodFriday, '2027-03-30T21:59:59.000Z'])
    expect(await dueFor('FR')).toEqual([goodFriday, undefined])
    const wrong = { answers: { authority: 'US' } }
    expect(await refused(ada, 'POST', `/incidents/${told}/obligations/interview`, wrong)).toMatch(/^400 .*no country of the EU or EEA/)
    await eventually(async () => expect(await disagreements()).toEqual([]))
  })
})
