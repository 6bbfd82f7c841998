// The intake of one server: deliveries of an organization that arrive together are written together, and each is answered after the commit.
import { systemActor } from '../../core/kernel/actor.ts'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import { DatabaseUnavailable } from '../../database/databaseUnavailable.ts'
import { inOrganization } from '../../database/inOrganization.ts'
import { meters } from '../http/meters.ts'
import { groupCommit } from '../jobs/groupCommit.ts'
import type { Services } from '../services.ts'
import type { DeliveryReceipt, HookDelivery } from './hookDelivery.ts'
import { type Received, receiveDeliveries } from './receiveDeliveries.ts'

const actor = systemActor('intake')
const mib = 1024 * 1024

/**
 * A batch is as large as is still quicker than two: beyond a megabyte it only keeps those behind it waiting longer. What waits beyond the room is
 * told to come back.
 */
const most = { items: 500, size: mib }
const room = { items: 5000, size: 64 * mib }
/** What a delivery costs besides its body, in memory and in rows. */
const overhead = 1024
const perObservation = 512

export type Intake = {
  submit(delivery: HookDelivery): Promise<DeliveryReceipt>
  settled(): Promise<void>
}

function announce({ events }: Services, organizationId: OrganizationId, { intake }: Received) {
  const alerts = [...intake.opened, ...intake.spokenOf].map(({ alertId }) => alertId)
  if (alerts.length > 0) events.announce(organizationId, { topic: 'alert', ids: alerts.length > 50 ? [] : alerts })
  const deliveries = intake.deliveries.map(({ arrived }) => arrived.deliveryId)
  if (deliveries.length > 0) events.announce(organizationId, { topic: 'delivery', ids: deliveries.length > 50 ? [] : deliveries })
}

function count(batch: readonly HookDelivery[], receipts: readonly DeliveryReceipt[]) {
  meters.intakeBatchSize.observe(batch.length)
  receipts.forEach((receipt, place) => {
    const integration = batch[place]?.source.integration.id
    if (receipt && integration) meters.deliveries.inc({ integration, state: receipt.state })
  })
}

async function writeOnce(services: Services, organizationId: OrganizationId, batch: readonly HookDelivery[]): Promise<DeliveryReceipt[]> {
  const work = (tx: Parameters<typeof receiveDeliveries>[0]) => receiveDeliveries(tx, services, batch, services.clock())
  const received = await inOrganization(services.database, organizationId, actor, work, { retry: true })
  count(batch, received.receipts)
  announce(services, organizationId, received)
  return received.receipts
}

/** What it says cannot be written; that it came, byte for byte, still can. */
function asRefused(delivery: HookDelivery): HookDelivery {
  const reason = 'What it says could not be written because of a defect in Tickmark. It is kept, and can be read again after an update.'
  return { ...delivery, interpreted: { ...delivery.interpreted, refused: true, reason, observations: [], omitted: 0, confirm: null } }
}

type Outcome = { receipt: DeliveryReceipt } | { error: unknown }

/**
 * One delivery that cannot be written must not cost the others: a batch that fails is halved until the poison is alone, which takes at
 * most 2n transactions. Where the database is away, halving would only knock more often.
 */
async function writeApart(
  services: Services,
  organizationId: OrganizationId,
  batch: readonly HookDelivery[],
  again = true,
): Promise<Outcome[]> {
  try {
    return (await writeOnce(services, organizationId, batch)).map((receipt) => ({ receipt }))
  } catch (error) {
    if (error instanceof DatabaseUnavailable) return batch.map(() => ({ error }))
    const [only] = batch
    if (batch.length === 1 && only) {
      services.log.error({ err: error, delivery: only.deliveryId, integration: only.source.integration.id }, 'A delivery cannot be written')
      return again ? writeApart(services, organizationId, [asRefused(only)], false) : [{ error }]
    }
    const half = Math.ceil(batch.length / 2)
    const first = await writeApart(services, organizationId, batch.slice(0, half))
    return [...first, ...(await writeApart(services, organizationId, batch.slice(half)))]
  }
}

export function openIntake(services: Services): Intake {
  const commit = groupCommit<HookDelivery, Outcome>({
    write: (organizationId, batch) => writeApart(services, organizationId as OrganizationId, batch),
    sizeOf: ({ body, interpreted }) => body.length + overhead + interpreted.observations.length * perObservation,
    most,
    room,
    linger: { from: 16, milliseconds: 30 },
  })
  return {
    async submit(delivery) {
      const outcome = await commit.submit(delivery.source.organizationId, delivery)
      if ('error' in outcome) throw outcome.error
      return outcome.receipt
    },
    settled: () => commit.settled(),
  }
}
