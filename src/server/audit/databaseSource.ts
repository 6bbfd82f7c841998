// A package's source in the database: pages of sealed entries, each in a short transaction of its own, since what is sealed never changes.
import type { Actor } from '../../core/kernel/actor.ts'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import { inOrganization, type OrganizationTx } from '../../database/inOrganization.ts'
import { readCheckpointAt } from '../ledger/checkpointViews.ts'
import { consistencyProof, leftRange } from '../ledger/proofViews.ts'
import type { Services } from '../services.ts'
import { PackageNotWritten } from './packageNotWritten.ts'
import type { PackageSource } from './packageSource.ts'
import { anchoredSizesBelow, readEarlierEntries, readPolicyText, readRestrictions, readSealedEntries } from './packageViews.ts'

/** Small enough that the server answers others in between, large enough that a page's round trip does not count. */
const pageSize = 500

export function databaseSource(
  { database, blobs }: Pick<Services, 'database' | 'blobs'>,
  organizationId: OrganizationId,
  by: Actor,
): PackageSource {
  const read = <T>(work: (tx: OrganizationTx) => Promise<T>) => inOrganization(database, organizationId, by, work, { readOnly: true })
  return {
    pageSize,
    entries: (from, end) => read((tx) => readSealedEntries(tx, from, end)),
    earlier: (size) => read((tx) => readEarlierEntries(tx, size)),
    restrictions: (from, end) => read((tx) => readRestrictions(tx, from, end)),
    policyText: (sha256) => read((tx) => readPolicyText(tx, sha256)),
    checkpoint: async (size) => {
      const checkpoint = await read((tx) => readCheckpointAt(tx, size))
      if (checkpoint === undefined) throw new PackageNotWritten(`The checkpoint of size ${size} is not in the database. Run tickmark fsck.`)
      return checkpoint.note
    },
    leftHashes: (size) => read((tx) => leftRange(tx, size)),
    consistency: (from, to) => read((tx) => consistencyProof(tx, from, to)),
    anchoredBelow: (size) => read((tx) => anchoredSizesBelow(tx, size)),
    file: async (sha256) => {
      const stream = await blobs.get(organizationId, sha256)
      if (stream === null) return null
      const pieces: Buffer[] = []
      for await (const piece of stream) pieces.push(piece as Buffer)
      return Buffer.concat(pieces)
    },
  }
}
