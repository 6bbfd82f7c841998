// Confirms that a tool may send here, by asking the address it signed for (Amazon SNS). Only where the operator allows outgoing requests.
import type { SubscriptionConfirmation } from '../../core/alert/observation.ts'
import type { DeliveryId, OrganizationId, SourceId } from '../../core/kernel/ids.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { Services } from '../services.ts'
import type { HookDelivery } from './hookDelivery.ts'

const name = 'confirm-subscription'

type Confirmation = SubscriptionConfirmation & { organizationId: OrganizationId; sourceId: SourceId; deliveryId: DeliveryId }

/** What the delivery says beside its own reason where we are not allowed to ask: what a person must do. */
export const confirmByHand =
  'This server makes no requests by itself, so it was not confirmed. Set TICKMARK_ALLOW_OUTGOING=public and let Amazon SNS request the confirmation again.'

/** In the transaction that keeps the delivery: the job exists if and only if the delivery does. */
export async function confirmSubscriptions(
  tx: OrganizationTx,
  { jobs, outgoing }: Pick<Services, 'jobs' | 'outgoing'>,
  deliveries: readonly HookDelivery[],
): Promise<void> {
  if (!outgoing.allowed) return
  for (const { deliveryId, source, interpreted } of deliveries) {
    if (interpreted.confirm === null) continue
    const confirmation: Confirmation = { ...interpreted.confirm, organizationId: tx.organizationId, sourceId: source.sourceId, deliveryId }
    await jobs.send<Confirmation>(name, confirmation, { tx, singletonKey: deliveryId })
  }
}

export async function defineConfirmSubscription({ jobs, outgoing, log }: Services): Promise<void> {
  await jobs.define<Confirmation>(name, { retryLimit: 5, retryDelaySeconds: 30, expireInSeconds: 60 }, async ({ url, topic, sourceId }) => {
    const { status } = await outgoing.send(url, { method: 'GET', maxBytes: 64 * 1024 })
    if (status < 200 || status > 299) throw new Error(`Amazon SNS answered ${status} to the confirmation of ${topic}.`)
    log.info({ source: sourceId, topic }, 'The subscription of an SNS topic is confirmed')
  })
}
