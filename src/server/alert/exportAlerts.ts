// Alerts as CSV (RFC 4180), page by page, so that memory does not grow with the file and no transaction waits for a slow reader.
import { Readable } from 'node:stream'
import type { Actor } from '../../core/kernel/actor.ts'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { inOrganization } from '../../database/inOrganization.ts'
import type { Services } from '../services.ts'
import type { AlertList, Place } from './alertOrder.ts'
import type { AlertLine } from './alertRows.ts'
import { type AlertPage, alertPage } from './alertViews.ts'
import { csvLine } from './csvLine.ts'

const pageSize = 1000
const mostRows = 100_000

const columns: readonly [string, (alert: AlertLine) => string | number | null][] = [
  ['number', (alert) => alert.number],
  ['received_at', (alert) => alert.received_at],
  ['source', (alert) => alert.source.name],
  ['integration', (alert) => alert.source.integration],
  ['title', (alert) => alert.title],
  ['severity', (alert) => alert.severity],
  ['status', (alert) => alert.status],
  ['occurred_at', (alert) => alert.occurred_at],
  ['ended_at', (alert) => alert.ended_at],
  ['resolved_at', (alert) => alert.resolved_at],
  ['fingerprint', (alert) => alert.fingerprint],
  ['episode', (alert) => alert.episode],
  ['observations', (alert) => alert.observations],
  ['test', (alert) => (alert.is_test ? 'yes' : 'no')],
  ['review_due_at', (alert) => alert.review_due_at],
  ['timeliness', (alert) => alert.timeliness],
  ['disposition', (alert) => alert.review?.disposition ?? null],
  ['reason', (alert) => alert.review?.reason ?? null],
  ['reviewer', (alert) => alert.review?.reviewer.name ?? null],
  ['reviewed_at', (alert) => alert.review?.reviewed_at ?? null],
  ['link', (alert) => alert.link],
  ['id', (alert) => alert.id],
]

type Export = { services: Services; organizationId: OrganizationId; by: Actor; list: AlertList; now: Instant }

function readPage({ services, organizationId, by, list, now }: Export, after: Place | null): Promise<AlertPage> {
  return inOrganization(services.database, organizationId, by, (tx) => alertPage(tx, list, after, pageSize, now), { readOnly: true })
}

async function* lines(asked: Export, first: AlertPage): AsyncGenerator<string> {
  yield csvLine(columns.map(([name]) => name))
  let page = first
  for (let count = 0; ; count += page.lines.length) {
    yield page.lines
      .slice(0, mostRows - count)
      .map((alert) => csvLine(columns.map(([, value]) => value(alert))))
      .join('')
    if (page.next === null || count + page.lines.length >= mostRows) return
    page = await readPage(asked, page.next)
  }
}

/** The first page is read before anything is sent: a filter that cannot be is then still answered as a problem. */
export async function exportAlerts(asked: Export): Promise<Readable> {
  return Readable.from(lines(asked, await readPage(asked, null)))
}
