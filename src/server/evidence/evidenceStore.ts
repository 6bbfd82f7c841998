// Evidence as it is kept, and who had it in hand.
import { sql } from 'kysely'
import { commandDetail, type EvidenceItem } from '../../core/evidence/captureEvidence.ts'
import type { CustodyRow } from '../../core/evidence/custody.ts'
import type { EvidenceId, IncidentId, UploadId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

const itemColumns = [
  ...(['evidence_id as evidenceId', 'incident_id as incidentId', 'name', 'description', 'sha256', 'size', 'media_type as type'] as const),
  ...(['run_id as runId', 'step_id as stepId', 'source', 'query', 'row_count as rowCount', 'command'] as const),
  ...(['covers_from as coversFrom', 'covers_to as coversTo', 'happened_at as happenedAt', 'recorded_at as recordedAt'] as const),
  ...(['captured_by as capturedBy', 'captured_by_name as capturedByName', 'preservation_id as preservationId'] as const),
] as const

/** Beside whoever kept it. */
const accesses = sql<number>`(
  select count(*)::int from evidence_custody c where c.org_id = evidence_item.org_id and c.evidence_id = evidence_item.evidence_id
)`.as('accesses')

function items(tx: OrganizationTx) {
  return tx.db.selectFrom('evidence_item').select(itemColumns).select(accesses).where('org_id', '=', tx.organizationId)
}

export type EvidenceRow = NonNullable<Awaited<ReturnType<ReturnType<typeof items>['executeTakeFirst']>>>

/** The earliest kept first. */
export function readItems(tx: OrganizationTx, incidentId: IncidentId): Promise<EvidenceRow[]> {
  return items(tx).where('incident_id', '=', incidentId).orderBy('recorded_at').orderBy('evidence_id').execute()
}

export function readItem(tx: OrganizationTx, incidentId: IncidentId, evidenceId: EvidenceId): Promise<EvidenceRow | undefined> {
  return items(tx).where('incident_id', '=', incidentId).where('evidence_id', '=', evidenceId).executeTakeFirst()
}

export function readItemOfUpload(tx: OrganizationTx, uploadId: UploadId): Promise<EvidenceRow | undefined> {
  return items(tx).where('upload_id', '=', uploadId).executeTakeFirst()
}

export async function insertItem(tx: OrganizationTx, incidentId: IncidentId, item: EvidenceItem): Promise<void> {
  await tx.db
    .insertInto('evidence_item')
    .values({
      ...{ org_id: tx.organizationId, evidence_id: item.evidenceId, incident_id: incidentId, upload_id: item.uploadId, name: item.name },
      ...{ description: item.description, sha256: Buffer.from(item.sha256, 'hex'), size: item.size, media_type: item.type },
      ...{ run_id: item.step?.runId ?? null, step_id: item.step?.stepId ?? null, source: item.source, query: item.query },
      ...{ row_count: item.rowCount, command: item.command === null ? null : commandDetail(item.command) },
      ...{ covers_from: item.coversFrom, covers_to: item.coversTo, happened_at: item.happenedAt, recorded_at: item.recordedAt },
      ...{ captured_by: item.capturedBy, captured_by_name: item.capturedByName, preservation_id: item.preservationId },
    })
    .execute()
}

function custody(tx: OrganizationTx) {
  return tx.db
    .selectFrom('evidence_custody')
    .select(['position', 'what', 'first_byte as firstByte', 'last_byte as lastByte', 'handed_to as to', 'note'])
    .select(['happened_at as happenedAt', 'recorded_at as recordedAt', 'done_by as by', 'done_by_name as byName'])
    .where('org_id', '=', tx.organizationId)
}

export type KeptCustody = NonNullable<Awaited<ReturnType<ReturnType<typeof custody>['executeTakeFirst']>>>

export function readCustody(tx: OrganizationTx, evidenceId: EvidenceId): Promise<KeptCustody[]> {
  return custody(tx).where('evidence_id', '=', evidenceId).orderBy('position').execute()
}

/** Under the incident's lock, so that no two are counted alike. */
export async function nextPosition(tx: OrganizationTx, evidenceId: EvidenceId): Promise<number> {
  const last = await custody(tx).where('evidence_id', '=', evidenceId).orderBy('position', 'desc').limit(1).executeTakeFirst()
  return (last?.position ?? 0) + 1
}

export async function insertCustody(tx: OrganizationTx, incidentId: IncidentId, row: CustodyRow): Promise<void> {
  await tx.db
    .insertInto('evidence_custody')
    .values({
      ...{ org_id: tx.organizationId, evidence_id: row.evidenceId, position: row.position, incident_id: incidentId, what: row.what },
      ...{ first_byte: row.range?.start ?? null, last_byte: row.range?.end ?? null, handed_to: row.to, note: row.note },
      ...{ happened_at: row.happenedAt, recorded_at: row.recordedAt, done_by: row.by, done_by_name: row.byName },
    })
    .execute()
}

/** Lists show when anything about an incident was last recorded. */
export async function touchIncident(tx: OrganizationTx, incidentId: IncidentId, now: Instant): Promise<void> {
  await tx.db
    .updateTable('incident')
    .set({ changed_at: now })
    .where('org_id', '=', tx.organizationId)
    .where('incident_id', '=', incidentId)
    .where('changed_at', '<', now)
    .execute()
}
