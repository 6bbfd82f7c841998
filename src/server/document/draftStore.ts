// Drafts: the one text of a document that may still change, counted so that nobody overwrites what they did not see.
import type { Instant } from '../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { areNamed, type DocumentKey } from './actStore.ts'

export type StoredDraft = DocumentKey & {
  revision: number
  /** Null: thrown away, or proposed. */
  markdown: string | null
  savedAt: Instant
  savedBy: string
  savedByName: string
}

export async function readDrafts(tx: OrganizationTx, only: Partial<DocumentKey> = {}): Promise<StoredDraft[]> {
  let query = tx.db.selectFrom('document_draft').selectAll().where('org_id', '=', tx.organizationId)
  if (only.kind !== undefined) query = query.where('kind', '=', only.kind)
  if (only.documentId !== undefined) query = query.where('document_id', '=', only.documentId)
  return (await query.execute()).map((row) => ({
    ...{ kind: row.kind, documentId: row.document_id, revision: row.revision, markdown: row.markdown },
    ...{ savedAt: row.saved_at, savedBy: row.saved_by, savedByName: row.saved_by_name },
  }))
}

export type DraftMark = Pick<StoredDraft, 'revision' | 'savedAt' | 'savedBy'>

/** Of those of these documents that have one: all but the text. */
export async function readDraftMarks(tx: OrganizationTx, keys: readonly DocumentKey[]): Promise<(DocumentKey & DraftMark)[]> {
  return tx.db
    .selectFrom('document_draft')
    .select(['kind', 'document_id as documentId', 'revision', 'saved_at as savedAt', 'saved_by as savedBy'])
    .where('org_id', '=', tx.organizationId)
    .where('markdown', 'is not', null)
    .where(areNamed(keys))
    .execute()
}

export async function saveStoredDraft(tx: OrganizationTx, draft: StoredDraft): Promise<void> {
  const { kind, documentId, revision, markdown, savedAt, savedBy, savedByName } = draft
  const changed = { revision, markdown, saved_at: savedAt, saved_by: savedBy, saved_by_name: savedByName }
  await tx.db
    .insertInto('document_draft')
    .values({ org_id: tx.organizationId, kind, document_id: documentId, ...changed })
    .onConflict((conflict) => conflict.columns(['org_id', 'kind', 'document_id']).doUpdateSet(changed))
    .execute()
}
