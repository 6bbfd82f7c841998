// One step of the sequencer: new leaves on a stored frontier, and every hash that must be kept so that proofs stay cheap.
import { joinBytes } from './bytes.ts'
import type { Sha256 } from './cryptography.ts'
import { Frontier } from './frontier.ts'
import { hashLength, type NodeId } from './merkleTree.ts'

/** `frontier` is the hashes laid end to end, largest subtree first: how it is stored. */
export type StoredTree = { size: number; frontier: Uint8Array }

export type GrownTree = StoredTree & {
  root: Uint8Array
  /** The subtrees above single leaves that became complete, in the order in which they did. */
  completed: { node: NodeId; hash: Uint8Array }[]
}

export function splitFrontier(frontier: Uint8Array): Uint8Array[] {
  const count = Math.ceil(frontier.length / hashLength)
  return Array.from({ length: count }, (_, place) => frontier.subarray(place * hashLength, (place + 1) * hashLength))
}

/** Throws LedgerFormatError where the frontier is not one of a tree of that size. */
export function storedRoot(sha256: Sha256, { size, frontier }: StoredTree): Uint8Array {
  return new Frontier(sha256, size, splitFrontier(frontier)).root()
}

export function growTree(sha256: Sha256, { size, frontier }: StoredTree, leaves: readonly Uint8Array[]): GrownTree {
  const tree = new Frontier(sha256, size, splitFrontier(frontier))
  const completed: GrownTree['completed'] = []
  for (const leaf of leaves) {
    tree.append(leaf, (node, hash) => {
      if (node.level > 0) completed.push({ node, hash })
    })
  }
  return { size: tree.size, frontier: joinBytes(...tree.hashes()), root: tree.root(), completed }
}
