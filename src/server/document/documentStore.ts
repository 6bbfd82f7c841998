// Documents as they were published: every version, which one is current, and the only way in which a shipped one becomes a version.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type DocumentKind, type DocumentVersion, publishedEntry } from '../../core/document/documentVersion.ts'
import { readDocument, titleOf } from '../../core/document/readDocument.ts'
import { systemActor } from '../../core/kernel/actor.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { encodeHex } from '../../core/ledger/hex.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { record } from '../ledger/record.ts'

export type StoredDocument = DocumentVersion & { markdown: string }

const columns = [
  ...(['document_id as documentId', 'version', 'number', 'title'] as const),
  ...(['published_at as publishedAt', 'published_by as publishedBy'] as const),
] as const

type Row = Omit<DocumentVersion, 'version'> & { version: Uint8Array }

function read<R extends Row>(row: R): Omit<R, 'version'> & { version: string } {
  return { ...row, version: encodeHex(row.version) }
}

function versions(tx: OrganizationTx, kind: DocumentKind) {
  return tx.db.selectFrom('document_version').select(columns).where('org_id', '=', tx.organizationId).where('kind', '=', kind)
}

/** Of every document of a kind the latest version, by title. */
export async function currentVersions(tx: OrganizationTx, kind: DocumentKind): Promise<StoredDocument[]> {
  const rows = await versions(tx, kind)
    .select('markdown')
    .distinctOn('document_id')
    .orderBy('document_id')
    .orderBy('number', 'desc')
    .execute()
  return rows.map(read).sort((left, right) => (left.title < right.title ? -1 : 1))
}

export async function currentVersion(tx: OrganizationTx, kind: DocumentKind, documentId: string): Promise<StoredDocument | undefined> {
  const row = await versions(tx, kind)
    .select('markdown')
    .where('document_id', '=', documentId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && read(row)
}

/** `version`: SHA-256 of its text, hex. */
export async function versionOf(
  tx: OrganizationTx,
  kind: DocumentKind,
  documentId: string,
  version: string,
): Promise<StoredDocument | undefined> {
  const hash = new Uint8Array(Buffer.from(version, 'hex'))
  const row = await versions(tx, kind)
    .select('markdown')
    .where('document_id', '=', documentId)
    .where('version', '=', hash)
    .executeTakeFirst()
  return row && read(row)
}

/** Newest first, without their texts. */
export async function versionsOf(tx: OrganizationTx, kind: DocumentKind, documentId: string): Promise<DocumentVersion[]> {
  const rows = await versions(tx, kind).where('document_id', '=', documentId).orderBy('number', 'desc').execute()
  return rows.map(read)
}

/** Makes it a version unless it is one already, and answers which. Twice at once makes one: the organization's row is held. */
export async function publishShipped(
  tx: OrganizationTx,
  kind: DocumentKind,
  documentId: string,
  markdown: string,
  now: Instant,
): Promise<DocumentVersion> {
  const version = createHash('sha256').update(markdown, 'utf8').digest('hex')
  const known = await versionOf(tx, kind, documentId, version)
  if (known !== undefined) return known
  await sql`select from organization where org_id = ${tx.organizationId} for no key update`.execute(tx.db)
  const [latest, meanwhile] = [await currentVersion(tx, kind, documentId), await versionOf(tx, kind, documentId, version)]
  if (meanwhile !== undefined) return meanwhile
  const { fields, blocks } = readDocument(markdown)
  const published: DocumentVersion = {
    ...{ documentId, version, number: (latest?.number ?? 0) + 1, title: titleOf(fields, blocks) },
    ...{ publishedAt: now, publishedBy: systemActor('documents').id },
  }
  await tx.db
    .insertInto('document_version')
    .values({
      ...{ org_id: tx.organizationId, kind, document_id: documentId, version: new Uint8Array(Buffer.from(version, 'hex')) },
      ...{ number: published.number, title: published.title, markdown, published_at: now, published_by: published.publishedBy },
    })
    .execute()
  await record(tx, [publishedEntry(kind, tx.organizationId, published)], now)
  return published
}
