// The list of incidents, the latest declared first.
import { sql } from 'kysely'
import type { QueryOf } from '../../contract/endpoint.ts'
import type { incidentApi } from '../../contract/incident.ts'
import { seesAll } from '../../core/incident/visibility.ts'
import { openStates } from '../../core/incident/words.ts'
import type { Actor } from '../../core/kernel/actor.ts'
import type { IncidentId, PersonId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { readCursor, writeCursor } from '../http/cursor.ts'
import { type WhoLine, whoIs } from '../ledger/whoViews.ts'
import { clocksOf } from './clockViews.ts'
import { incidentLine, type Line, redactedLine } from './incidentLines.ts'
import { type IncidentRow, incidentColumns } from './incidentStore.ts'

type Asked = QueryOf<typeof incidentApi.list>
type Listed = IncidentRow & { open: boolean }

/** As `maySee` decides it, for many rows at once. */
export function openTo(by: Actor) {
  if (seesAll(by)) return sql<boolean>`true`
  const own = by.kind === 'person' ? by.id : ''
  return sql<boolean>`(not incident.is_private or exists (
    select from incident_role r where r.org_id = incident.org_id and r.incident_id = incident.incident_id and r.person_id = ${own}))`
}

/** `%` and `_` are looked for as they are. */
function part(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`
}

async function readPage(tx: OrganizationTx, by: Actor, asked: Asked): Promise<Listed[]> {
  const open = openTo(by)
  const cursor = readCursor(asked.cursor)
  let query = tx.db.selectFrom('incident').select(incidentColumns).select(open.as('open')).where('org_id', '=', tx.organizationId)
  if (asked.state === 'open') query = query.where('state', 'in', openStates)
  if (asked.state === 'closed') query = query.where('state', 'not in', openStates)
  if (asked.severity !== undefined) query = query.where('severity', '=', asked.severity)
  if (asked.exercise !== undefined) query = query.where('is_exercise', '=', asked.exercise === 'true')
  if (asked.q !== undefined && asked.q.trim() !== '') {
    const words = asked.q.trim()
    const digits = /^(?:INC-)?(\d{1,12})$/i.exec(words)?.[1]
    const wanted = part(words)
    query = query.where(
      sql<boolean>`((${open} and (title ilike ${wanted} or summary ilike ${wanted})) or number = ${digits === undefined ? null : Number(digits)}::bigint)`,
    )
  }
  if (cursor !== null) {
    const { at, last } = cursor
    query = query.where((where) =>
      where.or([where('declared_at', '<', at), where.and([where('declared_at', '=', at), where('number', '<', Number(last) || 0)])]),
    )
  }
  return query
    .orderBy('declared_at', 'desc')
    .orderBy('number', 'desc')
    .limit(asked.limit + 1)
    .execute()
}

export async function commandersOf(tx: OrganizationTx, ids: readonly IncidentId[]): Promise<Map<IncidentId, WhoLine>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ incident_id: IncidentId; person_id: PersonId }>`
    select incident_id, person_id from incident_role
    where org_id = ${tx.organizationId} and incident_id = any(${[...ids]}) and role = 'commander' and until is null`.execute(tx.db)
  const who = await whoIs(
    tx,
    rows.map(({ person_id }) => person_id),
  )
  return new Map(rows.map(({ incident_id, person_id }) => [incident_id, who(person_id)]))
}

export async function alertCounts(tx: OrganizationTx, ids: readonly IncidentId[]): Promise<Map<IncidentId, number>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ incident_id: IncidentId; alerts: number }>`
    select incident_id, count(*) as alerts from incident_alert
    where org_id = ${tx.organizationId} and incident_id = any(${[...ids]}) and unlinked_at is null group by incident_id`.execute(tx.db)
  return new Map(rows.map(({ incident_id, alerts }) => [incident_id, alerts]))
}

export async function incidentPage(
  tx: OrganizationTx,
  by: Actor,
  asked: Asked,
  now: Instant,
): Promise<{ items: Line[]; next_cursor: string | null }> {
  const found = await readPage(tx, by, asked)
  const page = found.slice(0, asked.limit)
  const seen = page.filter(({ open }) => open)
  const ids = seen.map(({ incidentId }) => incidentId)
  const [commanders, alerts, clocks] = await Promise.all([commandersOf(tx, ids), alertCounts(tx, ids), clocksOf(tx, seen, now)])
  const items = page.map((row) => {
    if (!row.open) return redactedLine(row)
    const { incidentId: id } = row
    return incidentLine(row, { commander: commanders.get(id) ?? null, alerts: alerts.get(id) ?? 0, clocks: clocks.get(id) ?? [] })
  })
  const last = page.at(-1)
  return { items, next_cursor: found.length > asked.limit && last ? writeCursor(last.declaredAt, last.number) : null }
}
