// Audits and packages as they are kept, and every change to them.
import type { AuditId, PackageId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

export type AuditRow = {
  auditId: AuditId
  name: string
  firstDay: string
  lastDay: string
  timeZone: string
  periodStart: Instant
  periodEnd: Instant
  openedBy: string
  openedAt: Instant
}

export type PackageRow = {
  packageId: PackageId
  auditId: AuditId
  state: 'waiting' | 'building' | 'ready' | 'failed'
  step: string
  done: number
  total: number
  requestedBy: string
  requestedAt: Instant
  finishedAt: Instant | null
  error: string | null
  fileName: string | null
  size: number | null
  sha256: Uint8Array | null
  closingSize: number | null
  entryCount: number | null
}

const auditColumns = [
  ...(['audit_id as auditId', 'name', 'first_day as firstDay', 'last_day as lastDay', 'time_zone as timeZone'] as const),
  ...(['period_start as periodStart', 'period_end as periodEnd', 'opened_by as openedBy', 'opened_at as openedAt'] as const),
] as const

const packageColumns = [
  ...(['package_id as packageId', 'audit_id as auditId', 'state', 'step', 'done', 'total', 'error', 'size', 'sha256'] as const),
  ...(['requested_by as requestedBy', 'requested_at as requestedAt', 'finished_at as finishedAt', 'file_name as fileName'] as const),
  ...(['closing_size as closingSize', 'entry_count as entryCount'] as const),
] as const

function audits(tx: OrganizationTx) {
  return tx.db.selectFrom('audit').select(auditColumns).where('org_id', '=', tx.organizationId)
}

function packages(tx: OrganizationTx) {
  return tx.db.selectFrom('audit_package').select(packageColumns).where('org_id', '=', tx.organizationId)
}

/** Latest period first. */
export function readAudits(tx: OrganizationTx): Promise<AuditRow[]> {
  return audits(tx).orderBy('period_end', 'desc').orderBy('opened_at', 'desc').orderBy('audit_id').execute()
}

export function readAudit(tx: OrganizationTx, auditId: AuditId): Promise<AuditRow | undefined> {
  return audits(tx).where('audit_id', '=', auditId).executeTakeFirst()
}

/** Newest first; of one audit, or of all. */
export function readPackages(tx: OrganizationTx, auditId: AuditId | null): Promise<PackageRow[]> {
  const all = packages(tx).orderBy('requested_at', 'desc').orderBy('package_id', 'desc')
  return (auditId === null ? all : all.where('audit_id', '=', auditId)).execute()
}

export function readPackage(tx: OrganizationTx, packageId: PackageId): Promise<PackageRow | undefined> {
  return packages(tx).where('package_id', '=', packageId).executeTakeFirst()
}

export async function unfinishedPackages(tx: OrganizationTx): Promise<PackageId[]> {
  const rows = await packages(tx).where('state', 'in', ['waiting', 'building']).orderBy('requested_at').execute()
  return rows.map(({ packageId }) => packageId)
}

export async function insertAudit(tx: OrganizationTx, audit: AuditRow): Promise<void> {
  await tx.db
    .insertInto('audit')
    .values({
      ...{ org_id: tx.organizationId, audit_id: audit.auditId, name: audit.name, first_day: audit.firstDay, last_day: audit.lastDay },
      ...{ time_zone: audit.timeZone, period_start: audit.periodStart, period_end: audit.periodEnd },
      ...{ opened_by: audit.openedBy, opened_at: audit.openedAt },
    })
    .execute()
}

export type NewPackage = Pick<PackageRow, 'packageId' | 'auditId' | 'requestedBy' | 'requestedAt' | 'step'>

export async function insertPackage(tx: OrganizationTx, { packageId, auditId, requestedBy, requestedAt, step }: NewPackage): Promise<void> {
  await tx.db
    .insertInto('audit_package')
    .values({
      ...{ org_id: tx.organizationId, package_id: packageId, audit_id: auditId, state: 'waiting', step },
      ...{ requested_by: requestedBy, requested_at: requestedAt },
    })
    .execute()
}

/** Only what is not finished changes any more. */
function unfinished(tx: OrganizationTx, packageId: PackageId) {
  return tx.db
    .updateTable('audit_package')
    .where('org_id', '=', tx.organizationId)
    .where('package_id', '=', packageId)
    .where('state', 'in', ['waiting', 'building'])
}

export type Progress = { step: string; done: number; total: number }

export async function saveProgress(tx: OrganizationTx, packageId: PackageId, { step, done, total }: Progress): Promise<void> {
  await unfinished(tx, packageId).set({ state: 'building', step, done, total }).execute()
}

/** Once chosen it stays, so that a build that begins again makes the same bytes. */
export async function saveClosingSize(tx: OrganizationTx, packageId: PackageId, closingSize: number): Promise<void> {
  await unfinished(tx, packageId).set({ closing_size: closingSize }).execute()
}

export type BuiltPackage = { fileName: string; size: number; sha256: Uint8Array; entryCount: number; finishedAt: Instant }

/** False where somebody else was first. */
export async function saveBuilt(tx: OrganizationTx, packageId: PackageId, built: BuiltPackage): Promise<boolean> {
  const { numUpdatedRows } = await unfinished(tx, packageId)
    .set({
      ...{
        state: 'ready',
        step: '',
        done: built.size,
        total: built.size,
        error: null,
        file_name: built.fileName,
        size: built.size,
        sha256: built.sha256,
      },
      ...{ entry_count: built.entryCount, finished_at: built.finishedAt },
    })
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function saveFailed(tx: OrganizationTx, packageId: PackageId, error: string, at: Instant): Promise<void> {
  await unfinished(tx, packageId).set({ state: 'failed', step: '', error, finished_at: at }).execute()
}
