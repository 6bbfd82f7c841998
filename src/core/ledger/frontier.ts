// All a tree must remember to grow: the hashes of its complete subtrees along the right edge, popcount(size) of them.
import type { Sha256 } from './cryptography.ts'
import { LedgerFormatError } from './ledgerFormatError.ts'
import { demandHash, demandSize, foldNodes, halve, type NodeId, nodeHash, popcount } from './merkleTree.ts'

/**
 * Grows a tree leaf by leaf in constant memory. Start it from nothing, from a stored frontier, or from the hashes left of an opening
 * checkpoint: whoever appends the following headers must arrive at the closing one.
 */
export class Frontier {
  readonly #sha256: Sha256
  readonly #hashes: Uint8Array[]
  #size: number

  /** `hashes` are those of `nodesOfRange(0, size)`, left to right. */
  constructor(sha256: Sha256, size = 0, hashes: readonly Uint8Array[] = []) {
    const wanted = popcount(demandSize(size))
    if (hashes.length !== wanted)
      throw new LedgerFormatError(`A tree of size ${size} has a frontier of ${wanted} hashes, not ${hashes.length}.`)
    this.#sha256 = sha256
    this.#size = size
    this.#hashes = hashes.map((hash) => Uint8Array.from(demandHash(hash)))
  }

  get size(): number {
    return this.#size
  }

  /** Left to right, largest subtree first; what to store so that appending can go on later. */
  hashes(): Uint8Array[] {
    return [...this.#hashes]
  }

  /** `onNode` is told of the leaf and of every subtree it completes, so that proofs can be made from stored nodes later. */
  append(leaf: Uint8Array, onNode?: (node: NodeId, hash: Uint8Array) => void): void {
    demandSize(this.#size + 1)
    let hash = demandHash(leaf)
    let level = 0
    let index = this.#size
    onNode?.({ level, index }, hash)
    while (index % 2 === 1) {
      hash = nodeHash(this.#sha256, this.#hashes.pop() as Uint8Array, hash)
      level += 1
      index = halve(index)
      onNode?.({ level, index }, hash)
    }
    this.#hashes.push(hash)
    this.#size += 1
  }

  root(): Uint8Array {
    return foldNodes(this.#sha256, this.#hashes)
  }
}
