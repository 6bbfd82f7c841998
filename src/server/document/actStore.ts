// What happened to documents, act by act, and the life that follows from it.
import type { Act, NewAct } from '../../core/document/act.ts'
import { actEntry } from '../../core/document/act.ts'
import type { DocumentKind, DocumentVersion } from '../../core/document/documentVersion.ts'
import { publishedEntry } from '../../core/document/documentVersion.ts'
import { type History, historyKey, type Published } from '../../core/document/history.ts'
import { type Life, lifeOf } from '../../core/document/life.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { decodeBase64, encodeBase64 } from '../../core/ledger/base64.ts'
import type { NewEntry, SlotValue } from '../../core/ledger/entry.ts'
import { encodeHex } from '../../core/ledger/hex.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { record } from '../ledger/record.ts'
import { hashBytes, insertVersions } from './documentStore.ts'

export type DocumentKey = { kind: DocumentKind; documentId: string }

/** Of all documents, of a kind, of one, or of those that are named. */
export type Which = { kind?: DocumentKind; documentId?: string | readonly string[] }

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
export function keepActs(tx: OrganizationTx, change: KeptActs): Promise<void> {
  return keepAllActs(tx, [change])
}

/** Of many documents, each named once: in as few statements as one change takes. Entries stand in the log in the order of the changes. */
export async function keepAllActs(tx: OrganizationTx, changes: readonly KeptActs[]): Promise<void> {
  await insertVersions(
    tx,
    changes.flatMap(({ key, published }) => (published === undefined ? [] : [{ kind: key.kind, ...published }])),
  )
  const entered = changes.map((change) => ({ change, ...entriesOf(tx, change) }))
  const leaves = await recordInOrder(tx, entered)
  const rows = entered.flatMap(({ change: { key, by, at }, acts }, place) =>
    acts.map((act, which) => ({
      ...{ org_id: tx.organizationId, kind: key.kind, document_id: key.documentId, position: act.position, act: act.what },
      ...{ version: act.version === null ? null : hashBytes(act.version), acted_at: at, acted_by: by.id, acted_by_name: by.name },
      ...{ author: act.author ?? null, said: act.said, leaf_hash: decodeBase64(leaves[place]?.at(which - acts.length) ?? '') },
    })),
  )
  if (rows.length > 0) await tx.db.insertInto('document_act').values(rows).execute()
}

/** That a text became a version comes before what happens to it. */
function entriesOf(tx: OrganizationTx, { key, position, acts, by, at, published, corrects }: KeptActs) {
  const about = { organizationId: tx.organizationId, ...key }
  const numbered = acts.map((act, place) => ({ ...act, position: position + place }))
  const first = published === undefined ? [] : [publishedEntry(key.kind, tx.organizationId, published.version)]
  return { acts: numbered, entries: [...first, ...numbered.map((act) => actEntry(about, act, by, at, corrects))] }
}

/** Leaf hashes by change. An entry is recorded at the instant of its change, and those of one instant at once. */
async function recordInOrder(
  tx: OrganizationTx,
  entered: readonly { change: KeptActs; entries: readonly NewEntry[] }[],
): Promise<string[][]> {
  const leaves: string[][] = []
  for (let from = 0; from < entered.length; ) {
    const at = entered[from]?.change.at as Instant
    const end = entered.findIndex(({ change }, place) => place > from && change.at !== at)
    const together = entered.slice(from, end < 0 ? undefined : end)
    const recorded = await record(
      tx,
      together.flatMap(({ entries }) => entries),
      at,
    )
    const hashes = recorded.map(({ leafHash }) => leafHash)
    for (const { entries } of together) leaves.push(hashes.splice(0, entries.length))
    from += together.length
  }
  return leaves
}
