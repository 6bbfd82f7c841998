// Reads one incident, and who is or was on it.
import type { IncidentId, PersonId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

export type IncidentRow = {
  incidentId: IncidentId
  number: number
  title: string
  state: string
  isPrivate: boolean
  isExercise: boolean
  severity: string | null
  declaredAt: Instant
  acknowledgedAt: Instant | null
  policyId: string
  policyVersion: Uint8Array
}

const columns = [
  'incident_id as incidentId',
  'number',
  'title',
  'state',
  'is_private as isPrivate',
  'is_exercise as isExercise',
  'severity',
  'declared_at as declaredAt',
  'acknowledged_at as acknowledgedAt',
  'policy_id as policyId',
  'policy_version as policyVersion',
] as const

export async function readIncident(
  tx: OrganizationTx,
  incidentId: IncidentId,
  { lock }: { lock: boolean },
): Promise<IncidentRow | undefined> {
  const one = tx.db.selectFrom('incident').select(columns).where('incident_id', '=', incidentId)
  return (lock ? one.forNoKeyUpdate() : one).executeTakeFirst()
}

/** Everybody who has or had a role in it. */
export async function peopleOn({ db }: OrganizationTx, incidentId: IncidentId): Promise<PersonId[]> {
  const rows = await db.selectFrom('incident_role').select('person_id').distinct().where('incident_id', '=', incidentId).execute()
  return rows.map(({ person_id }) => person_id)
}
