// A row of everything that happens to a document, straight into the tables.
import type { PersonId } from '../../src/core/kernel/ids.ts'
import type { OrganizationTx } from '../../src/database/inOrganization.ts'
import { now } from './database.ts'

type Of = { kind: 'policy' | 'runbook'; document_id: string; version: Uint8Array; personId: PersonId }

export async function addDocumentRows({ db, organizationId }: OrganizationTx, { personId, version, ...of }: Of): Promise<void> {
  const document = { org_id: organizationId, ...of }
  const acted = { acted_at: now(), acted_by: personId, acted_by_name: 'Iris' }
  await db
    .insertInto('document_act')
    .values({ ...document, ...acted, position: 0, act: 'reviewed', version, said: { reason: 'Read it.' }, leaf_hash: new Uint8Array(32) })
    .execute()
  const told = { ...document, version, person_id: personId }
  await db
    .insertInto('document_acknowledgement')
    .values({ ...told, acknowledged_at: now() })
    .execute()
  await db
    .insertInto('document_reminder')
    .values({ ...told, reminded_at: now() })
    .execute()
  await db
    .insertInto('document_draft')
    .values({ ...document, revision: 1, markdown: '# Policy\n', saved_at: now(), saved_by: personId, saved_by_name: 'Iris' })
    .execute()
  const line = { title: 'Policy', found_by: 'policy', retired: false, counted: 1, form: 1, says: '{}' }
  await db
    .insertInto('document_line')
    .values({ ...document, ...line, since: now(), until: null, in_force: version, latest: version })
    .execute()
  const basis = { text: 'draft 1', linter: version, cites: null, cited_version: null, whole_paths: '' }
  await db
    .insertInto('document_score')
    .values({ ...document, ...basis, overall: 'mixed', score: 50, scored_at: now() })
    .execute()
}
