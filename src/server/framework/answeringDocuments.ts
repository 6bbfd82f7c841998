// Every policy and runbook in its current version, with the criteria that it says it answers.

import { readDocument } from '../../core/document/readDocument.ts'
import type { AnsweringDocument } from '../../core/framework/answering.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { currentVersions, type StoredDocument } from '../document/documentStore.ts'

export type NamedDocument = AnsweringDocument & Omit<StoredDocument, 'markdown'> & { owner: string | null }

type Front = { appliesTo: readonly string[]; owner: string | null }

/** By the hash of the text: what was read from it once is what will ever be read from it. */
const fronts = new Map<string, Front>()
const mostKept = 2000

function frontOf({ version, markdown }: StoredDocument): Front {
  const known = fronts.get(version)
  if (known !== undefined) return known
  if (fronts.size >= mostKept) fronts.clear()
  const { fields } = readDocument(markdown)
  const front = { appliesTo: fields.texts('applies_to'), owner: fields.text('owner') }
  fronts.set(version, front)
  return front
}

export async function answeringDocuments(tx: OrganizationTx): Promise<NamedDocument[]> {
  const found: NamedDocument[] = []
  for (const kind of ['policy', 'runbook'] as const) {
    for (const stored of await currentVersions(tx, kind)) {
      const { markdown: _markdown, ...document } = stored
      found.push({ ...document, kind, ...frontOf(stored) })
    }
  }
  return found
}
