// Takes in a batch of deliveries of one organization, in one transaction: load, decide, store, record.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { type ArrivedDelivery, decideIntake, type Intake } from '../../core/alert/decideIntake.ts'
import type { DeliveryId, SourceId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { type HeardOf, hearSources, saveHeard } from '../coverage/hearSources.ts'
import type { WatchedSource } from '../coverage/watchStore.ts'
import { record } from '../ledger/record.ts'
import type { Services } from '../services.ts'
import type { OpenedSource } from '../source/sourceDoor.ts'
import { confirmSubscriptions } from './confirmSubscription.job.ts'
import type { DeliveryReceipt, HookDelivery } from './hookDelivery.ts'
import { type AskedDelivery, lockAndLoad } from './intakeStore.ts'
import { saveIntake } from './keptStore.ts'

export type Received = { receipts: DeliveryReceipt[]; intake: Intake }

function isOpen(source: WatchedSource | undefined, given: OpenedSource): source is WatchedSource {
  return source !== undefined && source.retiredAt === null && Buffer.compare(source.keyHash, given.keyHash) === 0
}

function arrivedDelivery(delivery: HookDelivery, source: WatchedSource): ArrivedDelivery {
  const { deliveryId, arrivedAt, interpreted, sha256, body, contentType } = delivery
  const { integration } = delivery.source
  return {
    deliveryId,
    arrivedAt,
    source: {
      sourceId: source.sourceId,
      name: source.name,
      integration: integration.id,
      closes: integration.closes,
      reviewTargetSeconds: source.reviewTargetSeconds,
    },
    authentication: interpreted.authentication,
    vendorId: interpreted.vendorId,
    refused: interpreted.refused,
    reason: interpreted.reason,
    observations: interpreted.observations,
    omitted: interpreted.omitted,
    file: { sha256, size: body.length, type: contentType },
  }
}

function askedDelivery({ source, sha256, interpreted }: HookDelivery): AskedDelivery {
  const { refused, vendorId, observations } = interpreted
  return { source, sha256, refused, vendorId, observations }
}

function heardOf({ deliveries }: Intake): Map<SourceId, HeardOf> {
  const heard = new Map<SourceId, HeardOf>()
  for (const { arrived, state } of deliveries) {
    const { sourceId } = arrived.source
    const counts = heard.get(sourceId) ?? { heartbeats: 0, deliveries: 0, refused: 0 }
    const refused = counts.refused + (state === 'refused' ? 1 : 0)
    heard.set(sourceId, { heartbeats: 0, deliveries: counts.deliveries + 1, refused })
  }
  return heard
}

export async function receiveDeliveries(
  tx: OrganizationTx,
  services: Pick<Services, 'newId' | 'jobs' | 'outgoing'>,
  batch: readonly HookDelivery[],
  now: Instant,
): Promise<Received> {
  const { nextNumber, sources, earlier, known } = await lockAndLoad(tx, batch.map(askedDelivery))
  const sourceById = new Map(sources.map((source) => [source.sourceId, source]))
  const open = new Map<DeliveryId, HookDelivery>()
  const deliveries: ArrivedDelivery[] = []
  for (const delivery of batch) {
    const source = sourceById.get(delivery.source.sourceId)
    if (!isOpen(source, delivery.source)) continue
    open.set(delivery.deliveryId, delivery)
    deliveries.push(arrivedDelivery(delivery, source))
  }
  const intake = decideIntake({ deliveries, earlier, known, nextNumber, newId: () => services.newId('alert') })
  const signs = await hearSources(tx, services, sources, heardOf(intake), now)
  // One after the other on one connection; but the entries are hashed while the database is busy with the rows, so those must have gone out.
  await Promise.all([
    saveHeard(tx, signs),
    saveIntake(tx, intake, (deliveryId) => open.get(deliveryId) as HookDelivery),
    nextTurn().then(() => record(tx, [...signs.entries, ...intake.entries], now)),
  ])
  await confirmSubscriptions(tx, services, [...open.values()])
  return { receipts: receiptsOf(batch, intake), intake }
}

/** One for each delivery of the batch, in its order. */
function receiptsOf(batch: readonly HookDelivery[], { deliveries }: Intake): DeliveryReceipt[] {
  const receipts = new Map(
    deliveries.map(({ arrived, state, observations, repeats }): [DeliveryId, DeliveryReceipt] => [
      arrived.deliveryId,
      { deliveryId: arrived.deliveryId, state, observations, reason: arrived.reason, repeats },
    ]),
  )
  return batch.map(({ deliveryId }) => receipts.get(deliveryId) ?? null)
}
