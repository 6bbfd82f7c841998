// Which hashes make up a proof, and putting them together: what a log does so that others can check it (`treeProof.ts`).
import type { Sha256 } from './cryptography.ts'
import { LedgerFormatError } from './ledgerFormatError.ts'
import { demandSize, foldNodes, type NodeId, nodeHash, nodesOfRange } from './merkleTree.ts'

/** For each hash of the proof the complete subtrees it is folded from: load all of them in one query, then `assembleProof`. */
export type ProofPlan = NodeId[][]

/** RFC 6962 §2.1.1: from the leaf's sibling up to the root's child. */
export function planInclusion(index: number, size: number): ProofPlan {
  if (demandSize(index) >= demandSize(size)) throw new LedgerFormatError(`A tree of size ${size} has no entry ${index}.`)
  const plan: ProofPlan = []
  let begin = 0
  let end = size
  while (end - begin > 1) {
    const middle = begin + split(end - begin)
    if (index < middle) {
      plan.push(nodesOfRange(middle, end))
      end = middle
    } else {
      plan.push(nodesOfRange(begin, middle))
      begin = middle
    }
  }
  return plan.reverse()
}

/** RFC 6962 §2.1.2. From size 0 and to the same size the proof is empty. */
export function planConsistency(size1: number, size2: number): ProofPlan {
  if (demandSize(size1) > demandSize(size2)) throw new LedgerFormatError(`A tree of size ${size2} cannot extend one of size ${size1}.`)
  if (size1 === 0 || size1 === size2) return []
  const plan: ProofPlan = []
  let begin = 0
  let end = size2
  while (end !== size1) {
    const middle = begin + split(end - begin)
    if (size1 <= middle) {
      plan.push(nodesOfRange(middle, end))
      end = middle
    } else {
      plan.push(nodesOfRange(begin, middle))
      begin = middle
    }
  }
  // The old tree itself, which the verifier has, needs no hash; any other part of it does.
  if (begin !== 0) plan.push(nodesOfRange(begin, end))
  return plan.reverse()
}

/** The largest power of two below `width`. */
function split(width: number): number {
  let power = 1
  while (power * 2 < width) power *= 2
  return power
}

export function assembleProof(sha256: Sha256, plan: ProofPlan, hashOfNode: (node: NodeId) => Uint8Array): Uint8Array[] {
  return plan.map((nodes) => foldNodes(sha256, nodes.map(hashOfNode)))
}

/** For trees small enough to have all their leaf hashes at hand: computes each subtree when asked. */
export function nodesFromLeaves(sha256: Sha256, leafAt: (index: number) => Uint8Array): (node: NodeId) => Uint8Array {
  return function hashOfNode({ level, index }): Uint8Array {
    if (level === 0) return leafAt(index)
    return nodeHash(sha256, hashOfNode({ level: level - 1, index: index * 2 }), hashOfNode({ level: level - 1, index: index * 2 + 1 }))
  }
}
