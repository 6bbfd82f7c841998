// What happened to documents, act by act, and the life that follows from it.
import type { Act, NewAct } from '../../core/document/act.ts'
import { actEntry } from '../../core/document/act.ts'
import type { DocumentKind, DocumentVersion } from '../../core/document/documentVersion.ts'
import { publishedEntry } from '../../core/document/documentVersion.ts'
import { type History, historyKey, type Published } from '../../core/document/history.ts'
import { type Life, lifeOf } from '../../core/document/life.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { decodeBase64, encodeBase64 } from '../../core/ledger/base64.ts'
import type { SlotValue } from '../../core/ledger/entry.ts'
import { encodeHex } from '../../core/ledger/hex.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { record } from '../ledger/record.ts'
import { hashBytes, insertVersion } from './documentStore.ts'

export type DocumentKey = { kind: DocumentKind; documentId: string }

async function readPublished(tx: OrganizationTx, only: Partial<DocumentKey>) {
  let query = tx.db
    .selectFrom('document_version')
    .select(['kind', 'document_id', 'version', 'number', 'title', 'published_at', 'published_by', 'immediate'])
    .where('org_id', '=', tx.organizationId)
  if (only.kind !== undefined) query = query.where('kind', '=', only.kind)
  if (only.documentId !== undefined) query = query.where('document_id', '=', only.documentId)
  return query.orderBy('number').execute()
}

async function readActs(tx: OrganizationTx, only: Partial<DocumentKey>) {
  let query = tx.db.selectFrom('document_act').selectAll().where('org_id', '=', tx.organizationId)
  if (only.kind !== undefined) query = query.where('kind', '=', only.kind)
  if (only.documentId !== undefined) query = query.where('document_id', '=', only.documentId)
  return query.orderBy('position').execute()
}

/** Of every document that was ever put forward, or of those that are named, by kind and id. */
export async function readLives(tx: OrganizationTx, only: Partial<DocumentKey> = {}): Promise<Map<string, Life>> {
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

export type KeptActs = {
  key: DocumentKey
  /** Of the first act. */
  position: number
  acts: readonly NewAct[]
  by: { id: string; name: string }
  at: Instant
  /** A text that becomes a version with it. */
  published?: { version: DocumentVersion; markdown: string } | undefined
  /** Leaf hash of what the act takes back. */
  corrects?: string
}

/** Rows and entries of one change: both or neither. */
export async function keepActs(tx: OrganizationTx, { key, position, acts, by, at, published, corrects }: KeptActs): Promise<void> {
  const about = { organizationId: tx.organizationId, ...key }
  if (published !== undefined) {
    await insertVersion(tx, key.kind, published.version, published.markdown)
    await record(tx, [publishedEntry(key.kind, tx.organizationId, published.version)], at)
  }
  const numbered = acts.map((act, place) => ({ ...act, position: position + place }))
  const recorded = await record(
    tx,
    numbered.map((act) => actEntry(about, act, by, at, corrects)),
    at,
  )
  const rows = numbered.map((act, place) => ({
    ...{ org_id: tx.organizationId, kind: key.kind, document_id: key.documentId, position: act.position, act: act.what },
    ...{ version: act.version === null ? null : hashBytes(act.version), acted_at: at, acted_by: by.id, acted_by_name: by.name },
    ...{ author: act.author ?? null, said: act.said, leaf_hash: decodeBase64(recorded[place]?.leafHash ?? '') },
  }))
  if (rows.length > 0) await tx.db.insertInto('document_act').values(rows).execute()
}
