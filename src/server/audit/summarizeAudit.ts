// What an audit's period holds now, and in plain words what a package of it, built now, would not prove.
import type { z } from 'zod'
import type { AuditSummary } from '../../contract/audit.ts'
import { plural } from '../../core/document/phrases.ts'
import type { AuditId } from '../../core/kernel/ids.ts'
import { formatInstant, type Instant } from '../../core/kernel/instant.ts'
import { notAnchored, simulatedLimit } from '../../core/ledger/claims.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { type CheckpointRow, readCheckpointAt, readLatestCheckpoint } from '../ledger/checkpointViews.ts'
import { readLedger } from '../ledger/ledgerStore.ts'
import { type AuditRow, readAudit } from './auditStore.ts'
import { noSuchAudit } from './auditViews.ts'
import { isStamped, readOrganization } from './packageViews.ts'
import { openingSize } from './planPackage.ts'
import { countDispositions, countPeriod, type PeriodCounts } from './summaryViews.ts'

type Summary = z.output<typeof AuditSummary>

export async function summarizeAudit(tx: OrganizationTx, auditId: AuditId, now: Instant): Promise<Summary> {
  const audit = await readAudit(tx, auditId)
  if (audit === undefined) throw noSuchAudit()
  const counts = await countPeriod(tx, audit.periodStart, audit.periodEnd)
  const bounds = await boundsOf(tx, audit)
  return {
    ...{
      alerts: counts.alerts,
      reviewed: counts.reviewed,
      reviewed_late: counts.reviewedLate,
      unreviewed: counts.alerts - counts.reviewed,
    },
    by_disposition: await countDispositions(tx, audit.periodStart, audit.periodEnd),
    ...{
      sources: counts.sources,
      gaps: counts.gaps,
      gaps_unexplained: counts.gapsUnexplained,
      refused_deliveries: counts.refusedDeliveries,
    },
    ...{ opening: bounds.opening, closing: bounds.closing },
    warnings: await warningsOf(tx, audit, counts, bounds, now),
  }
}

type Bounds = Pick<Summary, 'opening' | 'closing'>

async function boundsOf(tx: OrganizationTx, audit: AuditRow): Promise<Bounds> {
  const size = await openingSize(tx, audit.periodStart)
  const opening = size === 0 ? undefined : await readCheckpointAt(tx, size)
  const closing = await readLatestCheckpoint(tx)
  return {
    opening: opening === undefined ? null : said(opening, await isStamped(tx, opening.size, null, audit.periodStart)),
    closing: closing === undefined ? null : said(closing, await isStamped(tx, 0, audit.periodEnd, null)),
  }
}

function said({ size, signedAt }: CheckpointRow, timestamped: boolean): NonNullable<Summary['opening']> {
  return { size, signed_at: formatInstant(signedAt), timestamped }
}

async function warningsOf(tx: OrganizationTx, audit: AuditRow, counts: PeriodCounts, bounds: Bounds, now: Instant): Promise<string[]> {
  const warnings: string[] = []
  const { simulatedUntil } = await readOrganization(tx)
  const halted = (await readLedger(tx))?.halted ?? null
  if (halted !== null) warnings.push(`The ledger has stopped: nothing recorded since can be in a package. ${halted}`)
  if (now < audit.periodEnd) warnings.push(`The period ends at ${formatInstant(audit.periodEnd)}; a package can be built after that.`)
  if (simulatedUntil !== null && simulatedUntil > audit.periodStart) warnings.push(simulatedLimit(simulatedUntil))
  if (bounds.opening !== null && !bounds.opening.timestamped) {
    warnings.push(
      'No timestamp from before the period covers its opening checkpoint: that the log was as long when the period began rests on its own clock.',
    )
  }
  if (bounds.closing !== null && !bounds.closing.timestamped) {
    warnings.push(
      `No timestamp from after the period is in the log (${notAnchored}): that it was sealed past the end of the period rests on its own clock.`,
    )
  }
  const [unreviewed, silences] = [counts.alerts - counts.reviewed, counts.gapsUnexplained]
  if (unreviewed > 0) warnings.push(`${plural(unreviewed, 'alert')} of the period ${unreviewed === 1 ? 'has' : 'have'} no review.`)
  if (silences > 0) warnings.push(`${plural(silences, 'silence')} of a source ${silences === 1 ? 'is' : 'are'} not explained.`)
  return warnings
}
