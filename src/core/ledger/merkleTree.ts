// The tree over a ledger's entries (RFC 6962 §2.1): how leaves and nodes are hashed, and which nodes make up a range of leaves.
import type { Sha256 } from './cryptography.ts'
import { hashOf } from './hashOf.ts'
import { LedgerFormatError } from './ledgerFormatError.ts'

export const hashLength = 32

/** Different first bytes for leaves and nodes: no entry can be passed off as a node, nor a node as an entry. */
const leafMark = Uint8Array.of(0)
const nodeMark = Uint8Array.of(1)

export function leafHash(sha256: Sha256, entry: Uint8Array): Uint8Array {
  return hashOf(sha256, leafMark, entry)
}

export function nodeHash(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  return hashOf(sha256, nodeMark, demandHash(left), demandHash(right))
}

export function emptyRoot(sha256: Sha256): Uint8Array {
  return sha256(new Uint8Array(0))
}

export function demandHash(hash: Uint8Array): Uint8Array {
  if (hash.length !== hashLength) throw new LedgerFormatError(`A hash has ${hashLength} bytes, not ${hash.length}.`)
  return hash
}

/** A number of leaves. Sizes stay below 2^53 and are halved by division: `>>` would cut them to 32 bits. */
export function demandSize(size: number): number {
  if (!Number.isSafeInteger(size) || size < 0) throw new LedgerFormatError(`${size} is not a tree size.`)
  return size
}

export function halve(size: number): number {
  return (size - (size % 2)) / 2
}

/** The complete subtree over the leaves from `index * 2^level` up to `(index + 1) * 2^level`. Level 0 are the leaf hashes. */
export type NodeId = { level: number; index: number }

/**
 * The fewest complete subtrees that cover the leaves from `begin` up to `end`, left to right. For `begin` 0 there are popcount(end) of
 * them: the frontier of a tree of that size, which is also what a package carries as the left range of its opening checkpoint.
 */
export function nodesOfRange(begin: number, end: number): NodeId[] {
  if (demandSize(begin) > demandSize(end)) throw new LedgerFormatError(`A range cannot begin at ${begin} and end at ${end}.`)
  const nodes: NodeId[] = []
  for (let start = begin; start < end; ) {
    let level = 0
    let width = 1
    while (start % (width * 2) === 0 && start + width * 2 <= end) {
      width *= 2
      level += 1
    }
    nodes.push({ level, index: start / width })
    start += width
  }
  return nodes
}

/** How many ones `size` has in binary: the number of hashes in its frontier. */
export function popcount(size: number): number {
  let ones = 0
  for (let rest = demandSize(size); rest > 0; rest = halve(rest)) ones += rest % 2
  return ones
}

/** The hash over neighbouring subtrees that grow smaller to the right: the odd one is carried up as it is, never doubled. */
export function foldNodes(sha256: Sha256, hashes: readonly Uint8Array[]): Uint8Array {
  let folded = hashes.at(-1)
  if (folded === undefined) return emptyRoot(sha256)
  for (let at = hashes.length - 2; at >= 0; at--) folded = nodeHash(sha256, hashes[at] as Uint8Array, folded)
  return demandHash(folded)
}
