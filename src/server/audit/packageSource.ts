// What a package is written from: the sealed part of one ledger, which no longer changes, and the files its entries lead to.
import type { Opening } from '../../core/audit/openingLine.ts'

export type SourceEntry = {
  header: Uint8Array
  /** Those that a package opens and that are still there, slots by name. */
  openings: Opening[]
}

export type PackageSource = {
  /** Entries from an index on, in order: as many as the source likes to give at a time, none from `end` on. */
  entries: (from: number, end: number) => Promise<SourceEntry[]>
  /** The signed note of that size. */
  checkpoint: (size: number) => Promise<string>
  leftHashes: (size: number) => Promise<Uint8Array[]>
  consistency: (from: number, to: number) => Promise<Uint8Array[]>
  /** Sizes below the given one whose checkpoints left the house: somebody may hold one against the package. */
  anchoredBelow: (size: number) => Promise<number[]>
  /** Null where the file is not kept. */
  file: (sha256: string) => Promise<Uint8Array | null>
}
