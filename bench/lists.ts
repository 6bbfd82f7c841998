// How soon lists, searches and counts answer over HTTP at 400,000 alerts, on both databases.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { AlertOrder } from '../src/contract/alert.ts'
import { apiPrefix } from '../src/contract/endpoint.ts'
import { systemActor } from '../src/core/kernel/actor.ts'
import { makeId } from '../src/core/kernel/ids.ts'
import { day, formatInstant, type Instant, toInstant } from '../src/core/kernel/instant.ts'
import { inOrganization } from '../src/database/inOrganization.ts'
import { type RunningServer, startServer } from '../src/server/app.ts'
import { readConfig } from '../src/server/config.ts'
import { apiTokenPrefix, newSecret, secretHash } from '../src/server/http/secretToken.ts'
import { openLedger } from '../src/server/ledger/openLedger.ts'
import { insertOrganization } from '../src/server/organization/store.ts'
import { insertToken } from '../src/server/person/store.ts'
import { findServer } from '../test/support/postgresServer.ts'
import { seedAlerts } from './seedAlerts.ts'

const alerts = Number(process.env.BENCH_ALERTS ?? 400_000)
const rounds = 15
const wanted = 100

type Ask = (path: string) => Promise<{ text: string; milliseconds: number }>

async function prepare({ services, url }: RunningServer): Promise<{ ask: Ask; sourceIds: string[] }> {
  const now = services.clock()
  const organizationId = makeId('organization', now, randomBytes(10))
  const secret = `${apiTokenPrefix}${newSecret()}`
  const by = systemActor('bench')
  await inOrganization(services.database, organizationId, by, async (tx) => {
    await insertOrganization(tx, { name: 'Bench', timeZone: 'UTC' }, toInstant(now - 401 * day))
    await openLedger(tx, services.config.publicUrl)
    const token = { tokenId: makeId('token', now, randomBytes(10)), name: 'Bench', role: 'admin' as const, expiresAt: null }
    await insertToken(tx, {
      ...token,
      tokenHash: secretHash(secret),
      hint: secret.slice(-4),
      createdBy: makeId('person', now, randomBytes(10)),
      now,
    })
  })
  const started = performance.now()
  const { sourceIds } = await seedAlerts(services.database, organizationId, alerts)
  console.log(
    `  ${alerts.toLocaleString('en')} alerts with reviews, deliveries and observations made in ${Math.round((performance.now() - started) / 1000)} s`,
  )
  const ask: Ask = async (path) => {
    const from = performance.now()
    const answer = await fetch(`${url}${apiPrefix}${path}`, { headers: { authorization: `Bearer ${secret}` } })
    const text = await answer.text()
    if (answer.status !== 200) throw new Error(`${path} was answered ${answer.status}: ${text.slice(0, 500)}`)
    return { text, milliseconds: performance.now() - from }
  }
  return { ask, sourceIds }
}

/** Every order, alone and with what people narrow a list by. */
function orders(source: string | undefined): [string, string][] {
  const filters: [string, string][] = [
    ['', ''],
    [', unreviewed', '&review=unreviewed'],
    [', late', '&timeliness=late'],
    [', overdue', '&timeliness=overdue'],
    [', of one source', `&source=${source}`],
  ]
  const named = AlertOrder.options.filter((order) => order !== 'newest')
  return named.flatMap((order) =>
    filters.map(([words, query]): [string, string] => [`by ${order}${words}`, `/alerts?sort=${order}${query}`]),
  )
}

function questions(sourceIds: readonly string[], now: Instant, deep: string, alertId: string): [string, string][] {
  const before = (days: number) => formatInstant(toInstant(now - days * day))
  const [source] = sourceIds
  return [
    ['newest', '/alerts'],
    ['500 at once', '/alerts?limit=500'],
    ...orders(source),
    ['a page deep in the list', `/alerts?cursor=${deep}`],
    ['unreviewed', '/alerts?review=unreviewed'],
    ['reviewed', '/alerts?review=reviewed'],
    ['of one source', `/alerts?source=${source}`],
    ['of one source, unreviewed', `/alerts?source=${source}&review=unreviewed`],
    ['firing', '/alerts?status=firing'],
    ['a common severity', '/alerts?severity=critical'],
    ['a rare severity', '/alerts?severity=rare1'],
    ['a severity that nobody named', '/alerts?severity=none'],
    ['a common disposition', '/alerts?disposition=benign'],
    ['a rare disposition', '/alerts?disposition=incident'],
    ['a disposition nobody chose', '/alerts?disposition=duplicate'],
    ['rare disposition of one source, firing', `/alerts?disposition=incident&source=${source}&status=firing`],
    ['overdue', '/alerts?timeliness=overdue'],
    ['late', '/alerts?timeliness=late'],
    ['late, of one source and severity', `/alerts?timeliness=late&source=${source}&severity=critical`],
    ['one week a year ago', `/alerts?received_from=${before(365)}&received_to=${before(358)}`],
    ['firing, one week a year ago', `/alerts?status=firing&received_from=${before(365)}&received_to=${before(358)}`],
    ['a common word', '/alerts?q=latency'],
    ['a rare word', '/alerts?q=host+3977'],
    ['the beginning of words', '/alerts?q=cert+exp+host+12'],
    ['a number', '/alerts?q=ALR-4031'],
    ['a word nobody wrote', '/alerts?q=zebra'],
    ['a common word, unreviewed', '/alerts?q=latency&review=unreviewed'],
    ['a common word, rare disposition', '/alerts?q=latency&disposition=incident'],
    ['a common word, overdue', '/alerts?q=latency&timeliness=overdue'],
    ['count of all', '/alerts/count'],
    ['count of unreviewed', '/alerts/count?review=unreviewed'],
    ['count of a common word', '/alerts/count?q=latency'],
    ['count of late', '/alerts/count?timeliness=late'],
    ['severities', '/alerts/severities'],
    ['one alert with its history', `/alerts/${alertId}`],
    ['deliveries', '/deliveries'],
    ['deliveries refused', '/deliveries?state=refused'],
    ['deliveries repeated of one source', `/deliveries?state=repeated&source=${source}`],
    ['sources', '/sources'],
    ['coverage of 400 days', `/coverage?from=${before(399).slice(0, 10)}&to=${before(0).slice(0, 10)}`],
    ['gaps', '/gaps'],
  ]
}

async function measure(ask: Ask, sourceIds: readonly string[], now: Instant): Promise<number> {
  type Page = { items: { id: string }[]; next_cursor: string }
  const middle = formatInstant(toInstant(now - 200 * day))
  const page = JSON.parse((await ask(`/alerts?limit=1&received_to=${middle}`)).text) as Page
  let slow = 0
  for (const [what, path] of questions(sourceIds, now, page.next_cursor, page.items[0]?.id ?? '')) {
    const took: number[] = []
    for (let round = 0; round < rounds; round++) took.push((await ask(path)).milliseconds)
    took.sort((a, b) => a - b)
    const median = took[Math.floor(rounds / 2)] ?? 0
    const worst = took.at(-1) ?? 0
    if (median >= wanted) slow += 1
    console.log(
      `  ${what.padEnd(40)} median ${median.toFixed(1).padStart(7)} ms   worst ${worst.toFixed(1).padStart(7)} ms${median >= wanted ? '   SLOW' : ''}`,
    )
  }
  return slow
}

async function onEngine(name: string, databaseUrl: string | null): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'tickmark-bench-'))
  const environment = { TICKMARK_PORT: '0', TICKMARK_DATA_DIR: directory, TICKMARK_LOG_LEVEL: 'error', TICKMARK_LOG_FORMAT: 'json' }
  const server = await startServer(readConfig({ ...environment, ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }) }))
  console.log(`\n${name}`)
  try {
    const { ask, sourceIds } = await prepare(server)
    const slow = await measure(ask, sourceIds, server.services.clock())
    console.log(slow === 0 ? `  all under ${wanted} ms` : `  ${slow} at ${wanted} ms or more`)
  } finally {
    await server.close()
    rmSync(directory, { recursive: true, force: true })
  }
}

export async function benchLists(): Promise<void> {
  const server = await findServer({ fsync: true })
  if ('missing' in server) console.log(`PostgreSQL: not measured, ${server.missing}`)
  else {
    const url = new URL(server.url)
    url.pathname = `/tickmark_lists_${process.pid}`
    const admin = new pg.Client(server.url)
    await admin.connect()
    try {
      await admin.query(`create database ${url.pathname.slice(1)}`)
      await onEngine('PostgreSQL', url.href)
      await admin.query(`drop database ${url.pathname.slice(1)} with (force)`)
    } finally {
      await admin.end()
      await server.stop()
    }
  }
  await onEngine('PGlite', null)
}
