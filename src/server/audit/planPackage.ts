// Between which checkpoints a package lies: from one signed well before its period to one that holds everything up to the request.

import type { Statement } from '../../core/audit/statement.ts'
import { leadIn } from '../../core/audit/verify/checkPeriod.ts'
import { day, type Instant, toInstant } from '../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { readCheckpointBefore, readLatestCheckpoint } from '../ledger/checkpointViews.ts'
import { readLedger } from '../ledger/ledgerStore.ts'
import { periodOf } from './auditPeriod.ts'
import { type PackageRow, readAudit, readPackage, saveClosingSize } from './auditStore.ts'
import { PackageNotWritten } from './packageNotWritten.ts'
import { checkpointSizeBelow, type OrganizationFacts, readOrganization, stampedBetween } from './packageViews.ts'

/** A stamp older than this is not worth all the entries since: the package says that its opening is not stamped. */
const oldestStamp = 40 * day

export type Plan = { statement: Statement; organization: OrganizationFacts; row: PackageRow }

/**
 * The checkpoint before the last one signed before the period: so at least one entry that was recorded before the period stands at the
 * beginning, which is how a verifier sees that nothing of the period was left out there. 0: the log's beginning.
 */
export async function openingSize(tx: OrganizationTx, periodStart: Instant): Promise<number> {
  const last = await readCheckpointBefore(tx, toInstant(periodStart - leadIn))
  const before = last === undefined ? undefined : await checkpointSizeBelow(tx, last.size)
  if (before === undefined) return 0
  const stamped = await stampedBetween(tx, toInstant(periodStart - oldestStamp), periodStart)
  return stamped === undefined ? before : Math.min(before, stamped)
}

/** Everything recorded up to the request is sealed by now. */
export async function planPackage(tx: OrganizationTx, packageId: PackageRow['packageId']): Promise<Plan> {
  const row = await readPackage(tx, packageId)
  const audit = row && (await readAudit(tx, row.auditId))
  const ledger = await readLedger(tx)
  if (row === undefined || audit === undefined || ledger === undefined)
    throw new PackageNotWritten('The audit of this package is not there any more.')
  const closing = row.closingSize ?? (await readLatestCheckpoint(tx))?.size
  if (closing === undefined) throw new PackageNotWritten('The ledger has no checkpoint yet.')
  if (row.closingSize === null) await saveClosingSize(tx, packageId, closing)
  const opening = await openingSize(tx, audit.periodStart)
  return {
    ...{ row, organization: await readOrganization(tx) },
    statement: { ...periodOf(audit), package: packageId, origin: ledger.origin, openingSize: opening, closingSize: closing },
  }
}
