// Reads an incident's row, and whether somebody is or was on it.
import type { IncidentId, PersonId } from '../../core/kernel/ids.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

const columns = [
  ...(['incident_id as incidentId', 'number', 'title', 'state', 'severity'] as const),
  ...(['is_private as isPrivate', 'is_exercise as isExercise', 'incident_type as incidentType'] as const),
  ...(['declared_at as declaredAt', 'policy_id as policyId', 'policy_version as policyVersion'] as const),
] as const

function query(tx: OrganizationTx, incidentId: IncidentId) {
  return tx.db.selectFrom('incident').select(columns).where('org_id', '=', tx.organizationId).where('incident_id', '=', incidentId)
}

export type IncidentRow = NonNullable<Awaited<ReturnType<ReturnType<typeof query>['executeTakeFirst']>>>

export function readIncident(tx: OrganizationTx, incidentId: IncidentId, { lock }: { lock: boolean }): Promise<IncidentRow | undefined> {
  const found = query(tx, incidentId)
  return (lock ? found.forNoKeyUpdate() : found).executeTakeFirst()
}

export async function isOn({ db, organizationId }: OrganizationTx, incidentId: IncidentId, personId: PersonId): Promise<boolean> {
  const row = await db
    .selectFrom('incident_role')
    .select('role')
    .where('org_id', '=', organizationId)
    .where('incident_id', '=', incidentId)
    .where('person_id', '=', personId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
