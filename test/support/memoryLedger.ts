// A whole ledger in memory, signed with a key of its own: what packages of tests are written from, without a database.
import { bearsOnDocuments } from '../../src/core/audit/bearsOnDocuments.ts'
import type { Opening } from '../../src/core/audit/openingLine.ts'
import { isOpened } from '../../src/core/audit/packageLayout.ts'
import { buildHeader } from '../../src/core/ledger/buildHeader.ts'
import { checkpointText } from '../../src/core/ledger/checkpoint.ts'
import { commitment, slotBytes } from '../../src/core/ledger/commitment.ts'
import { type EntryKind, type Slot, slots } from '../../src/core/ledger/entry.ts'
import { Frontier } from '../../src/core/ledger/frontier.ts'
import { leafHash, nodesOfRange } from '../../src/core/ledger/merkleTree.ts'
import { assembleProof, nodesFromLeaves, planConsistency, planInclusion } from '../../src/core/ledger/proofPlan.ts'
import { type NoteSigner, signNote } from '../../src/core/ledger/signedNote.ts'
import { formatVerifierKey, verifierKey } from '../../src/core/ledger/verifierKey.ts'
import type { PackageSource } from '../../src/server/audit/packageSource.ts'
import { ed25519PublicKey, ed25519Sign, nodeCryptography } from '../../src/server/ledger/nodeCryptography.ts'
import { makeDice, type ToldEntry } from './ledgerStory.ts'

const { sha256 } = nodeCryptography

type Kept = { kind: EntryKind; obj: string; header: Uint8Array; openings: Opening[]; rec: number }

export function signerOf(origin: string, seed: number): NoteSigner {
  const bytes = new Uint8Array(32).fill(seed)
  const key = verifierKey(sha256, 'log', origin, ed25519PublicKey(bytes))
  return { key, sign: (message) => ed25519Sign(bytes, message) }
}

export class MemoryLedger {
  readonly origin: string
  readonly signer: NoteSigner
  readonly kept: Kept[] = []
  readonly leaves: Uint8Array[] = []
  readonly notes = new Map<number, string>()
  readonly files = new Map<string, Uint8Array>()
  /** By the SHA-256 of the text. */
  readonly policies = new Map<string, string>()
  readonly anchored: number[] = []
  readonly #dice: () => number
  readonly #tree = new Frontier(sha256)

  constructor(origin = 'tickmark.example.com/t/a1b2c3', seed = 7) {
    this.origin = origin
    this.signer = signerOf(origin, seed)
    this.#dice = makeDice(seed)
  }

  get size(): number {
    return this.kept.length
  }

  get verifierKey(): string {
    return formatVerifierKey(this.signer.key)
  }

  append({ entry, rec }: ToldEntry): void {
    const openings: Opening[] = []
    const commitments: Partial<Record<Slot, Uint8Array>> = {}
    for (const slot of slots) {
      const value = entry[slot]
      if (value === undefined) continue
      const salt = Uint8Array.from({ length: 32 }, () => Math.floor(this.#dice() * 256))
      const bytes = slotBytes(value)
      commitments[slot] = commitment(sha256, slot, salt, bytes)
      if (isOpened(entry.kind, slot)) openings.push({ slot, salt, bytes })
    }
    const { bytes } = buildHeader(entry, rec, commitments)
    this.kept.push({ kind: entry.kind, obj: entry.obj, header: bytes, openings, rec })
    this.leaves.push(leafHash(sha256, bytes))
    this.#tree.append(leafHash(sha256, bytes))
  }

  checkpoint(): number {
    this.notes.set(this.size, signNote(checkpointText({ origin: this.origin, size: this.size, root: this.#tree.root() }), [this.signer]))
    return this.size
  }

  source(): PackageSource {
    const hashOf = nodesFromLeaves(sha256, (index) => this.leaves[index] as Uint8Array)
    return {
      pageSize: 500,
      entries: async (from, end) => this.kept.slice(from, end),
      earlier: async (size) =>
        this.kept.slice(0, size).flatMap(({ kind, obj, header, openings }, index) => {
          if (!bearsOnDocuments({ kind, obj })) return []
          return [{ index, header, openings, proof: assembleProof(sha256, planInclusion(index, size), hashOf) }]
        }),
      restrictions: async (from, end) => this.kept.slice(from, end).filter(({ kind }) => kind === 'incident.restricted'),
      policyText: async (hash) => this.policies.get(hash) ?? null,
      checkpoint: async (size) => {
        const note = this.notes.get(size)
        if (note === undefined) throw new Error(`no checkpoint of size ${size}`)
        return note
      },
      leftHashes: async (size) => nodesOfRange(0, size).map(hashOf),
      consistency: async (from, to) => assembleProof(sha256, planConsistency(from, to), hashOf),
      anchoredBelow: async (size) => this.anchored.filter((one) => one < size),
      file: async (hash) => this.files.get(hash) ?? null,
    }
  }
}
