// Which runbooks there are, and one with its structure and its versions.
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { runbookApi } from '../../contract/runbook.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { type StoredDocument, versionOf, versionsOf } from '../document/documentStore.ts'
import { hashInForce, versionInForce, versionsInForce } from '../document/inForce.ts'
import { whoIs } from '../ledger/whoViews.ts'
import { runbookLine, runbookShape } from './runbookShapes.ts'

export async function listRunbooks(tx: OrganizationTx, now: Instant): Promise<ReplyOf<typeof runbookApi.list>> {
  const documents = await versionsInForce(tx, 'runbook', now)
  const who = await whoIs(
    tx,
    documents.map(({ publishedBy }) => publishedBy),
  )
  return { items: documents.map((document) => runbookLine(document, who)) }
}

export async function showRunbook(
  tx: OrganizationTx,
  documentId: string,
  version: string | undefined,
  now: Instant,
): Promise<ReplyOf<typeof runbookApi.get>> {
  const document = await requireRunbook(tx, documentId, version, now)
  const versions = await versionsOf(tx, 'runbook', documentId)
  const who = await whoIs(
    tx,
    versions.map(({ publishedBy }) => publishedBy),
  )
  return runbookShape(document, versions, who, await hashInForce(tx, 'runbook', documentId, now))
}

/** The version that is named, else the one in force. */
export async function requireRunbook(
  tx: OrganizationTx,
  documentId: string,
  version: string | undefined,
  now: Instant,
): Promise<StoredDocument> {
  if (version !== undefined) return requireVersion(tx, documentId, version)
  const found = await versionInForce(tx, 'runbook', documentId, now)
  if (found === undefined) throw new Refusal('not_found', 'No such runbook is in force here.')
  return found
}

/** In force or not: what a run began with stays what it follows. */
export async function requireVersion(tx: OrganizationTx, documentId: string, version: string): Promise<StoredDocument> {
  const found = await versionOf(tx, 'runbook', documentId, version)
  if (found === undefined) throw new Refusal('not_found', 'This runbook has no such version.')
  return found
}
