// What sources sent, as people may see it: the list, and one delivery whose body is shown without the secrets in it.
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Delivery } from '../../contract/source.ts'
import { alertNumber } from '../../core/alert/review.ts'
import type { AlertId, DeliveryId, SourceId } from '../../core/kernel/ids.ts'
import { formatInstant, type Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { timestamp } from '../../database/columnPlugin.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { type Cursor, writeCursor } from '../http/cursor.ts'
import { time } from './alertRows.ts'

export type DeliveryLine = z.output<typeof Delivery>

type Row = {
  delivery_id: DeliveryId
  source_id: SourceId
  source_name: string
  integration: string
  received_at: Instant
  state: 'accepted' | 'repeated' | 'refused'
  reason: string | null
  repeats: DeliveryId | null
  authentication: DeliveryLine['authentication']
  content_type: string
  size: number
  sha256: string
  observations: number
  omitted: number
  reinterpreted_at: Instant | null
}

function deliveryLine(row: Row): DeliveryLine {
  return {
    id: row.delivery_id,
    source: { id: row.source_id, name: row.source_name, integration: row.integration as DeliveryLine['source']['integration'] },
    received_at: formatInstant(row.received_at),
    state: row.state,
    reason: row.reason,
    repeats: row.repeats,
    authentication: row.authentication,
    content_type: row.content_type,
    size: row.size,
    sha256: row.sha256,
    observations: row.observations,
    omitted: row.omitted,
    reinterpreted_at: time(row.reinterpreted_at),
  }
}

/** As it stands today: a refused delivery that was read again is an accepted one, and says when it became that. */
async function read(tx: OrganizationTx, chosen: RawBuilder<unknown>): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select d.delivery_id, d.source_id, s.name as source_name, s.integration, d.received_at,
      case when i.delivery_id is null then d.state else 'accepted' end as state,
      case when i.delivery_id is null then d.reason else i.reason end as reason, d.repeats,
      coalesce(i.authentication, d.authentication) as authentication, d.content_type, d.size, encode(d.sha256, 'hex') as sha256,
      coalesce(i.observations, d.observations) as observations, coalesce(i.omitted, d.omitted) as omitted, i.reinterpreted_at
    from (${chosen}) page
    join delivery d on d.org_id = ${tx.organizationId} and d.delivery_id = page.delivery_id
    join source s on s.org_id = d.org_id and s.source_id = d.source_id
    left join reinterpretation i on i.org_id = d.org_id and i.delivery_id = d.delivery_id
    order by d.received_at desc, d.delivery_id desc`.execute(tx.db)
  return rows
}

export async function deliveryLines(tx: OrganizationTx, ids: readonly DeliveryId[]): Promise<DeliveryLine[]> {
  if (ids.length === 0) return []
  const rows = await read(tx, sql`select unnest(${[...ids]}::text[]) as delivery_id`)
  return rows.map(deliveryLine)
}

export type DeliveryQuery = { state?: Row['state'] | undefined; source?: SourceId | undefined; limit: number }

const readAgain = sql`exists (select from reinterpretation i where i.org_id = d.org_id and i.delivery_id = d.delivery_id)`

function stateIs(state: DeliveryQuery['state']): RawBuilder<unknown> {
  if (state === 'refused') return sql`d.state = 'refused' and not ${readAgain}`
  if (state === 'accepted') return sql`(d.state = 'accepted' or ${readAgain})`
  if (state === 'repeated') return sql`d.state = 'repeated'`
  return sql`true`
}

export async function listDeliveries(tx: OrganizationTx, query: DeliveryQuery, after: Cursor | null) {
  const beyond = after === null ? sql`true` : sql`(d.received_at, d.delivery_id) < (${timestamp(after.at)}, ${after.last})`
  const ofSource = query.source === undefined ? sql`true` : sql`d.source_id = ${query.source}`
  const rows = await read(
    tx,
    sql`select d.delivery_id from delivery d where d.org_id = ${tx.organizationId} and ${stateIs(query.state)} and ${ofSource} and ${beyond}
      order by d.received_at desc, d.delivery_id desc limit ${query.limit + 1}`,
  )
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  const more = rows.length > query.limit && last !== undefined
  return { items: page.map(deliveryLine), next_cursor: more ? writeCursor(last.received_at, last.delivery_id) : null }
}

export type KeptDelivery = {
  line: DeliveryLine
  headers: Record<string, string>
  body: Uint8Array
  mapping: Readonly<Record<string, unknown>> | null
}

type KeptRow = { headers: Record<string, string>; bytes: Uint8Array; mapping: Record<string, unknown> | null }

/** With its bytes as they came. */
export async function keptDelivery(tx: OrganizationTx, deliveryId: DeliveryId): Promise<KeptDelivery> {
  const [line] = await deliveryLines(tx, [deliveryId])
  const { rows } = await sql<KeptRow>`
    select d.headers, b.bytes, s.settings -> 'mapping' as mapping from delivery d
    join delivery_body b on b.org_id = d.org_id and b.sha256 = d.sha256
    join source s on s.org_id = d.org_id and s.source_id = d.source_id
    where d.org_id = ${tx.organizationId} and d.delivery_id = ${deliveryId}`.execute(tx.db)
  const [row] = rows
  if (!line || !row) throw new Refusal('not_found', 'There is no such delivery.')
  return { line, headers: row.headers, body: row.bytes, mapping: row.mapping }
}

export async function alertsOfDelivery(tx: OrganizationTx, deliveryId: DeliveryId) {
  const { rows } = await sql<{ alert_id: AlertId; number: number; title: string; status: 'firing' | 'resolved' }>`
    select a.alert_id, a.number, a.title, a.status from alert a
    where a.org_id = ${tx.organizationId}
      and a.alert_id in (select o.alert_id from observation o where o.org_id = ${tx.organizationId} and o.delivery_id = ${deliveryId})
    order by a.number limit 500`.execute(tx.db)
  return rows.map((row) => ({ id: row.alert_id, number: alertNumber(row.number), title: row.title, status: row.status }))
}
