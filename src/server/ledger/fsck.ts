// Holds the database against the ledger: the log against itself, every table against what its entries add up to, and kept bytes against their hash.
import { systemActor } from '../../core/kernel/actor.ts'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import type { Database } from '../../database/connect.ts'
import { inOrganization } from '../../database/inOrganization.ts'
import type { BlobStore } from '../files/blobStore.ts'
import { checkBlobs, type KeptBlob } from './fsck/checkBlobs.ts'
import { checkLog, type Progress } from './fsck/checkLog.ts'
import { checkTables } from './fsck/checkTables.ts'
import { type Disagreement, sentenceOf } from './fsck/disagreement.ts'
import { keptBlobs } from './fsck/fsckViews.ts'
import type { LedgerKeys } from './ledgerKeys.ts'
import { readLedger } from './ledgerStore.ts'

export type FsckReport = {
  organization: OrganizationId
  origin: string | null
  entries: number
  /** In the order found: the first is the deepest, since the log is looked at before the tables. */
  disagreements: (Disagreement & { sentence: string })[]
}

export type FsckOptions = {
  keys: LedgerKeys /** Stops after so many disagreements. */
  most: number
  progress?: Progress
  blobs?: Pick<BlobStore, 'get'>
}

/**
 * One organization in one snapshot, read only (the bytes of evidence after it, where `blobs` are given), so that it can be asked while the server works. Memory does not grow with the log; what
 * waits to be sealed counts as recorded.
 */
export async function fsck(
  database: Database,
  organizationId: OrganizationId,
  { keys, most, progress = () => undefined, blobs }: FsckOptions,
): Promise<FsckReport> {
  let kept: readonly KeptBlob[] = []
  const report = await inOrganization<FsckReport>(
    database,
    organizationId,
    systemActor('fsck'),
    async (tx) => {
      const ledger = await readLedger(tx)
      kept = await keptBlobs(tx)
      const report: FsckReport = {
        organization: organizationId,
        origin: ledger?.origin ?? null,
        entries: ledger?.size ?? 0,
        disagreements: [],
      }
      for (const check of [checkLog(tx, keys, progress), checkTables(tx, progress)]) {
        for await (const found of check) {
          report.disagreements.push({ ...found, sentence: sentenceOf(found) })
          if (report.disagreements.length >= most) return report
        }
      }
      return report
    },
    { isolation: 'repeatable read', readOnly: true },
  )
  if (blobs === undefined) return report
  for await (const found of checkBlobs(blobs, organizationId, kept, progress)) {
    if (report.disagreements.length >= most) break
    report.disagreements.push({ ...found, sentence: sentenceOf(found) })
  }
  return report
}
