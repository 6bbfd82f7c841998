// Does the log agree with itself: every entry, every node of the tree, every checkpoint's root and signature, the head?
import { joinBytes, sameBytes } from '../../../core/ledger/bytes.ts'
import { openCheckpoint } from '../../../core/ledger/checkpoint.ts'
import { Frontier } from '../../../core/ledger/frontier.ts'
import type { GrownTree } from '../../../core/ledger/growTree.ts'
import { encodeHex } from '../../../core/ledger/hex.ts'
import { LedgerFormatError } from '../../../core/ledger/ledgerFormatError.ts'
import { leafHash } from '../../../core/ledger/merkleTree.ts'
import { slotInteger, slotText } from '../../../core/ledger/openedEntry.ts'
import { encodeUtf8 } from '../../../core/ledger/utf8.ts'
import type { VerifierKey } from '../../../core/ledger/verifierKey.ts'
import type { OrganizationTx } from '../../../database/inOrganization.ts'
import type { CheckpointRow } from '../checkpointViews.ts'
import type { LedgerKeys } from '../ledgerKeys.ts'
import { type LedgerRow, readLedger } from '../ledgerStore.ts'
import { nodeCryptography } from '../nodeCryptography.ts'
import { checkEntry, type Erasures, readErasures } from './checkEntries.ts'
import type { Disagreement } from './disagreement.ts'
import {
  type Counts,
  checkpointsAbove,
  countAll,
  entriesFrom,
  entriesOfKind,
  openingsOf,
  type StoredEntry,
  storedNodes,
  waitingByObject,
  waitingEntries,
} from './fsckViews.ts'
import { openEntry } from './openEntry.ts'

const { sha256 } = nodeCryptography
const pageSize = 2000

export type Progress = (step: string, done: number, total: number) => void

/** Under which name and key the log was signed from one size on. */
type Reign = { above: number; origin: string; key: VerifierKey }

async function withOpenings(tx: OrganizationTx, rows: readonly StoredEntry[]) {
  const openings = await openingsOf(
    tx,
    rows.map(({ entryId }) => entryId),
  )
  return rows.map((row) => [row, openings.get(row.entryId) ?? []] as const)
}

/** A log that went on under a new name says so in an entry: checkpoints before it bear the old name, those over it the new one. */
async function readReigns(tx: OrganizationTx, ledger: LedgerRow, keys: LedgerKeys): Promise<Reign[]> {
  const { organizationId } = tx
  const continued = (await withOpenings(tx, await entriesOfKind(tx, 'ledger.continued'))).map(([row, openings]) => openEntry(row, openings))
  const first = slotText(continued[0]?.slots.detail, 'old_origin') ?? ledger.origin
  const reign = (above: number, generation: number, origin: string): Reign => ({
    above,
    origin,
    key: keys.signer({ organizationId, generation, origin }).key,
  })
  const later = continued.map(({ index, slots: { detail } }) =>
    reign(index ?? 0, slotInteger(detail, 'generation') ?? ledger.generation, slotText(detail, 'origin') ?? ledger.origin),
  )
  return [
    reign(0, continued.length === 0 ? ledger.generation : (slotInteger(continued[0]?.slots.detail, 'old_generation') ?? 1), first),
    ...later,
  ]
}

function checkCheckpoint(row: CheckpointRow, tree: Frontier, reigns: readonly Reign[]): Disagreement[] {
  const found: Disagreement[] = []
  const say = (column: string, expected: string, says: string) =>
    found.push({ table: 'checkpoint', row: `size=${row.size}`, column, entry: null, expected, found: says })
  const root = tree.root()
  if (!sameBytes(row.root, root)) say('root', `${encodeHex(root)}, the root over its entries`, encodeHex(row.root))
  const reign = reigns.findLast(({ above }) => above < row.size)
  if (reign === undefined) return found
  try {
    const opened = openCheckpoint(nodeCryptography, encodeUtf8(row.note), [reign.key])
    if (opened.origin !== reign.origin) say('note', `a checkpoint of ${reign.origin}`, `one of ${opened.origin}`)
    if (opened.size !== row.size) say('note', `a checkpoint over ${row.size} entries`, `one over ${opened.size}`)
    if (!sameBytes(opened.root, root)) say('note', `the root ${encodeHex(root)}`, encodeHex(opened.root))
  } catch (error) {
    if (!(error instanceof LedgerFormatError)) throw error
    say('note', `a checkpoint signed by ${reign.origin}`, error.message)
  }
  return found
}

async function checkNodes(tx: OrganizationTx, completed: GrownTree['completed']): Promise<Disagreement[]> {
  if (completed.length === 0) return []
  const stored = await storedNodes(tx, completed)
  return completed.flatMap(({ node, hash }, place) => {
    const says = stored[place] ?? null
    if (says !== null && sameBytes(says, hash)) return []
    const row = `level=${node.level} position=${node.index}`
    return [
      {
        table: 'ledger_node',
        row,
        column: says === null ? null : 'hash',
        entry: null,
        expected: encodeHex(hash),
        found: says === null ? 'no such row' : encodeHex(says),
      },
    ]
  })
}

type Walk = { tree: Frontier; checkpoints: CheckpointRow[]; noMore: boolean; checkedUpTo: number; openings: number }

/** Checkpoints come in pages, each looked at when the tree has grown to its size. */
async function* passCheckpoints(tx: OrganizationTx, walk: Walk, reigns: readonly Reign[]): AsyncGenerator<Disagreement> {
  for (;;) {
    if (walk.checkpoints.length === 0 && !walk.noMore) {
      walk.checkpoints = await checkpointsAbove(tx, walk.checkedUpTo, pageSize)
      walk.noMore = walk.checkpoints.length < pageSize
    }
    const [next] = walk.checkpoints
    if (next === undefined || next.size > walk.tree.size) return
    if (next.size === walk.tree.size) yield* checkCheckpoint(next, walk.tree, reigns)
    walk.checkedUpTo = next.size
    walk.checkpoints.shift()
  }
}

async function* walkEntries(
  tx: OrganizationTx,
  walk: Walk,
  reigns: readonly Reign[],
  erasures: Erasures,
  counts: Counts,
  progress: Progress,
): AsyncGenerator<Disagreement> {
  for (;;) {
    const rows = await entriesFrom(tx, walk.tree.size, pageSize)
    if (rows.length === 0) return
    const completed: GrownTree['completed'] = []
    for (const [row, openings] of await withOpenings(tx, rows)) {
      if (row.index !== walk.tree.size) {
        yield {
          table: 'ledger_entry',
          row: `index=${walk.tree.size}`,
          column: null,
          entry: null,
          expected: 'an entry, since later ones exist',
          found: 'no such row',
        }
        return
      }
      walk.openings += openings.length
      yield* checkEntry(row, openings, erasures)
      walk.tree.append(leafHash(sha256, row.header), (node, hash) => {
        if (node.level > 0) completed.push({ node, hash })
      })
      yield* passCheckpoints(tx, walk, reigns)
    }
    yield* await checkNodes(tx, completed)
    progress('entries', walk.tree.size, counts.entries)
  }
}

async function* checkWaiting(tx: OrganizationTx, walk: Walk, erasures: Erasures): AsyncGenerator<Disagreement> {
  const ids = (await waitingByObject(tx)).map(({ entryId }) => entryId)
  for (let from = 0; from < ids.length; from += pageSize) {
    for (const [row, openings] of await withOpenings(tx, await waitingEntries(tx, ids.slice(from, from + pageSize)))) {
      walk.openings += openings.length
      yield* checkEntry(row, openings, erasures)
    }
  }
}

/** A tree of n leaves has floor(n/2) + floor(n/4) + … complete subtrees above its leaves. */
function nodesOf(size: number): number {
  let nodes = 0
  for (let width = 2; width <= size; width *= 2) nodes += Math.floor(size / width)
  return nodes
}

function* checkHead(
  { size, frontier }: LedgerRow,
  { tree, checkedUpTo, openings, checkpoints }: Walk,
  counts: Counts,
): Generator<Disagreement> {
  const ledger = (column: string, expected: string, found: string): Disagreement => ({
    table: 'ledger',
    row: '',
    column,
    entry: null,
    expected,
    found,
  })
  if (size !== tree.size) yield ledger('size', `${tree.size}, as many as there are entries`, String(size))
  const hashes = joinBytes(...tree.hashes())
  if (!sameBytes(frontier, hashes)) yield ledger('frontier', encodeHex(hashes), encodeHex(frontier))
  const surplus = checkpoints[0]
  if (surplus !== undefined) {
    yield {
      table: 'checkpoint',
      row: `size=${surplus.size}`,
      column: 'size',
      entry: null,
      expected: `at most ${tree.size} entries`,
      found: String(surplus.size),
    }
  } else if (checkedUpTo !== tree.size) {
    yield {
      table: 'checkpoint',
      row: `size=${tree.size}`,
      column: null,
      entry: null,
      expected: 'a checkpoint over the last entry',
      found: 'no such row',
    }
  }
  const nodes = nodesOf(tree.size)
  if (counts.nodes !== nodes)
    yield { table: 'ledger_node', row: 'all', column: null, entry: null, expected: `${nodes} rows`, found: `${counts.nodes} rows` }
  if (counts.openings !== openings) {
    yield {
      table: 'ledger_opening',
      row: 'all',
      column: null,
      entry: null,
      expected: `${openings} rows of recorded entries`,
      found: `${counts.openings} rows`,
    }
  }
}

/**
 * Every checkpoint's root is computed anew from the same row of entries, so each extends the one before: that is what a consistency proof
 * would show to somebody who has not the entries.
 */
export async function* checkLog(tx: OrganizationTx, keys: LedgerKeys, progress: Progress): AsyncGenerator<Disagreement> {
  const ledger = await readLedger(tx)
  if (ledger === undefined) {
    yield { table: 'ledger', row: '', column: null, entry: null, expected: 'one row', found: 'no row' }
    return
  }
  const counts = await countAll(tx)
  const reigns = await readReigns(tx, ledger, keys)
  const erasures = readErasures(await withOpenings(tx, await entriesOfKind(tx, 'personal.erased')))
  const walk: Walk = { tree: new Frontier(sha256), checkpoints: [], noMore: false, checkedUpTo: 0, openings: 0 }
  yield* walkEntries(tx, walk, reigns, erasures, counts, progress)
  yield* checkWaiting(tx, walk, erasures)
  yield* checkHead(ledger, walk, counts)
}
