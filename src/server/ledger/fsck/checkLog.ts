// Does the log agree with itself: every entry, every node of the tree, every checkpoint, the head?
import { joinBytes, sameBytes } from '../../../core/ledger/bytes.ts'
import { Frontier } from '../../../core/ledger/frontier.ts'
import type { GrownTree } from '../../../core/ledger/growTree.ts'
import { encodeHex } from '../../../core/ledger/hex.ts'
import { leafHash } from '../../../core/ledger/merkleTree.ts'
import type { OrganizationTx } from '../../../database/inOrganization.ts'
import type { LedgerKeys } from '../ledgerKeys.ts'
import { type LedgerRow, readLedger } from '../ledgerStore.ts'
import { nodeCryptography } from '../nodeCryptography.ts'
import { CheckpointWalk, readReigns } from './checkCheckpoints.ts'
import { checkEntry, type Erasures, readErasures } from './checkEntries.ts'
import type { Disagreement } from './disagreement.ts'
import { type Counts, countAll, entriesFrom, entriesOfKind, storedNodes, waitingByObject, waitingEntries } from './fsckViews.ts'
import { withOpenings } from './withOpenings.ts'

const { sha256 } = nodeCryptography
const pageSize = 2000

export type Progress = (step: string, done: number, total: number) => void

/** A row that should be there and is not, or the other way round. */
function row(table: string, name: string, expected: string, found: string): Disagreement {
  return { table, row: name, column: null, entry: null, expected, found }
}

async function checkNodes(tx: OrganizationTx, completed: GrownTree['completed']): Promise<Disagreement[]> {
  if (completed.length === 0) return []
  const stored = await storedNodes(tx, completed)
  return completed.flatMap(({ node, hash }, place) => {
    const says = stored[place] ?? null
    const name = `level=${node.level} position=${node.index}`
    if (says === null) return [row('ledger_node', name, encodeHex(hash), 'no such row')]
    if (sameBytes(says, hash)) return []
    return [{ ...row('ledger_node', name, encodeHex(hash), encodeHex(says)), column: 'hash' }]
  })
}

type Walk = { tree: Frontier; checkpoints: CheckpointWalk; erasures: Erasures; openings: number }

async function* walkEntries(tx: OrganizationTx, walk: Walk, total: number, progress: Progress): AsyncGenerator<Disagreement> {
  const { tree, checkpoints, erasures } = walk
  for (;;) {
    const rows = await entriesFrom(tx, tree.size, pageSize)
    if (rows.length === 0) return
    const completed: GrownTree['completed'] = []
    for (const [entry, openings] of await withOpenings(tx, rows)) {
      if (entry.index !== tree.size) {
        yield row('ledger_entry', `index=${tree.size}`, 'an entry, since later ones exist', 'no such row')
        return
      }
      walk.openings += openings.length
      yield* checkEntry(entry, openings, erasures)
      tree.append(leafHash(sha256, entry.header), (node, hash) => {
        if (node.level > 0) completed.push({ node, hash })
      })
      if (checkpoints.isDue(tree.size)) yield* checkpoints.reach(tree)
    }
    yield* await checkNodes(tx, completed)
    progress('entries', tree.size, total)
  }
}

async function* checkWaiting(tx: OrganizationTx, walk: Walk): AsyncGenerator<Disagreement> {
  const ids = (await waitingByObject(tx)).map(({ entryId }) => entryId)
  for (let from = 0; from < ids.length; from += pageSize) {
    for (const [entry, openings] of await withOpenings(tx, await waitingEntries(tx, ids.slice(from, from + pageSize)))) {
      walk.openings += openings.length
      yield* checkEntry(entry, openings, walk.erasures)
    }
  }
}

/** A tree of n leaves has floor(n/2) + floor(n/4) + … complete subtrees above its leaves. */
function nodesOf(size: number): number {
  let nodes = 0
  for (let width = 2; width <= size; width *= 2) nodes += Math.floor(size / width)
  return nodes
}

function* checkHead({ size, frontier }: LedgerRow, tree: Frontier): Generator<Disagreement> {
  const hashes = joinBytes(...tree.hashes())
  if (size !== tree.size) yield { ...row('ledger', '', `${tree.size}, as many as there are entries`, String(size)), column: 'size' }
  if (!sameBytes(frontier, hashes)) yield { ...row('ledger', '', encodeHex(hashes), encodeHex(frontier)), column: 'frontier' }
}

async function* checkEnd({ tree, checkpoints, openings }: Walk, counts: Counts): AsyncGenerator<Disagreement> {
  const beyond = await checkpoints.next()
  if (beyond !== undefined) yield row('checkpoint', `size=${beyond.size}`, `no more than ${tree.size} entries`, `one over ${beyond.size}`)
  else if (checkpoints.passed !== tree.size) yield row('checkpoint', `size=${tree.size}`, 'one over the last entry', 'no such row')
  const nodes = nodesOf(tree.size)
  if (counts.nodes !== nodes) yield row('ledger_node', 'all', `${nodes} rows`, `${counts.nodes} rows`)
  if (counts.openings !== openings) yield row('ledger_opening', 'all', `${openings} rows of recorded entries`, `${counts.openings} rows`)
}

/**
 * Every checkpoint's root is computed anew from the same row of entries, so each extends the one before: that is what a consistency proof
 * would show to somebody who has not the entries.
 */
export async function* checkLog(tx: OrganizationTx, keys: LedgerKeys, progress: Progress): AsyncGenerator<Disagreement> {
  const ledger = await readLedger(tx)
  if (ledger === undefined) {
    yield row('ledger', '', 'one row', 'no row')
    return
  }
  const counts = await countAll(tx)
  const checkpoints = new CheckpointWalk(tx, await readReigns(tx, ledger, keys))
  const erasures = readErasures(await withOpenings(tx, await entriesOfKind(tx, 'personal.erased')))
  const walk: Walk = { tree: new Frontier(sha256), checkpoints, erasures, openings: 0 }
  yield* walkEntries(tx, walk, counts.entries, progress)
  yield* checkWaiting(tx, walk)
  yield* checkHead(ledger, walk.tree)
  yield* checkEnd(walk, counts)
}
