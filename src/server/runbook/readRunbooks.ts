// Which runbooks there are, and one with its structure and its versions.
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { runbookApi } from '../../contract/runbook.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { currentVersion, currentVersions, type StoredDocument, versionOf, versionsOf } from '../document/documentStore.ts'
import { whoIs } from '../ledger/whoViews.ts'
import { runbookLine, runbookShape } from './runbookShapes.ts'

export async function listRunbooks(tx: OrganizationTx): Promise<ReplyOf<typeof runbookApi.list>> {
  const documents = await currentVersions(tx, 'runbook')
  const who = await whoIs(
    tx,
    documents.map(({ publishedBy }) => publishedBy),
  )
  return { items: documents.map((document) => runbookLine(document, who)) }
}

export async function showRunbook(tx: OrganizationTx, documentId: string, version?: string): Promise<ReplyOf<typeof runbookApi.get>> {
  const document = await requireRunbook(tx, documentId, version)
  const versions = await versionsOf(tx, 'runbook', documentId)
  const who = await whoIs(
    tx,
    versions.map(({ publishedBy }) => publishedBy),
  )
  return runbookShape(document, versions, who)
}

/** The version that is named, else the current one. */
export async function requireRunbook(tx: OrganizationTx, documentId: string, version?: string): Promise<StoredDocument> {
  const found =
    version === undefined ? await currentVersion(tx, 'runbook', documentId) : await versionOf(tx, 'runbook', documentId, version)
  if (found === undefined)
    throw new Refusal('not_found', version === undefined ? 'There is no such runbook here.' : 'This runbook has no such version.')
  return found
}
