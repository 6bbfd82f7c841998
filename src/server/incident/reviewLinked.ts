// What linking and dismissing make of the reviews of alerts: they say what the incident says, in the same transaction.
import type { Disposition } from '../../core/alert/disposition.ts'
import type { ReviewsToMake } from '../../core/incident/decideLink.ts'
import type { Worker } from '../../core/incident/standing.ts'
import type { AlertId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { correctReview, reviewEach } from '../alert/reviewAlert.ts'
import type { Services } from '../services.ts'

/** The alerts are held already. */
export async function reviewLinked(
  tx: OrganizationTx,
  services: Services,
  by: Worker,
  reviews: ReviewsToMake,
  now: Instant,
): Promise<void> {
  const request = { disposition: 'incident' as const, reason: reviews.reason }
  if (reviews.review.length > 0) await reviewEach(tx, services, by, new Map(reviews.review.map((id) => [id, request])), now)
  await correctAll(tx, services, by, reviews.correct, request, now)
}

export async function correctAll(
  tx: OrganizationTx,
  services: Services,
  by: Worker,
  alertIds: readonly AlertId[],
  request: { disposition: Disposition; reason: string },
  now: Instant,
): Promise<void> {
  for (const alertId of alertIds) await correctReview(tx, services, by, alertId, request, now)
}
