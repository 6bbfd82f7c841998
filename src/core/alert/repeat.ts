// Is a delivery one that we have already? Tools send again what they are not sure arrived.
import type { DeliveryId } from '../kernel/ids.ts'
import { day, type Instant, minute } from '../kernel/instant.ts'
import type { Observation } from './observation.ts'
import type { AlertState } from './receive.ts'

/** A tool that names its deliveries may come back with one for days (PagerDuty 48 hours, people replaying by hand longer). */
export const sameIdWindow = 30 * day
/** A tool that does not name them retries within minutes; later the same words are news. */
export const sameBytesWindow = 5 * minute

/** An accepted delivery of the same source. */
export type EarlierDelivery = { deliveryId: DeliveryId; receivedAt: Instant }

export type PossibleRepeat = {
  vendorId: string | null
  receivedAt: Instant
  observations: readonly Observation[]
  sameId: EarlierDelivery | undefined
  sameBytes: EarlierDelivery | undefined
}

function within(earlier: EarlierDelivery, receivedAt: Instant, window: number): boolean {
  return receivedAt - earlier.receivedAt <= window
}

/** The same bytes mean something else once the alert has moved on: fire, resolve, fire again within the window. */
function saysNothingNew(observations: readonly Observation[], latest: ReadonlyMap<string, AlertState>): boolean {
  const last = new Map(observations.map((said) => [said.fingerprint, said.status]))
  return [...last].every(([fingerprint, status]) => latest.get(fingerprint)?.status === status)
}

/** The delivery that this one repeats, or undefined. Where the tool names its deliveries its word counts, and bytes do not. */
export function findRepeat(delivery: PossibleRepeat, latest: ReadonlyMap<string, AlertState>): DeliveryId | undefined {
  const { sameId, sameBytes, receivedAt } = delivery
  if (delivery.vendorId !== null) return sameId && within(sameId, receivedAt, sameIdWindow) ? sameId.deliveryId : undefined
  if (!sameBytes || !within(sameBytes, receivedAt, sameBytesWindow)) return undefined
  return saysNothingNew(delivery.observations, latest) ? sameBytes.deliveryId : undefined
}
