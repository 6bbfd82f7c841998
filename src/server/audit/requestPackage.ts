// Asks for the package of an audit: the request itself goes on record, since it is what names the period inside the seal.
import { requestDetail } from '../../core/audit/statement.ts'
import type { Actor } from '../../core/kernel/actor.ts'
import type { AuditId, PackageId } from '../../core/kernel/ids.ts'
import { formatInstant, type Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { readLatestCheckpoint } from '../ledger/checkpointViews.ts'
import { readLedger } from '../ledger/ledgerStore.ts'
import { record } from '../ledger/record.ts'
import type { Services } from '../services.ts'
import { periodOf } from './auditPeriod.ts'
import { insertPackage, readAudit } from './auditStore.ts'
import { noSuchAudit } from './auditViews.ts'
import { sendBuild, steps } from './buildPackage.job.ts'
import { countAboutDocuments, readOrganization } from './packageViews.ts'

export async function requestPackage(
  tx: OrganizationTx,
  services: Pick<Services, 'jobs' | 'newId'>,
  by: Actor,
  auditId: AuditId,
  now: Instant,
): Promise<PackageId> {
  const audit = await readAudit(tx, auditId)
  if (audit === undefined) throw noSuchAudit()
  if (now < audit.periodEnd) {
    throw new Refusal('period_not_over', `The period ends at ${formatInstant(audit.periodEnd)}; a package shows a period that is over.`)
  }
  const halted = (await readLedger(tx))?.halted ?? null
  if (halted !== null) throw new Refusal('ledger_halted', `The ledger has stopped, so nothing can be sealed for a package. ${halted}`)
  const packageId = services.newId('package')
  const { simulatedUntil } = await readOrganization(tx)
  await insertPackage(tx, { packageId, auditId, requestedBy: by.id, requestedAt: now, step: steps.waiting })
  const size = (await readLatestCheckpoint(tx))?.size ?? 0
  const detail = requestDetail(periodOf(audit), simulatedUntil, { size, documents: await countAboutDocuments(tx, size) })
  await record(tx, [{ kind: 'package.requested', act: by.id, obj: packageId, at: now, ctl: ['CC4.1'], detail }], now)
  await sendBuild(services, { organizationId: tx.organizationId, packageId }, tx)
  return packageId
}
