// The tree from the opening checkpoint on: grown header by header, it must arrive at the closing one, and at every root in between.
import type { Sha256 } from '../ledger/cryptography.ts'
import { Frontier } from '../ledger/frontier.ts'
import { leafHash } from '../ledger/merkleTree.ts'

/** `watched`: sizes at which the root is wanted. */
export class SealedRange {
  readonly #sha256: Sha256
  readonly #tree: Frontier
  readonly #watched: ReadonlySet<number>
  readonly #roots = new Map<number, Uint8Array>()

  /** `leftHashes` are those of `nodesOfRange(0, openingSize)`. */
  constructor(sha256: Sha256, openingSize: number, leftHashes: readonly Uint8Array[], watched: Iterable<number>) {
    this.#sha256 = sha256
    this.#tree = new Frontier(sha256, openingSize, leftHashes)
    this.#watched = new Set(watched)
    this.#note()
  }

  get size(): number {
    return this.#tree.size
  }

  append(header: Uint8Array): void {
    this.#tree.append(leafHash(this.#sha256, header))
    this.#note()
  }

  #note(): void {
    if (this.#watched.has(this.#tree.size)) this.#roots.set(this.#tree.size, this.#tree.root())
  }

  root(): Uint8Array {
    return this.#tree.root()
  }

  /** Of a watched size that was reached. */
  rootAt(size: number): Uint8Array | undefined {
    return this.#roots.get(size)
  }
}
