// Audits as they are shown: with their packages, and with names for those who opened and asked.
import type { z } from 'zod'
import type { Audit, AuditPackage } from '../../contract/audit.ts'
import type { AuditId, PackageId } from '../../core/kernel/ids.ts'
import { formatInstant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { encodeHex } from '../../core/ledger/hex.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { whoIs } from '../ledger/whoViews.ts'
import { type AuditRow, type PackageRow, readAudit, readAudits, readPackage, readPackages } from './auditStore.ts'

type AuditLine = z.output<typeof Audit>
export type PackageLine = z.output<typeof AuditPackage>

type Who = Awaited<ReturnType<typeof whoIs>>

export function noSuchAudit(): Refusal {
  return new Refusal('not_found', 'There is no such audit here.')
}

function packageLine(row: PackageRow, who: Who): PackageLine {
  return {
    ...{ id: row.packageId, state: row.state, step: row.step, done: row.done, total: row.total, error: row.error },
    ...{ requested_by: who(row.requestedBy), requested_at: formatInstant(row.requestedAt) },
    finished_at: row.finishedAt === null ? null : formatInstant(row.finishedAt),
    ...{ file_name: row.fileName, size: row.size, sha256: row.sha256 === null ? null : encodeHex(row.sha256) },
    ...{ closing_size: row.closingSize, entry_count: row.entryCount },
  }
}

function auditLine(row: AuditRow, packages: readonly PackageRow[], who: Who): AuditLine {
  return {
    ...{ id: row.auditId, name: row.name, first_day: row.firstDay, last_day: row.lastDay, time_zone: row.timeZone },
    ...{ period_start: formatInstant(row.periodStart), period_end: formatInstant(row.periodEnd) },
    ...{ opened_by: who(row.openedBy), opened_at: formatInstant(row.openedAt) },
    packages: packages.filter(({ auditId }) => auditId === row.auditId).map((one) => packageLine(one, who)),
  }
}

function actors(audits: readonly AuditRow[], packages: readonly PackageRow[]): string[] {
  return [...audits.map(({ openedBy }) => openedBy), ...packages.map(({ requestedBy }) => requestedBy)]
}

export async function listAudits(tx: OrganizationTx): Promise<{ items: AuditLine[] }> {
  const [audits, packages] = [await readAudits(tx), await readPackages(tx, null)]
  const who = await whoIs(tx, actors(audits, packages))
  return { items: audits.map((audit) => auditLine(audit, packages, who)) }
}

export async function getAudit(tx: OrganizationTx, auditId: AuditId): Promise<AuditLine> {
  const audit = await readAudit(tx, auditId)
  if (audit === undefined) throw noSuchAudit()
  const packages = await readPackages(tx, auditId)
  return auditLine(audit, packages, await whoIs(tx, actors([audit], packages)))
}

export async function getPackage(tx: OrganizationTx, packageId: PackageId): Promise<PackageLine> {
  const row = await readPackage(tx, packageId)
  if (row === undefined) throw new Refusal('not_found', 'There is no such package here.')
  return packageLine(row, await whoIs(tx, [row.requestedBy]))
}
