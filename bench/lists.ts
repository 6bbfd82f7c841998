// How soon lists, searches and counts answer over HTTP at 400,000 alerts, on both databases.
import { AlertOrder } from '../src/contract/alert.ts'
import { day, formatInstant, type Instant, toInstant } from '../src/core/kernel/instant.ts'
import type { RunningServer } from '../src/server/app.ts'
import { type Ask, askingOrganization, onBothEngines, timeEach } from './onBothEngines.ts'
import { seedAlerts } from './seedAlerts.ts'

const alerts = Number(process.env.BENCH_ALERTS ?? 400_000)
const rounds = 15
const wanted = 100

async function prepare(server: RunningServer): Promise<{ ask: Ask; sourceIds: string[] }> {
  const { ask, organizationId } = await askingOrganization(server, 401)
  const started = performance.now()
  const { sourceIds } = await seedAlerts(server.services.database, organizationId, alerts)
  console.log(
    `  ${alerts.toLocaleString('en')} alerts with reviews, deliveries and observations made in ${Math.round((performance.now() - started) / 1000)} s`,
  )
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

async function measure(server: RunningServer): Promise<void> {
  type Page = { items: { id: string }[]; next_cursor: string }
  const { ask, sourceIds } = await prepare(server)
  const now = server.services.clock()
  const middle = formatInstant(toInstant(now - 200 * day))
  const page = JSON.parse((await ask(`/alerts?limit=1&received_to=${middle}`)).text) as Page
  await timeEach(ask, questions(sourceIds, now, page.next_cursor, page.items[0]?.id ?? ''), rounds, wanted)
}

export async function benchLists(): Promise<void> {
  await onBothEngines('lists', measure)
}
