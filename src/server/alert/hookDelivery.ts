// A delivery on its way from the hook into the database, and what its sender is told.
import type { DeliveryId } from '../../core/kernel/ids.ts'
import type { OpenedSource } from '../source/sourceDoor.ts'
import type { Interpreted, RawDelivery } from './interpretDelivery.ts'

/** A delivery that was read and waits to be written. */
export type HookDelivery = RawDelivery & {
  deliveryId: DeliveryId
  source: OpenedSource
  contentType: string
  /** Of the body, in hex. */
  sha256: string
  interpreted: Interpreted
}

/** What became of it, once committed. Null: its key was renewed or its source retired while it waited, and nothing was kept. */
export type DeliveryReceipt = {
  deliveryId: DeliveryId
  state: 'accepted' | 'repeated' | 'refused'
  observations: number
  reason: string | null
  repeats: DeliveryId | null
} | null
