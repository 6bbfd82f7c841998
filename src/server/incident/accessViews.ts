// An incident's own row, and who was ever on it.
import type { Actor } from '../../core/kernel/actor.ts'
import type { IncidentId } from '../../core/kernel/ids.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

const columns = [
  'incident_id as incidentId',
  'number',
  'title',
  'summary',
  'state',
  'is_private as isPrivate',
  'is_exercise as isExercise',
  'severity',
  'declared_at as declaredAt',
  'closed_at as closedAt',
  'policy_id as policyId',
  'policy_version as policyVersion',
] as const

export type IncidentRow = NonNullable<Awaited<ReturnType<typeof readIncident>>>

export async function readIncident({ db, organizationId }: OrganizationTx, incidentId: IncidentId, lock: boolean) {
  const query = db.selectFrom('incident').select(columns).where('org_id', '=', organizationId).where('incident_id', '=', incidentId)
  return (lock ? query.forNoKeyUpdate() : query).executeTakeFirst()
}

export async function isOnIncident({ db, organizationId }: OrganizationTx, by: Actor, incidentId: IncidentId): Promise<boolean> {
  if (by.kind !== 'person') return false
  const row = await db
    .selectFrom('incident_role')
    .select('role')
    .where('org_id', '=', organizationId)
    .where('incident_id', '=', incidentId)
    .where('person_id', '=', by.id)
    .executeTakeFirst()
  return row !== undefined
}
