// Checking what a log claims about its tree: that an entry is in it, and that a later tree only adds to an earlier one.
import { sameBytes } from './bytes.ts'
import { type Checked, fails, holds } from './checked.ts'
import type { Sha256 } from './cryptography.ts'
import { emptyRoot, halve, hashLength, nodeHash } from './merkleTree.ts'

export type InclusionClaim = { index: number; size: number; leaf: Uint8Array; proof: readonly Uint8Array[]; root: Uint8Array }

/** RFC 9162 §2.1.3.2. */
export function checkInclusion(sha256: Sha256, { index, size, leaf, proof, root }: InclusionClaim): Checked {
  if (!isSize(index) || !isSize(size) || index >= size) return fails(`A tree of size ${size} has no entry ${index}.`)
  if (![leaf, root, ...proof].every(isHash)) return fails(`Not every hash of the inclusion proof has ${hashLength} bytes.`)
  let fn = index
  let sn = size - 1
  let hash = leaf
  for (const sibling of proof) {
    if (sn === 0) return fails('The inclusion proof is too long.')
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(sha256, sibling, hash)
      while (fn % 2 === 0 && fn !== 0) {
        fn = halve(fn)
        sn = halve(sn)
      }
    } else {
      hash = nodeHash(sha256, hash, sibling)
    }
    fn = halve(fn)
    sn = halve(sn)
  }
  if (sn !== 0) return fails('The inclusion proof is too short.')
  return sameBytes(hash, root) ? holds : fails('The inclusion proof leads to another root.')
}

export type ConsistencyClaim = { size1: number; root1: Uint8Array; size2: number; root2: Uint8Array; proof: readonly Uint8Array[] }

/**
 * RFC 9162 §2.1.4.2. A proof from the empty tree is refused, since it would prove nothing: see `checkExtends`. Between equal sizes only
 * the roots are compared, whatever they are: their length is checked where checkpoints are read.
 */
export function checkConsistency(sha256: Sha256, { size1, root1, size2, root2, proof }: ConsistencyClaim): Checked {
  if (!isSize(size1) || !isSize(size2)) return fails('A tree size is not a whole number below 2^53.')
  if (size1 > size2) return fails(`A tree of size ${size2} cannot extend one of size ${size1}.`)
  if (size1 === 0) return fails('A consistency proof from the empty tree proves nothing.')
  if (size1 === size2) {
    if (proof.length > 0) return fails('Between trees of one size the consistency proof is empty.')
    return sameBytes(root1, root2) ? holds : fails('Two trees of one size have different roots.')
  }
  if (![root1, root2, ...proof].every(isHash)) return fails(`Not every hash of the consistency proof has ${hashLength} bytes.`)
  return foldConsistency(sha256, { size1, root1, size2, root2, proof })
}

function foldConsistency(sha256: Sha256, { size1, root1, size2, root2, proof }: ConsistencyClaim): Checked {
  let fn = size1 - 1
  let sn = size2 - 1
  while (fn % 2 === 1) {
    fn = halve(fn)
    sn = halve(sn)
  }
  // A power of two is a complete subtree of the new tree, so its root is the first hash without being sent.
  const [first, ...rest] = fn === 0 ? [root1, ...proof] : proof
  if (first === undefined || proof.length === 0) return fails('The consistency proof is empty.')
  let hash1 = first
  let hash2 = first
  for (const hash of rest) {
    if (sn === 0) return fails('The consistency proof is too long.')
    if (fn % 2 === 1 || fn === sn) {
      hash1 = nodeHash(sha256, hash, hash1)
      hash2 = nodeHash(sha256, hash, hash2)
      while (fn % 2 === 0 && fn !== 0) {
        fn = halve(fn)
        sn = halve(sn)
      }
    } else {
      hash2 = nodeHash(sha256, hash2, hash)
    }
    fn = halve(fn)
    sn = halve(sn)
  }
  if (sn !== 0) return fails('The consistency proof is too short.')
  if (!sameBytes(hash1, root1)) return fails('The consistency proof does not begin at the earlier root.')
  return sameBytes(hash2, root2) ? holds : fails('The consistency proof leads to another root.')
}

/** Whether one tree extends another, the empty tree included: that one is extended by every tree, if it is the empty tree. */
export function checkExtends(sha256: Sha256, claim: ConsistencyClaim): Checked {
  if (claim.size1 !== 0) return checkConsistency(sha256, claim)
  if (!isSize(claim.size2)) return fails('A tree size is not a whole number below 2^53.')
  if (claim.proof.length > 0) return fails('From the empty tree the consistency proof is empty.')
  const root = emptyRoot(sha256)
  if (!sameBytes(claim.root1, root)) return fails('The root of the empty tree is not the hash of nothing.')
  if (claim.size2 === 0 && !sameBytes(claim.root2, root)) return fails('Two trees of one size have different roots.')
  return holds
}

function isSize(size: number): boolean {
  return Number.isSafeInteger(size) && size >= 0
}

function isHash(hash: Uint8Array): boolean {
  return hash.length === hashLength
}
