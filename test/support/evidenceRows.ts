// Rows of evidence, and an incident for them to belong to, straight into the tables.
import type { EvidenceId, IncidentId, PreservationId, UploadId } from '../../src/core/kernel/ids.ts'
import { type Instant, toInstant } from '../../src/core/kernel/instant.ts'
import type { OrganizationTx } from '../../src/database/inOrganization.ts'
import type { Services } from '../../src/server/services.ts'
import { newId, now } from './database.ts'

let numbers = 9000

export type IncidentWish = { isPrivate?: boolean; state?: 'declared' | 'closed' | 'merged'; declaredAt?: Instant }

export async function addIncident({ db, organizationId: org_id }: OrganizationTx, wish: IncidentWish = {}): Promise<IncidentId> {
  const incidentId = newId('incident')
  const at = wish.declaredAt ?? now()
  numbers += 1
  await db
    .insertInto('incident')
    .values({
      ...{ org_id, incident_id: incidentId, number: numbers, title: 'A key leaked', origin: 'report', state: wish.state ?? 'declared' },
      ...{ is_private: wish.isPrivate ?? false, declared_at: at, declared_by: 'system', changed_at: at },
      ...{ policy_id: 'incident-response', policy_version: new Uint8Array(32) },
    })
    .execute()
  return incidentId
}

export type SeededEvidence = { evidence: EvidenceId; preservation: PreservationId }

/** SHA-256 of `kept`. */
export const seededText = 'kept'
const seededHash = '79f076abdd19a752db7267bfff2f9022161d120dea919fdaca2ffdfc24ca8c96'

export async function addEvidence(tx: OrganizationTx, incidentId: IncidentId, sha256 = seededHash): Promise<SeededEvidence> {
  const { db, organizationId: org_id } = tx
  const [evidence, preservation] = [newId('evidence'), newId('preservation')]
  const at = now()
  await db
    .insertInto('evidence_item')
    .values({
      ...{ org_id, evidence_id: evidence, incident_id: incidentId, name: 'note.txt', sha256: Buffer.from(sha256, 'hex'), size: 4 },
      ...{ media_type: 'text/plain; charset=utf-8', command: { line: 'true' }, happened_at: at, recorded_at: at },
      ...{ captured_by: 'system', captured_by_name: 'Tickmark' },
    })
    .execute()
  await db
    .insertInto('evidence_custody')
    .values({
      ...{ org_id, evidence_id: evidence, position: 1, incident_id: incidentId, what: 'shown', happened_at: at, recorded_at: at },
      ...{ done_by: 'system', done_by_name: 'Tickmark' },
    })
    .execute()
  await db
    .insertInto('preservation_item')
    .values({
      ...{ org_id, preservation_id: preservation, incident_id: incidentId, evidence: 'CloudTrail', listed_at: toInstant(at) },
      ...{ listed_by: 'system', listed_by_name: 'Tickmark' },
    })
    .execute()
  return { evidence, preservation }
}

/** What lies beside the database: the bytes of the seeded evidence, and an upload that has begun. */
export async function keepSeededBytes(
  { blobs, uploads }: Pick<Services, 'blobs' | 'uploads'>,
  organizationId: OrganizationTx['organizationId'],
  incidentId: IncidentId,
): Promise<UploadId> {
  await blobs.put(organizationId, new TextEncoder().encode(seededText))
  const { uploadId } = await uploads.beginUpload(organizationId, { name: 'log.txt', about: incidentId })
  return `upl_${uploadId.replaceAll('-', '')}` as UploadId
}
