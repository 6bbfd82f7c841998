// Does the search find what is asked, in this organization only, newest first, whatever is typed?
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '../../src/core/kernel/actor.ts'
import type { OrganizationId } from '../../src/core/kernel/ids.ts'
import { toInstant } from '../../src/core/kernel/instant.ts'
import { type AlertSearch, alertSearchWords, searchAlerts } from '../../src/database/alertSearch.ts'
import { inOrganization } from '../../src/database/inOrganization.ts'
import { engines, newId, newOrganization, openTestDatabase, type TestDatabase } from '../support/database.ts'
import { addAlert, addSource } from '../support/rows.ts'

const actor = systemActor('test')
const total = 6_000
const begin = Date.UTC(2026, 0, 1)

/** Every alert is of one service of three; the oldest one alone is about a unicorn. */
const titleOf = (number: number) => `${['Checkout', 'Payments', 'Postgres'][number % 3]} latency${number === 1 ? ' Ünicorn' : ''}`

describe.each(engines)('on %s', (engine) => {
  let database: TestDatabase
  let organization: OrganizationId

  beforeAll(async () => {
    database = await openTestDatabase(engine)
    organization = await newOrganization(database)
    await inOrganization(database, organization, actor, async (tx) => {
      const sourceId = await addSource(tx)
      // More than the search walks, so that both of its ways are taken.
      const rows = Array.from({ length: total }, (_, place) => {
        const number = place + 1
        const words = { number, title: titleOf(number), fingerprint: `f${number}`, severity: null, labels: { host: 'db-01.example.com' } }
        return {
          id: newId('alert'),
          number,
          title: words.title,
          at: new Date(begin + number * 1000).toISOString(),
          words: alertSearchWords(words),
        }
      })
      await sql`insert into alert (org_id, alert_id, number, source_id, fingerprint, episode, status, title, is_test, labels, received_at,
          last_observed_at, observations, review_target_seconds, search, first_reviewed_at, disposition)
        select ${organization}, id, number, ${sourceId}, 'f' || number, 1, case when number % 2 = 0 then 'firing' else 'resolved' end, title,
          false, '{}', at, at, 1, 60, array_to_tsvector(string_to_array(words, ' ')),
          case when number % 10 = 0 then null else at end, case when number % 10 = 0 then null else 'benign' end
        from unnest(${rows.map(({ id }) => id)}::text[], ${rows.map(({ number }) => number)}::int8[], ${rows.map(({ title }) => title)}::text[],
          ${rows.map(({ at }) => at)}::timestamptz[], ${rows.map(({ words }) => words)}::text[]) as u(id, number, title, at, words)`.execute(
        tx.db,
      )
    })
    const other = await newOrganization(database)
    await inOrganization(database, other, actor, async (tx) => addAlert(tx, await addSource(tx), 1, 'Ünicorn of somebody else'))
  })
  afterAll(() => database.close())

  const find = async (text: string, more: Partial<AlertSearch> = {}) => {
    const found = await inOrganization(database, organization, actor, (tx) => searchAlerts(tx, { text, limit: 50, ...more }))
    return found.map(({ number }) => number)
  }

  test('a common word finds the newest, in order', async () => {
    const expected = Array.from({ length: total }, (_, place) => total - place).filter((number) => number % 3 === 1)
    expect(await find('payments')).toEqual(expected.slice(0, 50))
  })

  test('a rare word is found however old its alert is, by its beginning, in any case and accent form', async () => {
    for (const text of ['ünicorn', 'ÜNI', 'U\u0308nicorn', 'latency ünicorn', '  ünicorn!!! ']) expect(await find(text), text).toEqual([1])
  })

  test('all words must be there', async () => {
    expect(await find('payments postgres')).toEqual([])
    expect(await find('pay lat exam', { limit: 1 })).toEqual([5998])
  })

  test('the number that people see finds its alert', async () => {
    expect(await find('ALR-4031')).toEqual([4031])
    expect(await find('4031')).toEqual([4031])
  })

  test('conditions narrow it, and pages follow each other without a gap or a repeat', async () => {
    expect(await find('payments', { state: 'unreviewed', limit: 3 })).toEqual([5980, 5950, 5920])
    expect(await find('payments', { state: 'reviewed', status: 'firing', limit: 2 })).toEqual([5998, 5992])
    expect(await find('ünicorn', { status: 'firing' })).toEqual([])
    expect(await find('latency', { to: toInstant(begin + 3000), limit: 5 })).toEqual([2, 1])
    expect(await find('latency', { from: toInstant(begin + (total - 1) * 1000) })).toEqual([6000, 5999])
    const seen: number[] = []
    for (let after: AlertSearch['after']; ; ) {
      const page = await inOrganization(database, organization, actor, (tx) => searchAlerts(tx, { text: 'postgres', limit: 700, after }))
      seen.push(...page.map(({ number }) => number))
      const last = page.at(-1)
      if (!last) break
      after = { receivedAt: last.receivedAt, number: last.number }
    }
    expect(seen).toEqual(Array.from({ length: total }, (_, place) => total - place).filter((number) => number % 3 === 2))
  })

  test('whatever is typed, nothing breaks and nothing is found that was not asked for', async () => {
    const hostile = [
      `'`,
      `''':*`,
      `\\`,
      `zz & | ! <-> (`,
      `':* | 'x`,
      `%`,
      `\u0000`,
      `🦄`,
      '*'.repeat(5000),
      ` '${'\\'.repeat(9)}' `,
      `unicorn:*A`,
      ``,
    ]
    for (const text of hostile) expect(await find(text), JSON.stringify(text)).toEqual([])
    expect(await find('x'.repeat(100_000))).toEqual([])
  })

  test('the door itself bears hostile words too', async () => {
    await inOrganization(database, organization, actor, async ({ db }) => {
      for (const words of [`'`, `a' | 'b`, `\\' | \\`, `!x`, `(`, `:*`]) {
        const asked = sql`select * from door.search_alerts(${words}, null, null, null, null, null, null, null, null, null, 5)`
        expect((await asked.execute(db)).rows, words).toEqual([])
      }
    })
  })
})
