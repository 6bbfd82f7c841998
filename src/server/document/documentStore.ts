// The versions of documents: every text that was ever put forward, byte for byte.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { DocumentKind, DocumentVersion } from '../../core/document/documentVersion.ts'
import { encodeHex } from '../../core/ledger/hex.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

export type StoredDocument = DocumentVersion & { markdown: string }

const columns = [
  ...(['document_id as documentId', 'version', 'number', 'title'] as const),
  ...(['published_at as publishedAt', 'published_by as publishedBy'] as const),
] as const

type Row = Omit<DocumentVersion, 'version'> & { version: Uint8Array }

function read<R extends Row>(row: R): Omit<R, 'version'> & { version: string } {
  return { ...row, version: encodeHex(row.version) }
}

export function hashBytes(version: string): Uint8Array {
  return new Uint8Array(Buffer.from(version, 'hex'))
}

/** What names a text for ever. */
export function versionOfText(markdown: string): string {
  return createHash('sha256').update(markdown, 'utf8').digest('hex')
}

function versions(tx: OrganizationTx, kind: DocumentKind) {
  return tx.db.selectFrom('document_version').select(columns).where('org_id', '=', tx.organizationId).where('kind', '=', kind)
}

/** `version`: SHA-256 of its text, hex. */
export async function versionOf(
  tx: OrganizationTx,
  kind: DocumentKind,
  documentId: string,
  version: string,
): Promise<StoredDocument | undefined> {
  const row = await versions(tx, kind)
    .select('markdown')
    .where('document_id', '=', documentId)
    .where('version', '=', hashBytes(version))
    .executeTakeFirst()
  return row && read(row)
}

export type NamedVersion = { documentId: string; version: string }

/** The texts of the versions that are named. */
export async function textsOf(tx: OrganizationTx, kind: DocumentKind, named: readonly NamedVersion[]): Promise<StoredDocument[]> {
  if (named.length === 0) return []
  const wanted = new Set(named.map(({ documentId, version }) => `${documentId} ${version}`))
  const hashes = [...new Set(named.map(({ version }) => version))].map(hashBytes)
  const rows = await versions(tx, kind).select('markdown').where('version', 'in', hashes).execute()
  return rows.map(read).filter(({ documentId, version }) => wanted.has(`${documentId} ${version}`))
}

/** Newest first, without their texts. */
export async function versionsOf(tx: OrganizationTx, kind: DocumentKind, documentId: string): Promise<DocumentVersion[]> {
  const rows = await versions(tx, kind).where('document_id', '=', documentId).orderBy('number', 'desc').execute()
  return rows.map(read)
}

export type NewVersion = { kind: DocumentKind; version: DocumentVersion; markdown: string }

/** In characters: a statement is held whole, here and in the database. */
const mostInStatement = 2_000_000

export async function insertVersions(tx: OrganizationTx, versions: readonly NewVersion[]): Promise<void> {
  const rows = versions.map(({ kind, version, markdown }) => ({
    ...{ org_id: tx.organizationId, kind, document_id: version.documentId, version: hashBytes(version.version), number: version.number },
    ...{ title: version.title, markdown, published_at: version.publishedAt, published_by: version.publishedBy, immediate: false },
  }))
  let from = 0
  let size = 0
  for (const [place, { markdown }] of rows.entries()) {
    size += markdown.length
    const next = rows[place + 1]
    if (next !== undefined && size + next.markdown.length <= mostInStatement) continue
    await tx.db
      .insertInto('document_version')
      .values(rows.slice(from, place + 1))
      .execute()
    from = place + 1
    size = 0
  }
}

/** Whoever changes a document of an organization does it alone: what is decided about is what there is. */
export async function holdDocuments(tx: OrganizationTx): Promise<void> {
  await sql`select from organization where org_id = ${tx.organizationId} for no key update`.execute(tx.db)
}
