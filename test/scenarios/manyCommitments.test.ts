// Thousands of incidents held against a policy, group by group: does the list count what each promise's own records say, and what was seeded?
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seededPolicy, seedIncidents } from '../../bench/seedIncidents.ts'
import type { commitmentApi } from '../../src/contract/commitment.ts'
import type { ReplyOf } from '../../src/contract/endpoint.ts'
import { day } from '../../src/core/kernel/instant.ts'
import { answered } from '../support/criteriaStory.ts'
import { engines } from '../support/database.ts'
import { type SignedInCaller, startTestServer, type TestServer } from '../support/server.ts'

type List = ReplyOf<typeof commitmentApi.list>
type Page = ReplyOf<typeof commitmentApi.records>

/** More than two groups, and the last one is not full. */
const incidents = 1_250
const numbers = Array.from({ length: incidents }, (_, place) => place + 1)
/** What is not done yet is later each second. */
const untimed = ({ late_by, ...record }: Page['items'][number]) => ({ ...record, late_by: record.done_at === null ? null : late_by })
/** As `seedIncidents` makes them. */
const isSevere = (number: number) => number % 3 === 0 && number % 40 !== 0

describe.each(engines)('commitments over many incidents, on %s', (engine) => {
  let server: TestServer
  let ada: SignedInCaller
  let period: string

  beforeAll(async () => {
    server = await startTestServer(engine)
    const house = await server.newHouse()
    ada = await house.signInAs('admin')
    const files = [{ path: 'policies/seeded-response.md', markdown: seededPolicy }]
    const { files: pushed } = await answered<{ files: { hash: string }[] }>(ada, 'POST', '/documents/push', { files })
    await seedIncidents(server.services.database, house.organizationId, pushed[0]?.hash ?? '', incidents)
    const date = (daysAgo: number) => new Date(server.clock.now() - daysAgo * day).toISOString().slice(0, 10)
    period = `from=${date(95)}&to=${date(0)}`
  })
  afterAll(() => server.close())

  const list = () => answered<List>(ada, 'GET', `/policies/seeded-response/commitments?${period}`)

  async function recordsOf(commitment: string, version: number): Promise<Page['items']> {
    const items: Page['items'] = []
    for (let cursor = ''; ; ) {
      const path = `/policies/seeded-response/commitments/records?${period}&commitment=${commitment}&version=${version}&limit=200${cursor}`
      const page = await answered<Page>(ada, 'GET', path)
      items.push(...page.items)
      if (page.next_cursor === null) return items
      cursor = `&cursor=${page.next_cursor}`
    }
  }

  test('each line counts what its records say when they are read by themselves, and names the first that broke it', async () => {
    const { commitments } = await list()
    const counted = commitments.filter(({ counts }) => counts.all > 0)
    expect(counted.length).toBeGreaterThan(9)
    for (const { id, version, counts, broken } of counted) {
      const records = await recordsOf(id, version)
      const of = (outcome: string) => records.filter((one) => one.outcome === outcome).length
      const [all, kept, running, unjudged] = [records.length, of('kept'), of('running'), of('unjudged')]
      expect([id, counts]).toEqual([id, { all, broken: of('broken'), unjudged, running, kept }])
      expect([id, new Set(records.map((one) => `${one.id} ${one.due_at}`)).size]).toEqual([id, all])
      const firsts = records.filter(({ outcome }) => outcome === 'broken').slice(0, 10)
      expect([id, broken.map(untimed)]).toEqual([id, firsts.map(untimed)])
    }
  }, 120_000)

  test('what was seeded late is broken, each incident once', async () => {
    const line = (await list()).commitments.find(({ id }) => id === 'severity/SEV1/acknowledge')
    const severe = numbers.filter(isSevere)
    const [late, unset] = [severe.filter((number) => number % 5 === 0), numbers.filter((number) => number % 40 === 0)]
    expect(line?.counts).toEqual({
      ...{ all: severe.length + unset.length, broken: late.length, unjudged: unset.length, running: 0 },
      kept: severe.length - late.length,
    })
    expect(line?.broken.map(({ name }) => name)).toEqual(late.slice(0, 10).map((number) => `INC-${number}`))
  })
})
