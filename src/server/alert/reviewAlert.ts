// Records what alerts turned out to be: one, a correction, or many with one reason.
import type { Disposition } from '../../core/alert/disposition.ts'
import { decideCorrection, decideReview, type Review, type Reviewer, requireReason } from '../../core/alert/review.ts'
import type { AlertId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { Refusal, type RefusalCode } from '../../core/kernel/refusal.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { record } from '../ledger/record.ts'
import type { Services } from '../services.ts'
import { lockAlerts, saveReviews } from './reviewStore.ts'

type Needs = Pick<Services, 'newId'>

export type ReviewRequest = { disposition: Disposition; reason: string }

function noSuchAlert(): Refusal {
  return new Refusal('not_found', 'There is no such alert.')
}

async function save(tx: OrganizationTx, reviews: readonly Review[], now: Instant): Promise<void> {
  const entries = await record(
    tx,
    reviews.map(({ entry }) => entry),
    now,
  )
  await saveReviews(
    tx,
    reviews.map((review, place) => ({ review, entryId: entries[place]?.entryId ?? '' })),
  )
}

export async function reviewAlert(
  tx: OrganizationTx,
  { newId }: Needs,
  by: Reviewer,
  alertId: AlertId,
  request: ReviewRequest,
  now: Instant,
): Promise<Review> {
  const alert = (await lockAlerts(tx, [alertId])).get(alertId)
  if (!alert) throw noSuchAlert()
  const review = decideReview(alert, by, { ...request, reviewId: newId('review') }, now)
  await save(tx, [review], now)
  return review
}

export async function correctReview(
  tx: OrganizationTx,
  { newId }: Needs,
  by: Reviewer,
  alertId: AlertId,
  request: ReviewRequest,
  now: Instant,
): Promise<Review> {
  const alert = (await lockAlerts(tx, [alertId])).get(alertId)
  if (!alert) throw noSuchAlert()
  const review = decideCorrection(alert, by, { ...request, reviewId: newId('review') }, now)
  await save(tx, [review], now)
  return review
}

export type ReviewedMany = { reviewed: AlertId[]; refused: { id: AlertId; code: RefusalCode; message: string }[] }

/** Each alert is decided by itself; a reason that is none refuses them all before any is looked at. */
export async function reviewMany(
  tx: OrganizationTx,
  needs: Needs,
  by: Reviewer,
  alertIds: readonly AlertId[],
  request: ReviewRequest,
  now: Instant,
): Promise<ReviewedMany> {
  requireReason(request.reason)
  return reviewEach(tx, needs, by, new Map(alertIds.map((id) => [id, request])), now)
}

/** What one person found of several alerts in one sitting, each with its own disposition and reason. */
export async function reviewEach(
  tx: OrganizationTx,
  { newId }: Needs,
  by: Reviewer,
  requests: ReadonlyMap<AlertId, ReviewRequest>,
  now: Instant,
): Promise<ReviewedMany> {
  const alerts = await lockAlerts(tx, [...requests.keys()])
  const reviews: Review[] = []
  const refused: ReviewedMany['refused'] = []
  for (const [id, request] of requests) {
    try {
      const alert = alerts.get(id)
      if (!alert) throw noSuchAlert()
      reviews.push(decideReview(alert, by, { ...request, reviewId: newId('review') }, now))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refused.push({ id, code: error.code, message: error.message })
    }
  }
  await save(tx, reviews, now)
  return { reviewed: reviews.map(({ alertId }) => alertId), refused }
}
