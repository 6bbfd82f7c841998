// The populations of a period as rows, each with what it stands at: what is counted and what is listed are the same rows.
import { type RawBuilder, sql } from 'kysely'
import type { ItemState, PopulationId } from '../../core/framework/population.ts'
import type { IncidentId, SourceId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { timestamp } from '../../database/columnPlugin.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

/** Alerts come by the thousand and have a list of their own: they are counted, not listed. */
export type ListedPopulation = Exclude<PopulationId, 'alerts' | 'reviews'>

export type Span = { start: Instant; end: Instant; timeZone: string; now: Instant }

export type ItemRow = {
  item_id: string
  at: Instant
  until: Instant | null
  title: string | null
  state: ItemState
  incident_id: IncidentId | null
  source_id: SourceId | null
}

type Rows = RawBuilder<ItemRow>
type Parts = { org: RawBuilder<string>; within: (column: string) => RawBuilder<boolean>; span: Span }

function incidents({ org, within }: Parts, isExercise: boolean): Rows {
  return sql<ItemRow>`
    select incident_id::text as item_id, declared_at as at, closed_at as until, null::text as title,
      case when state in ('not_an_incident', 'merged', 'closed') then state::text else 'open' end as state,
      incident_id::text as incident_id, null::text as source_id
    from incident where org_id = ${org} and is_exercise = ${isExercise} and ${within('declared_at')}`
}

function notices({ org, within }: Parts): Rows {
  const ofIncidents = sql`join incident i on i.org_id = n.org_id and i.incident_id = n.incident_id and not i.is_exercise`
  return sql<ItemRow>`
    select n.notice_id::text as item_id, n.sent_at as at, null::timestamptz as until, n.title,
      case when n.late_by > 0 then 'late' else 'sent' end as state, n.incident_id::text as incident_id, null::text as source_id
    from notice n ${ofIncidents} where n.org_id = ${org} and ${within('n.sent_at')}
    union all
    select n.notice_id::text, e.at, null, n.title, 'decided_against', n.incident_id::text, null
    from notice_event e join notice n on n.org_id = e.org_id and n.notice_id = e.notice_id ${ofIncidents}
    where e.org_id = ${org} and e.kind = 'declined' and ${within('e.at')}
    union all
    select n.rule, n.decided_at, null, n.rule, 'decided_against', n.incident_id::text, null
    from obligation_decision n ${ofIncidents}
    where n.org_id = ${org} and n.answer = 'decline' and ${within('n.decided_at')} and not exists (
      select from obligation_decision later where later.org_id = n.org_id and later.incident_id = n.incident_id
        and later.rule = n.rule and later.position > n.position)`
}

function reviewsAfterwards({ org, within }: Parts): Rows {
  return sql<ItemRow>`
    select i.incident_id::text as item_id, i.declared_at as at, r.approved_at as until, null::text as title,
      case when r.approved_at is not null then 'approved' when not d.required then 'not_needed' when r.incident_id is not null then 'written'
        when i.state = 'closed' then 'undecided' else 'open' end as state,
      i.incident_id::text as incident_id, null::text as source_id
    from incident i
    left join post_incident_review r on r.org_id = i.org_id and r.incident_id = i.incident_id
    left join lateral (
      select required, decided_at from review_decision d where d.org_id = i.org_id and d.incident_id = i.incident_id
      order by position desc limit 1) d on true
    where i.org_id = ${org} and not i.is_exercise and i.state not in ('not_an_incident', 'merged')
      and (${within('i.declared_at')} or ${within('d.decided_at')} or ${within('r.written_at')} or ${within('r.approved_at')})`
}

function actions({ org, span }: Parts): Rows {
  const day = (at: RawBuilder<unknown>) => sql`(${at} at time zone ${span.timeZone})::date`
  return sql<ItemRow>`
    select action_id::text as item_id, opened_at as at, closed_at as until, title,
      case when effective is false then 'not_effective' when closed_at is not null and ${day(sql`closed_at`)} > due_on then 'late'
        when closed_at is not null then 'closed' when due_on < ${day(timestamp(span.now))} then 'overdue' else 'open' end as state,
      incident_id::text as incident_id, null::text as source_id
    from corrective_action where org_id = ${org} and opened_at < ${timestamp(span.end)}
      and (closed_at is null or closed_at >= ${timestamp(span.start)})`
}

function gaps({ org, span }: Parts): Rows {
  return sql<ItemRow>`
    select gap_id::text as item_id, started_at as at, ended_at as until, explanation as title,
      case when explained_at is null then 'unexplained' else 'explained' end as state,
      null::text as incident_id, source_id::text as source_id
    from coverage_gap where org_id = ${org} and started_at < ${timestamp(span.end)}
      and (ended_at is null or ended_at >= ${timestamp(span.start)})`
}

function evidence({ org, within }: Parts): Rows {
  return sql<ItemRow>`
    select evidence_id::text as item_id, recorded_at as at, null::timestamptz as until, name as title, 'kept' as state,
      incident_id::text as incident_id, null::text as source_id
    from evidence_item where org_id = ${org} and ${within('recorded_at')}
    union all
    select preservation_id::text, settled_at, lost_since, evidence, 'lost', incident_id::text, null
    from preservation_item where org_id = ${org} and state = 'lost' and ${within('settled_at')}`
}

function partsOf(tx: OrganizationTx, span: Span): Parts {
  const [start, end] = [timestamp(span.start), timestamp(span.end)]
  return {
    org: sql`${tx.organizationId}`,
    within: (column) => sql<boolean>`(${sql.ref(column)} >= ${start} and ${sql.ref(column)} < ${end})`,
    span,
  }
}

const made: Readonly<Record<ListedPopulation, (parts: Parts) => Rows>> = {
  incidents: (parts) => incidents(parts, false),
  exercises: (parts) => incidents(parts, true),
  notices,
  post_incident_reviews: reviewsAfterwards,
  actions,
  gaps,
  evidence,
}

export function rowsOf(tx: OrganizationTx, population: ListedPopulation, span: Span): Rows {
  return made[population](partsOf(tx, span))
}
