// A run with one row in each of its tables, straight into them: for tests of what may be done to rows.
import { createHash } from 'node:crypto'
import type { IncidentId, MarkId, RunId } from '../../src/core/kernel/ids.ts'
import type { OrganizationTx } from '../../src/database/inOrganization.ts'
import { newId, now } from './database.ts'

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
