// Keeps what happens to documents: rows, entries, and the lines that lists show of them, in one transaction.
import { actEntry, type NewAct } from '../../core/document/act.ts'
import { type DocumentVersion, publishedEntry } from '../../core/document/documentVersion.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { decodeBase64 } from '../../core/ledger/base64.ts'
import type { NewEntry } from '../../core/ledger/entry.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { record } from '../ledger/record.ts'
import { type DocumentKey, insertActs } from './actStore.ts'
import { hashBytes, insertVersions } from './documentStore.ts'
import { keepLines } from './lineStore.ts'

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

/** Rows and entries of one change, and the line that follows: all or none. */
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
  await insertActs(tx, rows)
  await keepLines(
    tx,
    changes.map(({ key }) => key),
    new Map(changes.flatMap(({ published }) => (published === undefined ? [] : [[published.version.version, published.markdown]]))),
  )
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
