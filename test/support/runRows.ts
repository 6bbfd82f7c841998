// An incident with a run in it, straight into the tables: for tests of what may be done to rows, and of runs by themselves.
import { createHash } from 'node:crypto'
import type { IncidentId, MarkId, PersonId, RunId } from '../../src/core/kernel/ids.ts'
import { type Instant, toInstant } from '../../src/core/kernel/instant.ts'
import type { OrganizationTx } from '../../src/database/inOrganization.ts'
import { newId, now } from './database.ts'

type More = { isPrivate?: boolean; state?: 'declared' | 'closed'; incidentType?: string; at?: Instant }

export async function addIncident({ db, organizationId }: OrganizationTx, number: number, more: More = {}): Promise<IncidentId> {
  const incidentId = newId('incident')
  const at = more.at ?? now()
  await db
    .insertInto('incident')
    .values({
      ...{
        org_id: organizationId,
        incident_id: incidentId,
        number,
        title: 'A key leaked',
        origin: 'report',
        state: more.state ?? 'declared',
      },
      ...{
        is_private: more.isPrivate ?? false,
        incident_type: more.incidentType ?? null,
        declared_at: at,
        declared_by: 'per_1',
        changed_at: at,
      },
      ...{ policy_id: 'incident-response', policy_version: new Uint8Array(32).fill(7) },
    })
    .execute()
  return incidentId
}

export async function giveRole(
  { db, organizationId }: OrganizationTx,
  incidentId: IncidentId,
  personId: PersonId,
  role: 'commander' | 'responder',
  until: Instant | null = null,
): Promise<void> {
  const since = toInstant(now() - 60_000)
  await db
    .insertInto('incident_role')
    .values({ org_id: organizationId, incident_id: incidentId, role, person_id: personId, since, until })
    .execute()
}

/** One row in each table of runs, with a document of its own. */
export async function addRunRows({ db, organizationId }: OrganizationTx, incidentId: IncidentId): Promise<{ run: RunId; mark: MarkId }> {
  const org = { org_id: organizationId }
  const markdown = '# Restart\n\n## Contain\n\n1. Restart `$HOST`. {#restart}\n'
  const version = new Uint8Array(createHash('sha256').update(markdown).digest())
  await db
    .insertInto('document_version')
    .values({
      ...{ ...org, kind: 'runbook', document_id: 'restart', version, number: 1, title: 'Restart', markdown },
      ...{ published_at: now(), published_by: 'system' },
    })
    .execute()
  const [run, mark] = [newId('run'), newId('mark')]
  const ofRun = { ...org, incident_id: incidentId, run_id: run, recorded_at: now() }
  await db
    .insertInto('run')
    .values({ ...ofRun, document_id: 'restart', document_version: version, started_at: now(), started_by: 'per_1', started_by_name: 'Ada' })
    .execute()
  await db
    .insertInto('run_parameter')
    .values({ ...ofRun, position: 1, name: 'HOST', value: 'db-01', given_at: now(), given_by: 'per_1', given_by_name: 'Ada' })
    .execute()
  await db
    .insertInto('step_mark')
    .values({
      ...{ ...ofRun, mark_id: mark, position: 1, step_id: 'restart', state: 'done', marked_at: now(), marked_by: 'per_1' },
      ...{ marked_by_name: 'Ada', leaf_hash: new Uint8Array(32) },
    })
    .execute()
  return { run, mark }
}
