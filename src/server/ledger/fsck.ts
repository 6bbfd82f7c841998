// Holds the database against the ledger: the log against itself, and every table against what its entries add up to.
import { systemActor } from '../../core/kernel/actor.ts'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import type { Database } from '../../database/connect.ts'
import { inOrganization } from '../../database/inOrganization.ts'
import { checkLog, type Progress } from './fsck/checkLog.ts'
import { checkTables } from './fsck/checkTables.ts'
import { type Disagreement, sentenceOf } from './fsck/disagreement.ts'
import type { LedgerKeys } from './ledgerKeys.ts'
import { readLedger } from './ledgerStore.ts'

export type FsckReport = {
  organization: OrganizationId
  origin: string | null
  entries: number
  /** In the order found: the first is the deepest, since the log is looked at before the tables. */
  disagreements: (Disagreement & { sentence: string })[]
}

export type FsckOptions = { keys: LedgerKeys /** Stops after so many disagreements. */; most: number; progress?: Progress }

/**
 * One organization in one snapshot, read only, so that it can be asked while the server works. Memory does not grow with the log; what
 * waits to be sealed counts as recorded.
 */
export function fsck(
  database: Database,
  organizationId: OrganizationId,
  { keys, most, progress = () => undefined }: FsckOptions,
): Promise<FsckReport> {
  return inOrganization<FsckReport>(
    database,
    organizationId,
    systemActor('fsck'),
    async (tx) => {
      const ledger = await readLedger(tx)
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
}
