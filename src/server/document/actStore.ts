// What happened to documents, act by act, and the life that follows from it.
import { type Insertable, type RawBuilder, sql } from 'kysely'
import type { Act } from '../../core/document/act.ts'
import type { DocumentKind } from '../../core/document/documentVersion.ts'
import { type History, historyKey, type Published } from '../../core/document/history.ts'
import { type Life, lifeOf } from '../../core/document/life.ts'
import { encodeBase64 } from '../../core/ledger/base64.ts'
import type { SlotValue } from '../../core/ledger/entry.ts'
import { encodeHex } from '../../core/ledger/hex.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { Tables } from '../../database/tables.generated.ts'

export type DocumentKey = { kind: DocumentKind; documentId: string }

/** Of all documents, of a kind, of one, or of those that are named. */
export type Which = { kind?: DocumentKind; documentId?: string | readonly string[] }

/** A row of one of these documents; kind by kind, so that the index over ids answers. */
export function areNamed(keys: readonly DocumentKey[]): RawBuilder<boolean> {
  const byKind = [...Map.groupBy(keys, ({ kind }) => kind)].map(
    ([kind, some]) => sql`(kind = ${kind} and document_id = any(${some.map(({ documentId }) => documentId)}::text[]))`,
  )
  return byKind.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(byKind, sql` or `)})`
}

function asList(documentId: string | readonly string[]): readonly string[] {
  return typeof documentId === 'string' ? [documentId] : documentId
}

async function readPublished(tx: OrganizationTx, only: Which) {
  let query = tx.db
    .selectFrom('document_version')
    .select(['kind', 'document_id', 'version', 'number', 'title', 'published_at', 'published_by', 'immediate'])
    .where('org_id', '=', tx.organizationId)
  if (only.kind !== undefined) query = query.where('kind', '=', only.kind)
  if (only.documentId !== undefined) query = query.where('document_id', 'in', asList(only.documentId))
  return query.orderBy('number').execute()
}

async function readActs(tx: OrganizationTx, only: Which) {
  let query = tx.db.selectFrom('document_act').selectAll().where('org_id', '=', tx.organizationId)
  if (only.kind !== undefined) query = query.where('kind', '=', only.kind)
  if (only.documentId !== undefined) query = query.where('document_id', 'in', asList(only.documentId))
  return query.orderBy('position').execute()
}

/** Of every document that was ever put forward, or of those that are named, by kind and id. */
export async function readLives(tx: OrganizationTx, only: Which = {}): Promise<Map<string, Life>> {
  const histories = new Map<string, History>()
  const of = (kind: DocumentKind, documentId: string): History => {
    const key = historyKey({ kind, documentId })
    const history = histories.get(key) ?? { kind, documentId, published: [], acts: [] }
    histories.set(key, history)
    return history
  }
  for (const row of await readPublished(tx, only)) {
    const one: Published = {
      ...{ version: encodeHex(row.version), number: row.number, title: row.title, at: row.published_at, by: row.published_by },
      ...{ tookEffect: row.immediate, source: { index: null, leafHash: '', kind: `${row.kind}.published`, at: row.published_at } },
    }
    of(row.kind, row.document_id).published.push(one)
  }
  for (const row of await readActs(tx, only)) {
    const act: Act = {
      ...{ position: row.position, what: row.act, version: row.version && encodeHex(row.version), at: row.acted_at, by: row.acted_by },
      ...{ author: row.author, said: row.said as SlotValue },
      source: { index: null, leafHash: encodeBase64(row.leaf_hash), kind: `document.${row.act}`, at: row.acted_at },
    }
    of(row.kind, row.document_id).acts.push(act)
  }
  return new Map([...histories].map(([key, history]) => [key, lifeOf(history)]))
}

export async function readLife(tx: OrganizationTx, key: DocumentKey): Promise<Life | undefined> {
  return (await readLives(tx, key)).get(historyKey(key))
}

/** Of those that are named, in two questions for each kind. */
export async function readLivesOf(tx: OrganizationTx, keys: readonly DocumentKey[]): Promise<Map<string, Life>> {
  const lives = new Map<string, Life>()
  for (const [kind, named] of Map.groupBy(keys, (key) => key.kind)) {
    const documentId = named.map((key) => key.documentId)
    for (const [key, life] of await readLives(tx, { kind, documentId })) lives.set(key, life)
  }
  return lives
}

type ActRow = Insertable<Tables['document_act']>

export async function insertActs(tx: OrganizationTx, rows: readonly ActRow[]): Promise<void> {
  if (rows.length > 0) await tx.db.insertInto('document_act').values(rows).execute()
}
