// The way of one alert through people's hands: found, reviewed, corrected, exported.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { engines } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { alertGroup, connectSource, sendTo, type TestSource } from '../support/hooks.ts'
import { type House, type SignedInCaller, startTestServer, type TestServer, type TokenCaller } from '../support/server.ts'

type Line = {
  id: string
  number: string
  title: string
  timeliness: string
  status: string
  review: null | { id: string; disposition: string; reason: string; reviewer: { name: string; kind: string }; corrects: string | null }
}
type Page = { items: Line[]; next_cursor: string | null }
type Whole = Line & {
  reviews: { id: string; disposition: string; corrects: string | null }[]
  recent_observations: { status: string; delivery_id: string }[]
  deliveries: { id: string; state: string }[]
  entries: { kind: string; state: string; leaf_hash: string; by: { name: string } }[]
  earlier_episodes: { number: string; disposition: string | null }[]
  labels: Record<string, string>
}
type Count = { total: number; exact: boolean; unreviewed: number; overdue: number }

const reason = 'Known and allowed activity.'

describe.each(engines)('alerts in people’s hands, on %s', (engine) => {
  let server: TestServer
  let house: House
  let admin: TokenCaller
  let ada: SignedInCaller
  let source: TestSource

  beforeAll(async () => {
    server = await startTestServer(engine)
  })
  afterAll(() => server.close())
  beforeEach(async () => {
    house = await server.newHouse()
    admin = await house.tokenAs('admin')
    ada = await house.signInAs('responder', { name: 'Ada' })
    source = await connectSource(admin, { review_target_seconds: 3600 })
  })

  const fire = async (...names: string[]) => {
    for (const name of names) await sendTo(server.url, source.hookPath, alertGroup([{ name }]))
  }
  const list = async (query = '') => (await ada.fetchJson<Page>('GET', `/alerts${query}`)).body
  const titles = async (query: string) => (await list(query)).items.map(({ title }) => title).sort()
  const one = async (id: string) => (await ada.fetchJson<Whole>('GET', `/alerts/${id}`)).body
  const first = async () => {
    const [alert] = (await list()).items
    if (!alert) throw new Error('no alert')
    return alert
  }

  test('a review is recorded with its reason and reviewer, in time, and is sealed', async () => {
    await fire('DiskFull')
    const { id } = await first()
    const answer = await ada.fetchJson<Line>('POST', `/alerts/${id}/review`, { disposition: 'benign', reason })
    expect(answer).toMatchObject({
      status: 201,
      body: { timeliness: 'in_time', review: { disposition: 'benign', reason, reviewer: { name: 'Ada', kind: 'person' } } },
    })
    await eventually(async () => {
      const { entries } = await one(id)
      expect(entries.map(({ kind, state, by }) => [kind, state, by.name])).toMatchObject([
        ['alert.received', 'sealed', expect.any(String)],
        ['alert.reviewed', 'sealed', 'Ada'],
      ])
    })
  })

  test('a second review is refused by name; a correction names the first, which stays', async () => {
    await fire('DiskFull')
    const { id } = await first()
    await ada.fetchJson('POST', `/alerts/${id}/review`, { disposition: 'benign', reason })
    const again = await admin.fetchJson('POST', `/alerts/${id}/review`, { disposition: 'test', reason })
    expect(again).toMatchObject({ status: 409, body: { code: 'already_reviewed' } })
    expect(again.body.detail).toContain('Ada')
    const correct = (body: object) => admin.fetchJson<Line>('POST', `/alerts/${id}/review/correct`, body)
    expect(await correct({ disposition: 'benign', reason })).toMatchObject({ status: 409, body: { code: 'nothing_changed' } })
    const corrected = await correct({ disposition: 'false-positive', reason: 'The rule read a stale metric.' })
    expect(corrected).toMatchObject({ status: 201, body: { review: { disposition: 'false-positive', reviewer: { kind: 'token' } } } })
    const whole = await one(id)
    expect(whole.reviews.map(({ disposition }) => disposition)).toEqual(['benign', 'false-positive'])
    expect(whole.reviews[1]?.corrects).toBe(whole.reviews[0]?.id)
    expect(whole.review?.disposition).toBe('false-positive')
  })

  test('a correction of a sealed review names the entry of that review, in the header', async () => {
    await fire('DiskFull')
    const { id } = await first()
    await ada.fetchJson('POST', `/alerts/${id}/review`, { disposition: 'benign', reason })
    await eventually(async () => expect((await one(id)).entries.every(({ state }) => state === 'sealed')).toBe(true))
    await ada.fetchJson('POST', `/alerts/${id}/review/correct`, { disposition: 'test', reason: 'It was our own test.' })
    const entries = await eventually(async () => {
      const { body } = await admin.fetchJson<{ items: { kind: string; leaf_hash: string; header: string }[] }>(
        'GET',
        `/ledger/entries?obj=${id}`,
      )
      expect(body.items).toHaveLength(3)
      return body.items
    })
    const [correction, review] = entries
    expect(JSON.parse(correction?.header ?? '{}').cor).toBe(review?.leaf_hash)
  })

  test('late stays late, whatever is corrected afterwards', async () => {
    await fire('DiskFull')
    const { id } = await first()
    server.clock.advance(3601_000)
    expect((await first()).timeliness).toBe('overdue')
    expect((await ada.fetchJson<Line>('POST', `/alerts/${id}/review`, { disposition: 'benign', reason })).body.timeliness).toBe('late')
    const corrected = await ada.fetchJson<Line>('POST', `/alerts/${id}/review/correct`, {
      disposition: 'test',
      reason: 'It was our own test.',
    })
    expect(corrected.body.timeliness).toBe('late')
  })

  test('a changed target does not rewrite what was promised when the alert was received', async () => {
    await fire('Before')
    await admin.fetchJson('PATCH', `/sources/${source.id}`, { review_target_seconds: 60 })
    await fire('After')
    server.clock.advance(120_000)
    expect((await list()).items.map(({ title, timeliness }) => [title, timeliness]).sort()).toEqual([
      ['After', 'overdue'],
      ['Before', 'open'],
    ])
  })

  test('a reason that says nothing is refused, and so is a correction of nothing', async () => {
    await fire('DiskFull')
    const { id } = await first()
    expect((await ada.fetchJson('POST', `/alerts/${id}/review`, { disposition: 'benign', reason: '.....' })).body.code).toBe(
      'reason_needed',
    )
    expect((await ada.fetchJson('POST', `/alerts/${id}/review`, { disposition: 'benign', reason: '' })).body.code).toBe('invalid_request')
    expect((await ada.fetchJson('POST', `/alerts/${id}/review/correct`, { disposition: 'benign', reason })).body.code).toBe('not_reviewed')
    expect((await ada.fetchJson('POST', `/alerts/alr_${'0'.repeat(32)}/review`, { disposition: 'benign', reason })).status).toBe(404)
  })

  test('many at once are each decided by themselves', async () => {
    await fire('A', 'B', 'C')
    const ids = (await list()).items.map(({ id }) => id)
    await ada.fetchJson('POST', `/alerts/${ids[1]}/review`, { disposition: 'benign', reason })
    const missing = `alr_${'0'.repeat(32)}`
    const answer = await ada.fetchJson<{ reviewed: string[]; refused: { id: string; code: string }[] }>('POST', '/alerts/review', {
      alert_ids: [...ids, ids[0], missing],
      disposition: 'expected-change',
      reason: 'Planned node upgrade.',
    })
    expect(answer.body.reviewed.sort()).toEqual([ids[0], ids[2]].sort())
    expect(answer.body.refused.map(({ id, code }) => [id, code]).sort()).toEqual(
      [
        [missing, 'not_found'],
        [ids[1], 'already_reviewed'],
      ].sort(),
    )
    expect((await list('?review=unreviewed')).items).toEqual([])
  })

  test('two who review the same alerts at once: each alert has one review', async () => {
    await fire('A', 'B', 'C', 'D')
    const ids = (await list()).items.map(({ id }) => id)
    const ben = await house.signInAs('responder', { name: 'Ben' })
    const send = (by: SignedInCaller, alert_ids: string[]) =>
      by.fetchJson<{ reviewed: string[]; refused: unknown[] }>('POST', '/alerts/review', { alert_ids, disposition: 'benign', reason })
    const answers = await Promise.all([send(ada, ids), send(ben, [...ids].reverse()), send(ada, ids), send(ben, ids)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(answers.flatMap(({ body }) => body.reviewed).sort()).toEqual([...ids].sort())
    expect((await Promise.all(ids.map(one))).map(({ reviews }) => reviews.length)).toEqual([1, 1, 1, 1])
  })

  test('an observation after the review of a tool that never says “over” opens a new alert, and the earlier one is named', async () => {
    const sns = await connectSource(admin, { integration: 'guardduty' })
    const finding = (count: number) => ({
      version: '0',
      'detail-type': 'GuardDuty Finding',
      source: 'aws.guardduty',
      account: '111122223333',
      time: '2026-03-04T05:06:07Z',
      region: 'eu-central-1',
      detail: {
        schemaVersion: '2.0',
        accountId: '111122223333',
        region: 'eu-central-1',
        id: 'EXAMPLEfinding',
        type: 'Recon:EC2/PortProbeUnprotectedPort',
        severity: 2,
        title: 'Port probed',
        updatedAt: '2026-03-04T05:06:07Z',
        service: { count, eventFirstSeen: '2026-03-04T05:00:00Z', archived: false },
      },
    })
    const send = (count: number) => sendTo(server.url, sns.hookPath, finding(count))
    await send(1)
    await send(2)
    const before = await first()
    await ada.fetchJson('POST', `/alerts/${before.id}/review`, { disposition: 'benign', reason })
    await send(3)
    const after = await first()
    expect(after.id).not.toBe(before.id)
    expect((await one(after.id)).earlier_episodes).toMatchObject([{ number: before.number, disposition: 'benign' }])
  })

  test('an alert shows what was said about it, the deliveries that said it and its labels', async () => {
    const sent = await sendTo(server.url, source.hookPath, alertGroup([{ name: 'DiskFull', labels: { team: 'storage' } }]))
    const ended = await sendTo(server.url, source.hookPath, alertGroup([{ name: 'DiskFull', status: 'resolved' }]))
    const whole = await one((await first()).id)
    expect(whole.recent_observations.map(({ status, delivery_id }) => [status, delivery_id])).toEqual([
      ['resolved', ended.body.delivery_id],
      ['firing', sent.body.delivery_id],
    ])
    expect(whole.deliveries.map(({ id }) => id)).toEqual([ended.body.delivery_id, sent.body.delivery_id])
    expect(whole.labels.team).toBe('storage')
  })

  test('the list is filtered by each of its filters, and counted', async () => {
    await sendTo(
      server.url,
      source.hookPath,
      alertGroup([{ name: 'DiskFull', labels: { severity: 'critical', host: 'db-01' } }, { name: 'Latency' }]),
    )
    await sendTo(server.url, source.hookPath, alertGroup([{ name: 'Latency', status: 'resolved' }]))
    const other = await connectSource(admin, { integration: 'generic', review_target_seconds: 60 })
    await sendTo(server.url, other.hookPath, { title: 'Backup failed', fingerprint: 'orders/backup' })
    const latency = (await list('?q=latency')).items[0]
    await ada.fetchJson('POST', `/alerts/${latency?.id}/review`, { disposition: 'false-positive', reason })
    server.clock.advance(120_000)
    expect(await titles('?review=unreviewed')).toEqual(['Backup failed', 'DiskFull'])
    expect(await titles('?review=reviewed')).toEqual(['Latency'])
    expect(await titles(`?source=${other.id}`)).toEqual(['Backup failed'])
    expect(await titles('?status=resolved')).toEqual(['Latency'])
    expect(await titles('?severity=critical')).toEqual(['DiskFull'])
    expect(await titles('?disposition=false-positive')).toEqual(['Latency'])
    expect(await titles('?timeliness=overdue')).toEqual(['Backup failed'])
    expect(await titles('?timeliness=late')).toEqual([])
    expect(await titles('?q=db+01')).toEqual(['DiskFull'])
    expect(await titles('?q=ALR-3')).toEqual(['Backup failed'])
    expect(await titles('?q=fail&timeliness=overdue')).toEqual(['Backup failed'])
    expect(await titles('?q=disk&timeliness=overdue')).toEqual([])
    expect(await titles(`?received_from=${new Date(server.clock.now()).toISOString()}`)).toEqual([])
    const count = async (query = '') => (await ada.fetchJson<Count>('GET', `/alerts/count${query}`)).body
    expect(await count()).toEqual({ total: 3, exact: true, unreviewed: 2, overdue: 1 })
    expect(await count('?q=disk')).toEqual({ total: 1, exact: true, unreviewed: 1, overdue: 0 })
    expect((await ada.fetchJson<{ items: string[] }>('GET', '/alerts/severities')).body.items).toEqual(['critical', 'warning'])
  })

  test('pages follow each other without a gap or a repeat, also by words, while alerts keep coming', async () => {
    await sendTo(server.url, source.hookPath, alertGroup(Array.from({ length: 25 }, (_, at) => ({ name: `Noise${at}` }))))
    for (const query of ['', '&q=noise', '&timeliness=overdue', '&q=noise&timeliness=overdue']) {
      if (query.includes('overdue')) server.clock.advance(3700_000)
      const seen: string[] = []
      let cursor: string | null = null
      do {
        const next: string = cursor === null ? '' : `&cursor=${cursor}`
        const page: Page = await list(`?limit=7${query}${next}`)
        seen.push(...page.items.map(({ number }) => number))
        cursor = page.next_cursor
        if (query === '') await fire(`Late${seen.length}`)
      } while (cursor !== null)
      const noise = seen.filter((number) => Number(number.slice(4)) <= 25)
      expect(noise.map((number) => Number(number.slice(4)))).toEqual(Array.from({ length: 25 }, (_, at) => 25 - at))
    }
    expect((await ada.fetchJson('GET', '/alerts?cursor=nonsense')).body.code).toBe('invalid_request')
  })

  test('the CSV holds what the list shows, and nothing in it is a formula', async () => {
    const generic = await connectSource(admin, { integration: 'generic' })
    await sendTo(server.url, generic.hookPath, { title: '=HYPERLINK("http://attacker.example.com","x")', fingerprint: 'f, "1"' })
    await fire('DiskFull')
    const { headers, text } = await ada.fetchJson('GET', '/alerts.csv?review=unreviewed')
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const rows = text.trimEnd().split('\r\n')
    expect(rows).toHaveLength(3)
    expect(rows[0]).toMatch(/^number,received_at,source,/)
    expect(text).toContain(`"'=HYPERLINK(""http://attacker.example.com"",""x"")"`)
    expect(text).toContain('"f, ""1"""')
  })

  test('a viewer may read and not review', async () => {
    await fire('DiskFull')
    const { id } = await first()
    const viewer = await house.tokenAs('viewer')
    expect((await viewer.fetchJson('GET', `/alerts/${id}`)).status).toBe(200)
    expect((await viewer.fetchJson('POST', `/alerts/${id}/review`, { disposition: 'benign', reason })).body.code).toBe('not_permitted')
  })
})
