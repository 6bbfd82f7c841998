// What keeps bytes by their SHA-256, apart from the database: files of an organization that are too large for a row.
import type { Readable } from 'node:stream'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'

/** `sha256` is 64 hex digits. */
export type Blob = { sha256: string; size: number }

export type PutOptions = {
  /** What the bytes are said to hash to; others are not kept. */
  sha256?: string
  /** More than this is refused as `payload_too_large`. */
  maxBytes?: number
}

/** Files on this machine (`fileBlobStore.ts`), or objects elsewhere (`s3BlobStore.ts`): each keeps one organization's bytes apart from another's. */
export type BlobStore = {
  /** Resolves once the bytes would survive a power cut. The same bytes again change nothing. */
  put(organizationId: OrganizationId, bytes: Uint8Array | AsyncIterable<Uint8Array>, options?: PutOptions): Promise<Blob>
  /** Keeps a finished file of this machine whose hash its caller has just computed. The file is gone afterwards. */
  adopt(organizationId: OrganizationId, file: string, blob: Blob): Promise<void>
  /** Null where there are none. `start` and `end` are byte positions, both included. */
  get(organizationId: OrganizationId, sha256: string, range?: { start: number; end: number }): Promise<Readable | null>
  head(organizationId: OrganizationId, sha256: string): Promise<Blob | null>
  /** False where there were none. Refused as `retention_locked` where the store itself must keep them. */
  delete(organizationId: OrganizationId, sha256: string): Promise<boolean>
  /**
   * An address from which the bytes can be had without us for so many seconds, as a download under that content disposition.
   * Null where there is none: then they go through the server.
   */
  presign(organizationId: OrganizationId, sha256: string, options: { seconds: number; disposition: string }): Promise<string | null>
  /** Clears away what puts left behind that broke off before then; answers how many. For a job. */
  abandonUnfinished(before: Instant): Promise<number>
}

/** `org_…/ab/ab…`: where an organization's bytes lie, below a directory or in a bucket. */
export function blobPath(organizationId: OrganizationId, sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError(`not a SHA-256 in hex: ${sha256}`)
  return `${organizationId}/${sha256.slice(0, 2)}/${sha256}`
}

export function tooLarge(most: number): Refusal {
  return new Refusal('payload_too_large', `The file is larger than ${most} bytes.`)
}

export function requireHash(wanted: string | undefined, sha256: string): void {
  if (wanted === undefined || wanted === sha256) return
  throw new Refusal('payload_not_readable', 'The bytes do not have the SHA-256 that was given for them.')
}
