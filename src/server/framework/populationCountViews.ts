// How many there are of each population in a period, and how many of them stand how.
import { sql } from 'kysely'
import { figuresOf, type ItemState, type PopulationCount, type PopulationId } from '../../core/framework/population.ts'
import { timestamp } from '../../database/columnPlugin.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { needNoReview } from './needNoReview.ts'
import { type ListedPopulation, rowsOf, type Span } from './populationRowsViews.ts'

/** Each population counted once, whatever how many criteria it evidences. */
export async function countPopulations(tx: OrganizationTx, ids: Iterable<PopulationId>, span: Span): Promise<PopulationCount[]> {
  const counts: PopulationCount[] = []
  for (const id of new Set(ids)) {
    counts.push(id === 'alerts' || id === 'reviews' ? await countAlerts(tx, id, span) : await countListed(tx, id, span))
  }
  return counts
}

async function countListed(tx: OrganizationTx, id: ListedPopulation, span: Span): Promise<PopulationCount> {
  const { rows } = await sql<{ state: ItemState; count: number }>`
    select state, count(*) as count from (${rowsOf(tx, id, span)}) counted group by state`.execute(tx.db)
  const counts = new Map(rows.map(({ state, count }) => [state, count]))
  if (id === 'post_incident_reviews' && counts.has('undecided')) await settleUndecided(tx, counts, span)
  return { id, total: rows.reduce((sum, { count }) => sum + count, 0), figures: figuresOf(counts) }
}

/** Where the policy asks for no review, nobody has to decide that there is none. */
async function settleUndecided(tx: OrganizationTx, counts: Map<ItemState, number>, span: Span): Promise<void> {
  const { rows } = await rowsOf(tx, 'post_incident_reviews', span).execute(tx.db)
  const undecided = rows.flatMap(({ state, incident_id: id }) => (state === 'undecided' && id !== null ? [id] : []))
  const none = (await needNoReview(tx, undecided)).size
  counts.set('undecided', (counts.get('undecided') ?? 0) - none)
  counts.set('not_needed', (counts.get('not_needed') ?? 0) + none)
}

type AlertCounts = { total: number; reviewed: number; late: number; overdue: number }

async function countAlerts(tx: OrganizationTx, id: 'alerts' | 'reviews', span: Span): Promise<PopulationCount> {
  const { rows } = await sql<AlertCounts>`
    select count(*) as total, count(first_reviewed_at) as reviewed,
      count(*) filter (where first_reviewed_at > received_at + review_target_seconds * interval '1 second') as late,
      count(*) filter (where first_reviewed_at is null and review_due_at < ${timestamp(span.now)}) as overdue
    from alert where org_id = ${tx.organizationId} and received_at >= ${timestamp(span.start)} and received_at < ${timestamp(span.end)}`.execute(
    tx.db,
  )
  const { total, reviewed, late, overdue } = rows[0] ?? { total: 0, reviewed: 0, late: 0, overdue: 0 }
  if (id === 'reviews') return { id, total: reviewed, figures: figuresOf(new Map([['late', late]])) }
  const waiting = new Map<ItemState, number>([
    ['overdue', overdue],
    ['not_reviewed', total - reviewed - overdue],
  ])
  return { id, total, figures: figuresOf(waiting) }
}
