// One checkpoint on its way to one destination: what a sender is given, and what it brings back.
import type { AnchorId, DestinationId, OrganizationId } from '../../../core/kernel/ids.ts'
import type { Instant } from '../../../core/kernel/instant.ts'

/** As kept in the database; the webhook's secret is sealed with the server's secret key. */
export type StoredSettings =
  | { kind: 'timestamp'; url: string; ca_pem: string }
  | { kind: 'mail'; to: string }
  | { kind: 'webhook'; url: string; secret_sealed: string | null }
  | { kind: 'directory'; path: string }

export type AnchorTask = {
  organizationId: OrganizationId
  anchorId: AnchorId
  destinationId: DestinationId
  settings: StoredSettings
  /** The attempt that is being made now, from 1. */
  attempt: number
  checkpoint: { origin: string; size: number; root: Uint8Array; note: string; signedAt: Instant }
}

/** What a sender answers. It throws an Error whose message says what went wrong; that is shown beside the destination. */
export type AnchorReceipt = {
  /** The instant an authority vouches for. */
  authorityAt: Instant | null
  /** What the destination answered: for an authority the whole response, which goes into the ledger as a file. */
  answer: Uint8Array
  file?: { type: string }
  nonce?: string
}
