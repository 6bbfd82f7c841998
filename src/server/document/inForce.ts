// Which texts are in force now or were at an instant: what is matched, run, printed and judged by.
import type { DocumentKind } from '../../core/document/documentVersion.ts'
import { historyKey } from '../../core/document/history.ts'
import { inForceAt } from '../../core/document/inForce.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { readLife, readLives } from './actStore.ts'
import { type StoredDocument, textsOf, versionOf } from './documentStore.ts'
import { namesInForce } from './lineStore.ts'

/** Of every document of a kind the version in force now, by title. */
export async function versionsInForce(tx: OrganizationTx, kind: DocumentKind, now: Instant): Promise<StoredDocument[]> {
  const texts = await textsOf(tx, kind, await namesInForce(tx, kind, now))
  return texts.sort((left, right) => (left.title < right.title ? -1 : 1))
}

export async function versionInForce(
  tx: OrganizationTx,
  kind: DocumentKind,
  documentId: string,
  at: Instant,
): Promise<StoredDocument | undefined> {
  const life = (await readLives(tx, { kind, documentId })).get(historyKey({ kind, documentId }))
  const version = life && inForceAt(life, at)?.version
  return version === undefined ? undefined : versionOf(tx, kind, documentId, version)
}

/** The hash alone: for saying whether a version is the one in force. */
export async function hashInForce(tx: OrganizationTx, kind: DocumentKind, documentId: string, at: Instant): Promise<string | undefined> {
  const life = await readLife(tx, { kind, documentId })
  return life && inForceAt(life, at)?.version
}
