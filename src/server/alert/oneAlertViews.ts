// One alert with everything that happened to it.
import { sql } from 'kysely'
import type { z } from 'zod'
import type { AlertWithHistory } from '../../contract/alert.ts'
import type { Disposition } from '../../core/alert/disposition.ts'
import { alertNumber } from '../../core/alert/review.ts'
import type { Actor } from '../../core/kernel/actor.ts'
import type { AlertId, DeliveryId } from '../../core/kernel/ids.ts'
import { formatInstant, type Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { entryStates } from '../ledger/views.ts'
import { type AlertLine, type AlertRow, alertLine, type ReviewColumns, reviewLine, time } from './alertRows.ts'
import { deliveryLines } from './deliveryViews.ts'
import { incidentOfAlert } from './incidentOfAlertViews.ts'

type History = z.output<typeof AlertWithHistory>

type WholeRow = AlertRow & { summary: string | null; labels: Record<string, string> }

async function readAlert(tx: OrganizationTx, alertId: AlertId): Promise<WholeRow> {
  const { rows } = await sql<WholeRow>`
    select a.alert_id, a.number, a.source_id, s.name as source_name, s.integration, a.fingerprint, a.episode, a.status, a.severity, a.title,
      a.link, a.is_test, a.occurred_at, a.ended_at, a.received_at, a.resolved_at, a.last_observed_at, a.observations,
      a.review_target_seconds, a.first_reviewed_at, a.summary, a.labels,
      r.review_id, r.disposition, r.reason, r.reviewer, r.reviewer_name, r.reviewed_at, r.corrects
    from alert a
    join source s on s.org_id = a.org_id and s.source_id = a.source_id
    left join review r on r.org_id = a.org_id and r.review_id = a.review_id
    where a.org_id = ${tx.organizationId} and a.alert_id = ${alertId}`.execute(tx.db)
  const [row] = rows
  if (!row) throw new Refusal('not_found', 'There is no such alert.')
  return row
}

/** As a list shows it: the answer to a review. */
export async function getAlertLine(tx: OrganizationTx, alertId: AlertId, now: Instant): Promise<AlertLine> {
  return alertLine(await readAlert(tx, alertId), now)
}

async function readReviews(tx: OrganizationTx, alertId: AlertId): Promise<ReviewColumns[]> {
  const { rows } = await sql<ReviewColumns>`
    select review_id, disposition, reason, reviewer, reviewer_name, reviewed_at, corrects from review
    where org_id = ${tx.organizationId} and alert_id = ${alertId} order by reviewed_at, review_id`.execute(tx.db)
  return rows
}

const observationsShown = 100
const deliveriesShown = 20
const episodesShown = 50

async function readObservations(tx: OrganizationTx, alertId: AlertId): Promise<History['recent_observations']> {
  const rows = await tx.db
    .selectFrom('observation')
    .select(['delivery_id', 'recorded_at', 'status', 'severity', 'title', 'started_at', 'ended_at'])
    .where('org_id', '=', tx.organizationId)
    .where('alert_id', '=', alertId)
    .orderBy('recorded_at', 'desc')
    .orderBy('delivery_id', 'desc')
    .orderBy('position', 'desc')
    .limit(observationsShown)
    .execute()
  return rows.map((row) => ({ ...row, recorded_at: time(row.recorded_at), started_at: time(row.started_at), ended_at: time(row.ended_at) }))
}

/** The first delivery that spoke of it, and the latest: a condition that fires for months is spoken of thousands of times. */
async function deliveriesOf(tx: OrganizationTx, alertId: AlertId): Promise<DeliveryId[]> {
  const { rows } = await sql<{ delivery_id: DeliveryId }>`
    select delivery_id from (
      (select delivery_id, recorded_at from observation where org_id = ${tx.organizationId} and alert_id = ${alertId}
        order by recorded_at, delivery_id limit 1)
      union
      (select delivery_id, recorded_at from observation where org_id = ${tx.organizationId} and alert_id = ${alertId}
        order by recorded_at desc, delivery_id desc limit ${deliveriesShown})
    ) spoke order by recorded_at desc, delivery_id desc`.execute(tx.db)
  return rows.map((row) => row.delivery_id)
}

type EpisodeRow = { alert_id: AlertId; number: number; received_at: Instant; disposition: Disposition | null }

async function earlierEpisodes(tx: OrganizationTx, { source_id, fingerprint, episode }: WholeRow): Promise<EpisodeRow[]> {
  const { rows } = await sql<EpisodeRow>`
    select alert_id, number, received_at, disposition from alert
    where org_id = ${tx.organizationId} and source_id = ${source_id} and fingerprint = ${fingerprint} and episode < ${episode}
    order by episode desc limit ${episodesShown}`.execute(tx.db)
  return rows
}

export async function getAlert(tx: OrganizationTx, by: Actor, alertId: AlertId, now: Instant): Promise<History> {
  const row = await readAlert(tx, alertId)
  const reviews = await readReviews(tx, alertId)
  const episodes = await earlierEpisodes(tx, row)
  return {
    ...alertLine(row, now),
    summary: row.summary,
    labels: row.labels,
    reviews: reviews.map(reviewLine),
    recent_observations: await readObservations(tx, alertId),
    deliveries: await deliveryLines(tx, await deliveriesOf(tx, alertId)),
    entries: await entryStates(tx, alertId),
    incident: await incidentOfAlert(tx, by, alertId),
    earlier_episodes: episodes.map((earlier) => ({
      id: earlier.alert_id,
      number: alertNumber(earlier.number),
      received_at: formatInstant(earlier.received_at),
      disposition: earlier.disposition,
    })),
  }
}
