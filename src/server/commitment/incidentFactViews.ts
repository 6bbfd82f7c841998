// What incidents of a period are judged by, many at once: their clocks, severities, updates, pages, notices, reviews, actions.
import { sql } from 'kysely'
import type { NoticeFacts, NoticeSent } from '../../core/commitment/noticesKept.ts'
import type { PageMade } from '../../core/commitment/pathKept.ts'
import type { ActionId, IncidentId, NoticeId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { ClockReading } from '../../core/obligation/clock.ts'
import { timestamp } from '../../database/columnPlugin.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { SignedIn } from '../http/route.ts'
import type { IncidentRow } from '../incident/incidentStore.ts'
import { openTo } from '../incident/incidentViews.ts'

const judgedColumns = [
  ...(['incident_id as incidentId', 'number', 'title', 'state', 'severity', 'policy_id as policyId'] as const),
  ...(['declared_at as declaredAt', 'acknowledged_at as acknowledgedAt'] as const),
  ...(['contained_at as containedAt', 'recovered_at as recoveredAt', 'closed_at as closedAt'] as const),
] as const

type JudgedColumn = 'incidentId' | 'number' | 'title' | 'state' | 'severity' | 'policyId'
type JudgedTime = 'declaredAt' | 'acknowledgedAt' | 'containedAt' | 'recoveredAt' | 'closedAt'
/** All of it that anything is judged by. */
export type JudgedIncident = Pick<IncidentRow, JudgedColumn | JudgedTime> & {
  /** Of the policy, hex: by that it is looked up for each of them. */
  version: string
  open: boolean
}
export type Span = { start: Instant; end: Instant }

/** `levels`: only those that may be judged by one of these severities; null: all. */
export type NextIncidents = { after: JudgedIncident | undefined; most: number; levels: readonly string[] | null }

/** Has it or had it; or has none, and is taken for the worst. */
function mayHaveHad(levels: readonly string[]) {
  const ofIt = sql`select from incident_severity s where s.org_id = incident.org_id and s.incident_id = incident.incident_id`
  return sql<boolean>`(severity is null or severity = any(${[...levels]}::text[]) or exists (${ofIt} and s.level = any(${[...levels]}::text[]))
    or not exists (${ofIt} and s.level is not null))`
}

/** The next ones declared in the period and judged by this policy; exercises apart. */
export async function nextIncidents(
  tx: OrganizationTx,
  by: SignedIn,
  policyId: string,
  { start, end }: Span,
  { after, most, levels }: NextIncidents,
): Promise<JudgedIncident[]> {
  let query = tx.db
    .selectFrom('incident')
    .select(judgedColumns)
    .select(sql<string>`encode(policy_version, 'hex')`.as('version'))
    .select(openTo(by).as('open'))
    .where('org_id', '=', tx.organizationId)
    .where('policy_id', '=', policyId)
    .where('is_exercise', '=', false)
    .where('declared_at', '>=', start)
    .where('declared_at', '<', end)
  if (after !== undefined)
    query = query.where(sql<boolean>`(declared_at, number) > (${timestamp(after.declaredAt)}, ${after.number}::bigint)`)
  if (levels !== null) query = query.where(mayHaveHad(levels))
  return query.orderBy('declared_at').orderBy('number').limit(most).execute()
}

export async function exercisesIn(tx: OrganizationTx, { start, end }: Span): Promise<number> {
  const row = await tx.db
    .selectFrom('incident')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('org_id', '=', tx.organizationId)
    .where('is_exercise', '=', true)
    .where('declared_at', '>=', start)
    .where('declared_at', '<', end)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

type Of = { incident_id: IncidentId }

export function byIncident<Row extends Of>(rows: readonly Row[]): (id: IncidentId) => Row[] {
  const all = new Map<IncidentId, Row[]>()
  for (const row of rows) {
    const own = all.get(row.incident_id)
    if (own === undefined) all.set(row.incident_id, [row])
    else own.push(row)
  }
  return (id) => all.get(id) ?? []
}

/** As one parameter: a list of five hundred costs more to write and to plan than to look up. */
function isOneOf(ids: readonly IncidentId[]) {
  return sql<boolean>`incident_id = any(${[...ids]}::text[])`
}

/** Statements of when a clock started. */
export async function readReadings({ db, organizationId }: OrganizationTx, ids: readonly IncidentId[]) {
  const rows = await db
    .selectFrom('incident_clock')
    .select(['incident_id', 'reading_id as id', 'clock', 'at', 'time_zone as zone', 'basis', 'read_by as by'])
    .select(['recorded_at as recordedAt', 'corrects'])
    .where('org_id', '=', organizationId)
    .where(isOneOf(ids))
    .execute()
  return byIncident(rows as (Of & ClockReading)[])
}

export async function readUpdates({ db, organizationId }: OrganizationTx, ids: readonly IncidentId[]) {
  const rows = await db
    .selectFrom('status_update')
    .select(['incident_id', 'sent_at'])
    .where('org_id', '=', organizationId)
    .where(isOneOf(ids))
    .orderBy('sent_at')
    .execute()
  return byIncident(rows)
}

export async function readPages({ db, organizationId }: OrganizationTx, ids: readonly IncidentId[]) {
  const rows = await db
    .selectFrom('page as p')
    .leftJoin('escalation_path as e', (join) => join.onRef('e.org_id', '=', 'p.org_id').onRef('e.path_id', '=', 'p.path_id'))
    .select(['p.incident_id', 'e.key as path', 'p.asked_at as at'])
    .where('p.org_id', '=', organizationId)
    .where(sql<boolean>`p.incident_id = any(${[...ids]}::text[])`)
    .execute()
  return byIncident<Of & PageMade>(rows)
}

export async function readDecisions({ db, organizationId }: OrganizationTx, ids: readonly IncidentId[]) {
  const rows = await db
    .selectFrom('obligation_decision')
    .select(['incident_id', 'rule', 'answer'])
    .where('org_id', '=', organizationId)
    .where(isOneOf(ids))
    .orderBy('position')
    .execute()
  return byIncident<Of & NoticeFacts['decisions'][number]>(rows)
}

export async function readSentNotices({ db, organizationId }: OrganizationTx, ids: readonly IncidentId[]) {
  const rows = await db
    .selectFrom('notice')
    .select(['incident_id', 'notice_id as notice', 'rule', 'sent_at as at', 'due_at as dueAt', 'late_by as lateBy'])
    .where('org_id', '=', organizationId)
    .where(isOneOf(ids))
    .execute()
  const sent = rows.flatMap(({ rule, at, ...row }) => (rule === null || at === null ? [] : [{ ...row, rule, at }]))
  return byIncident<Of & NoticeSent & { notice: NoticeId }>(sent)
}

export async function readReviews(tx: OrganizationTx, ids: readonly IncidentId[]) {
  const { rows } = await sql<Of & { approvedAt: Instant | null; required: boolean | null }>`
    select i.incident_id, r.approved_at as "approvedAt", d.required from incident i
    left join post_incident_review r on r.org_id = i.org_id and r.incident_id = i.incident_id
    left join lateral (select required from review_decision d where d.org_id = i.org_id and d.incident_id = i.incident_id
      order by position desc limit 1) d on true
    where i.org_id = ${tx.organizationId} and i.incident_id = any(${[...ids]})`.execute(tx.db)
  return byIncident(rows)
}

export async function readActionsOf({ db, organizationId }: OrganizationTx, ids: readonly IncidentId[]) {
  const rows = await db
    .selectFrom('corrective_action')
    .select(['incident_id', 'action_id as action', 'title', 'opened_at as openedAt', 'closed_at as closedAt'])
    .where('org_id', '=', organizationId)
    .where(isOneOf(ids))
    .orderBy('action_id')
    .execute()
  return byIncident<Of & { action: ActionId; title: string; openedAt: Instant; closedAt: Instant | null }>(rows)
}
