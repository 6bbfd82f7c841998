// The orders alerts are listed in: each leads through rows of the same instant, the same deadline and the same severity, to the very last.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { severityStep } from '../../src/core/alert/severity.ts'
import { systemActor } from '../../src/core/kernel/actor.ts'
import { inOrganization } from '../../src/database/inOrganization.ts'
import { engines } from '../support/database.ts'
import { alertGroup, connectSource, sendTo, type TestSource } from '../support/hooks.ts'
import { type House, type SignedInCaller, startTestServer, type TestServer } from '../support/server.ts'

type Line = {
  id: string
  number: string
  severity: string | null
  status: string
  received_at: string
  review_due_at: string
  review: object | null
}
type Page = { items: Line[]; next_cursor: string | null }

const orders = ['newest', 'oldest', 'severity', 'due'] as const
type Order = (typeof orders)[number]

const severities = ['warning', 'critical', 'Page', 'P2', 'sev-1', ' INFO', 'purple', '', 'critical-ish', 'Error', 'none']

const numberOf = (line: Line) => Number(line.number.slice(4))
const stepOf = ({ severity }: Line) => (severity === null ? 6 : (severityStep(severity) ?? 5))
const newestFirst = (a: Line, b: Line) => Date.parse(b.received_at) - Date.parse(a.received_at) || numberOf(b) - numberOf(a)
const isReviewed = (line: Line) => Number(line.review !== null)

/** What the contract says of each order, said once more. */
const compare: Record<Order, (a: Line, b: Line) => number> = {
  newest: newestFirst,
  oldest: (a, b) => newestFirst(b, a),
  severity: (a, b) => stepOf(a) - stepOf(b) || newestFirst(a, b),
  due: (a, b) => {
    if (isReviewed(a) !== isReviewed(b)) return isReviewed(a) - isReviewed(b)
    if (isReviewed(a)) return newestFirst(a, b)
    return Date.parse(a.review_due_at) - Date.parse(b.review_due_at) || numberOf(a) - numberOf(b)
  },
}

describe.each(engines)('orders of alerts, on %s', (engine) => {
  let server: TestServer
  let house: House
  let ada: SignedInCaller
  let patient: TestSource
  let all: Line[]

  const page = async (query: string) => (await ada.fetchJson<Page>('GET', `/alerts?${query}`)).body

  async function follow(query: string): Promise<Line[]> {
    const found: Line[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const next: Page = await page(`limit=7&${query}${cursor && `&cursor=${cursor}`}`)
      found.push(...next.items)
      cursor = next.next_cursor
    }
    return found
  }

  /** Each delivery is one instant: its alerts tie by receipt, and those of one source by deadline too. */
  async function fire(source: TestSource, name: string) {
    const alerts = severities.map((severity, at) => ({
      name: `${name} ${at}`,
      status: at % 3 === 0 ? ('resolved' as const) : ('firing' as const),
      labels: { severity },
    }))
    expect((await sendTo(server.url, source.hookPath, alertGroup(alerts, { groupKey: name }))).body.observations).toBe(severities.length)
    server.clock.advance(60_000)
  }

  beforeAll(async () => {
    server = await startTestServer(engine)
    house = await server.newHouse()
    const admin = await house.signInAs('admin')
    ada = await house.signInAs('responder')
    patient = await connectSource(admin, { review_target_seconds: 86_400 })
    const urgent = await connectSource(admin, { review_target_seconds: 3600 })
    await fire(urgent, 'A')
    await fire(patient, 'B')
    await fire(urgent, 'C')
    await fire(patient, 'D')
    const some = (await page('limit=500')).items.filter((line) => numberOf(line) % 4 === 0).map(({ id }) => id)
    await ada.fetchJson('POST', '/alerts/review', { alert_ids: some, disposition: 'benign', reason: 'Known and allowed.' })
    server.clock.advance(3600_000 - 3.5 * 60_000)
    all = (await page('limit=500')).items
  })
  afterAll(() => server.close())

  test('there are alerts that tie in each of them', () => {
    expect(all).toHaveLength(4 * severities.length)
    expect(new Set(all.map((line) => line.received_at)).size).toBe(4)
    expect(new Set(all.map(stepOf))).toEqual(new Set([1, 2, 3, 4, 5, 6]))
    expect(all.filter((line) => line.review).length).toBeGreaterThan(8)
  })

  const filters: [string, (line: Line) => boolean][] = [
    ['', () => true],
    ['review=unreviewed', (line) => line.review === null],
    ['review=reviewed', (line) => line.review !== null],
    ['status=firing', (line) => line.status === 'firing'],
    ['severity=critical', (line) => line.severity === 'critical'],
    ['severity=purple&review=unreviewed', (line) => line.severity === 'purple' && line.review === null],
    ['timeliness=late', () => false],
  ]

  test.each(orders)('%s: pages follow each other through ties without a loss or a repeat, whatever the filter', async (order) => {
    for (const [filter, fits] of filters) {
      const expected = all.filter(fits).sort(compare[order])
      expect((await follow(`sort=${order}&${filter}`)).map(numberOf), `${order} ${filter}`).toEqual(expected.map(numberOf))
    }
    const urgentOnes = all.filter((line) => Date.parse(line.review_due_at) - Date.parse(line.received_at) === 3600_000)
    const overdue = urgentOnes.filter((line) => !line.review && Date.parse(line.review_due_at) < server.clock.now())
    expect(overdue.length).toBeGreaterThan(7)
    expect((await follow(`sort=${order}&timeliness=overdue`)).map(numberOf)).toEqual(overdue.sort(compare[order]).map(numberOf))
    const ofSource = all.filter((line) => !urgentOnes.includes(line)).sort(compare[order])
    expect((await follow(`sort=${order}&source=${patient.id}`)).map(numberOf)).toEqual(ofSource.map(numberOf))
  })

  test('the CSV comes in the order of the list', async () => {
    for (const order of orders) {
      const { text } = await ada.fetchJson('GET', `/alerts.csv?sort=${order}`)
      const numbers = [...text.matchAll(/^(ALR-\d+),/gm)].map(([, number]) => number)
      expect(numbers).toEqual([...all].sort(compare[order]).map(({ number }) => number))
    }
  })

  test('a cursor of one order is refused by another, by name, and so is one that nobody gave', async () => {
    for (const made of orders) {
      const { next_cursor: cursor } = await page(`limit=3&sort=${made}`)
      for (const asked of orders.filter((one) => one !== made)) {
        const { status, body } = await ada.fetchJson('GET', `/alerts?sort=${asked}&cursor=${cursor}`)
        expect([status, body.code, body.fields]).toEqual([400, 'invalid_request', [{ path: '/cursor', message: 'is of another order' }]])
        expect(body.detail).toContain(`“${made}”`)
      }
    }
    const { next_cursor: critical } = await page('limit=1&sort=severity&severity=critical')
    expect((await ada.fetchJson('GET', `/alerts?sort=severity&severity=purple&cursor=${critical}`)).status).toBe(400)
    const forged = (text: string) => Buffer.from(text).toString('base64url')
    for (const text of ['1.severity_9_1', '1.due__1', '1.newest_all_x', '1.1', '9999999999999999.newest_all_1', '', 'x'.repeat(100)]) {
      const { status, body } = await ada.fetchJson(
        'GET',
        `/alerts?sort=${text.includes('due') ? 'due' : 'severity'}&cursor=${forged(text)}`,
      )
      expect([status, body.code], text).toEqual([400, 'invalid_request'])
    }
  })

  test('what is found by words comes newest first, and another order is refused', async () => {
    expect((await page('q=critical&sort=newest')).items.length).toBeGreaterThan(0)
    const { status, body } = await ada.fetchJson('GET', '/alerts?q=critical&sort=severity')
    expect([status, body.code, body.fields?.[0]?.path]).toEqual([400, 'invalid_request', '/sort'])
  })

  test('the database places the same words as the pages do', async () => {
    const words = ['critical crit fatal emergency emerg disaster page sev0 SEV-1 p0 P1 urgent', 'high error err major severe sev2 sev-2 P2']
      .concat(
        'medium moderate warning warn minor average sev-3 p3',
        'low info informational information notice none debug ok sev4 SEV-5 p4',
      )
      .concat('highest sev6 sev--1 p10 criticalcritical')
      .flatMap((line) => line.split(' '))
      .concat(' Critical\n', '\tp2 ', 'very high', 'İnfo', 'o\u212A', '\u00A0low', 'low\u000B', 'high\nhigh')
    const rows = await inOrganization(server.services.database, house.organizationId, systemActor('test'), async (tx) => {
      const source = patient.id
      await sql`insert into alert (org_id, alert_id, number, source_id, fingerprint, episode, status, severity, title, is_test, labels,
          received_at, last_observed_at, observations, review_target_seconds, search)
        select ${tx.organizationId}, 'alr_' || lpad(to_hex(place), 32, '0'), 1000 + place, ${source}, 'w' || place, 1, 'firing', word, word,
          false, '{}', now(), now(), 1, 60, '' from unnest(${words}::text[]) with ordinality as u (word, place)`.execute(tx.db)
      const found = await sql<{ severity: string; severity_step: number }>`
        select severity, severity_step from alert where number > 1000 order by number`.execute(tx.db)
      return found.rows
    })
    expect(rows.map(({ severity_step: step }) => step)).toEqual(words.map((word) => severityStep(word) ?? 5))
    expect(rows.filter(({ severity_step: step }) => step === 5)).toHaveLength(11)
  })
})
