// What a policy promises, and the records of a period that show it kept or broken: by the version in force at each record's own instant.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { alertKept, alertSlices } from '../../src/core/commitment/alertsKept.ts'
import { parseDuration } from '../../src/core/document/duration.ts'
import { parseInstant, toInstant } from '../../src/core/kernel/instant.ts'
import { type CommitmentStory, promisingPolicy, putInForce, tellCommitmentStory } from '../support/commitmentStory.ts'
import { answered } from '../support/criteriaStory.ts'
import { engines } from '../support/database.ts'
import { type Caller, type House, startTestServer, type TestServer } from '../support/server.ts'

type Counts = { all: number; broken: number; unjudged: number; running: number; kept: number }
type Line = {
  id: string
  version: number
  value: string
  nature: string
  says: string | null
  counts: Counts
  broken: Item[]
  in_force: { number: number; days: number }[]
}
type Item = {
  name: string
  kind: string
  title: string | null
  is_redacted: boolean
  outcome: string
  counted_from: string | null
  due_at: string | null
  done_at: string | null
  late_by: number | null
  why: string | null
  in_force: number
}
type List = { exercises: number; until_now: boolean; versions: { number: number }[]; commitments: Line[] }
type Page = { total: number; items: Item[]; next_cursor: string | null }

describe.each(engines)('commitments, on %s', (engine) => {
  let server: TestServer
  let house: House
  let story: CommitmentStory
  const at = (rest = '', policy = 'incident-response') => `/policies/${policy}/commitments${rest}?${story.days}`
  const list = (by: Caller = story.ada, policy = 'incident-response') => answered<List>(by, 'GET', at('', policy))
  const linesOf = async (id: string, by: Caller = story.ada) => (await list(by)).commitments.filter((line) => line.id === id)
  const records = (commitment: string, version: number, more = '', by: Caller = story.ada) =>
    answered<Page>(by, 'GET', `${at('/records')}&commitment=${commitment}&version=${version}${more}`)

  beforeAll(async () => {
    server = await startTestServer(engine)
    house = await server.newHouse()
    story = await tellCommitmentStory(server, house)
  })
  afterAll(() => server.close())

  test('a promise that changed is told twice, each time with its days and what was declared under it', async () => {
    const [loose, strict, ...more] = await linesOf('severity/SEV1/acknowledge')
    expect(more).toEqual([])
    expect(loose).toMatchObject({ value: '15 minutes', version: 1, nature: 'judged', says: null, in_force: [{ number: 1, days: 2 }] })
    expect(loose?.counts).toEqual({ all: 4, broken: 2, unjudged: 1, running: 0, kept: 1 })
    expect(loose?.broken.map(({ name, late_by }) => [name, Math.floor((late_by ?? 0) / 60)])).toEqual([
      ['INC-2', 5],
      ['INC-3', expect.any(Number)],
    ])
    expect(strict).toMatchObject({
      value: '10 minutes',
      version: 2,
      counts: { all: 1, broken: 1 },
      broken: [{ name: 'INC-6', in_force: 2 }],
    })
  })

  test('every record has one answer, and the numbers add up', async () => {
    const { commitments, exercises, until_now: untilNow, versions } = await list()
    for (const { id, counts } of commitments) {
      const { all, ...parts } = counts
      expect(
        Object.values(parts).reduce((sum, count) => sum + count, 0),
        id,
      ).toBe(all)
    }
    expect({ exercises, untilNow, versions: versions.map(({ number }) => number) }).toEqual({
      exercises: 1,
      untilNow: true,
      versions: [1, 2],
    })
    const [path] = await linesOf('severity/SEV1/escalation')
    expect(path?.counts).toEqual({ all: 5, broken: 0, unjudged: 1, running: 4, kept: 0 })
    expect((await linesOf('afterwards/actions'))[0]?.counts).toMatchObject({ all: 1, running: 1 })
    expect((await linesOf('document/review'))[0]?.counts).toMatchObject({ all: 2, kept: 1, running: 1 })
    expect((await linesOf('acknowledgement/within'))[0]?.counts).toMatchObject({ all: 2, unjudged: 1, running: 1 })
  })

  test('the records of a promise, read by themselves, are those that its line counts', async () => {
    const { commitments } = await list()
    for (const { id, version, counts } of commitments) {
      const { total, items } = await records(encodeURIComponent(id), version, '&limit=200')
      const told = { all: total, broken: 0, unjudged: 0, running: 0, kept: 0 }
      for (const { outcome } of items) told[outcome as keyof Counts] += 1
      expect(told, `${id} of version ${version}`).toEqual(counts)
    }
  })

  test('what nothing records is said, rules are rules, and where nothing happened there was nothing to keep', async () => {
    expect((await linesOf('alerts/periodic'))[0]).toMatchObject({
      nature: 'not-recorded',
      says: expect.stringContaining('Nothing in Tickmark'),
      counts: { all: 0 },
    })
    expect((await linesOf('severity/SEV1/when'))[0]).toMatchObject({ nature: 'rule' })
    expect((await linesOf('severity/SEV2/acknowledge'))[0]?.says).toBe('No SEV2 incident was declared in this period: nothing to keep.')
  })

  test('alerts are counted where they lie, just as one is judged by itself, and only the first are named', async () => {
    const [line] = await linesOf('alerts/review')
    expect(line?.counts).toEqual({ all: 13, broken: 12, unjudged: 0, running: 0, kept: 1 })
    expect(line?.broken).toHaveLength(10)
    const { items } = await records('alerts/review', 2)
    const within = parseDuration('P1D') ?? expect.unreachable()
    for (const { counted_from, due_at, done_at, outcome } of items) {
      const receivedAt = parseInstant(counted_from ?? '') ?? expect.unreachable()
      const [slice] = alertSlices('v', within, receivedAt, toInstant(receivedAt + 1), 'Europe/Zurich')
      const firstReviewedAt = parseInstant(done_at ?? '') ?? null
      const one = slice && alertKept(slice, { receivedAt, firstReviewedAt }, server.clock.now())
      expect(one).toMatchObject({ outcome, dueAt: parseInstant(due_at ?? '') })
    }
  })

  test('all records are there page by page, what needs looking at first', async () => {
    for (const [commitment, version, total] of [
      ['alerts/review', 1, 13],
      ['severity/SEV1/acknowledge', 1, 4],
    ] as const) {
      const whole = await records(commitment, version)
      expect([whole.total, whole.items.length, whole.next_cursor]).toEqual([total, total, null])
      const paged: Item[] = []
      let cursor = ''
      do {
        const page = await records(commitment, version, `&limit=3${cursor}`)
        paged.push(...page.items)
        cursor = page.next_cursor === null ? '' : `&cursor=${page.next_cursor}`
      } while (cursor !== '')
      // What is not done gets later while it is read.
      const told = (items: readonly Item[]) => items.map(({ late_by: _late, ...item }) => item)
      expect(told(paged)).toEqual(told(whole.items))
    }
    const { items } = await records('severity/SEV1/acknowledge', 1)
    expect(items.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual(['INC-2 broken', 'INC-3 broken', 'INC-4 unjudged', 'INC-1 kept'])
    expect(items[2]?.why).toContain('No severity is set')
    const kept = await records('alerts/review', 1, '&outcome=kept')
    expect([kept.total, kept.items.map(({ outcome }) => outcome)]).toEqual([1, ['kept']])
  })

  test('a private incident is counted for everybody, and its times are for those who may see it', async () => {
    const [line] = await linesOf('severity/SEV1/acknowledge', story.eve)
    expect(line?.counts.all).toBe(4)
    expect(line?.broken[1]).toMatchObject({ name: 'INC-3', is_redacted: true, title: null, outcome: 'broken', due_at: null, late_by: null })
    expect((await linesOf('severity/SEV1/acknowledge'))[0]?.broken[1]).toMatchObject({ title: 'Somebody of ours', is_redacted: false })
  })

  test('whoever may not see obligations sees how many were told, and not when', async () => {
    const viewer = await house.signInAs('viewer')
    const [line] = await linesOf('severity/SEV1/notify/management', viewer)
    expect(line?.counts).toMatchObject({ all: 5, broken: 3 })
    expect(line?.broken.map(({ is_redacted, due_at }) => [is_redacted, due_at])).toContainEqual([true, null])
    expect(line?.broken.some(({ title }) => title !== null)).toBe(false)
    const auditor = await house.signInAs('auditor')
    expect((await linesOf('severity/SEV1/notify/management', auditor))[0]?.broken[0]).toMatchObject({ name: 'INC-1', is_redacted: false })
  })

  test('a policy that no incident is judged by says so, and is held to what it promises of alerts and of itself', async () => {
    await putInForce(story.ada, 'on-call', promisingPolicy('PT5M', 'on-call', 'On-call policy'))
    const { commitments } = await list(story.ada, 'on-call')
    const line = commitments.find(({ id }) => id === 'severity/SEV1/acknowledge')
    expect(line).toMatchObject({ nature: 'not-recorded', counts: { all: 0 }, says: expect.stringContaining('“Incident response policy”') })
    expect(commitments.find(({ id }) => id === 'document/review')?.counts).toMatchObject({ all: 1, running: 1 })
  })

  test('what is not there, and days that are none, are refused by name', async () => {
    const refused = async (path: string) => {
      const { status, body } = await story.ada.fetchJson('GET', path)
      return `${status} ${body.code}`
    }
    expect(await refused(at('', 'nothing-here'))).toBe('404 not_found')
    expect(await refused('/policies/incident-response/commitments?from=2999-01-01&to=2999-02-01')).toBe('422 period_not_valid')
    expect(await refused('/policies/incident-response/commitments?from=2026-02-30&to=2026-03-01')).toBe('422 period_not_valid')
    expect(await refused(`${at('/records')}&commitment=severity/SEV9/acknowledge&version=1`)).toBe('404 not_found')
    expect(await refused(`${at('/records')}&commitment=severity/SEV1/acknowledge&version=99`)).toBe('404 not_found')
    expect(await refused(`${at('/records')}&commitment=alerts/review&version=1&cursor=abc`)).toBe('400 invalid_request')
  })
})
