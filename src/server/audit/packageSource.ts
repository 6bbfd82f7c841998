// What a package is written from: the sealed part of one ledger, which no longer changes, and the files its entries lead to.
import type { EarlierEntry } from '../../core/audit/earlierLine.ts'
import type { Opening } from '../../core/audit/openingLine.ts'
import type { Restriction } from '../../core/audit/withheld.ts'

export type SourceEntry = {
  obj: string
  header: Uint8Array
  /** Those of its kind that a package opens and that are still there, slots by name. */
  openings: Opening[]
}

export type PackageSource = {
  /** How many entries are best asked for at a time. */
  pageSize: number
  /** Those from an index on, in order, up to `end`. Fewer where the database lacks one. */
  entries: (from: number, end: number) => Promise<SourceEntry[]>
  /** Entries that documents rest on below a size, in order, each with its proof from there. */
  earlier: (size: number) => Promise<EarlierEntry[]>
  /** The entries in that range by which incidents were made private or open again, in order. */
  restrictions: (from: number, end: number) => Promise<Restriction[]>
  /** The signed note of that size. */
  checkpoint: (size: number) => Promise<string>
  leftHashes: (size: number) => Promise<Uint8Array[]>
  consistency: (from: number, to: number) => Promise<Uint8Array[]>
  /** Sizes below the given one whose checkpoints left the house: somebody may hold one against the package. */
  anchoredBelow: (size: number) => Promise<number[]>
  /** Null where the file is not kept. */
  file: (sha256: string) => Promise<Uint8Array | null>
  /** The text of a policy version; null where it is not kept. */
  policyText: (sha256: string) => Promise<string | null>
}
