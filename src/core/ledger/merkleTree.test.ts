// The tree against its definition: the frontier grows to the root RFC 6962 defines, every proof made is accepted, and no altered one is.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nodeCryptography } from '../../server/ledger/nodeCryptography.ts'
import { sameBytes } from './bytes.ts'
import { Frontier } from './frontier.ts'
import { LedgerFormatError } from './ledgerFormatError.ts'
import { emptyRoot, foldNodes, leafHash, type NodeId, nodeHash, nodesOfRange, popcount } from './merkleTree.ts'
import { assembleProof, nodesFromLeaves, planConsistency, planInclusion } from './proofPlan.ts'
import { checkConsistency, checkExtends, checkInclusion } from './treeProof.ts'

const { sha256 } = nodeCryptography
const none = new Uint8Array(0)
const leaves = Array.from({ length: 300 }, (_, at) => leafHash(sha256, new TextEncoder().encode(`entry ${at}`)))
const leafAt = (index: number) => leaves[index] ?? none
const hashOfNode = nodesFromLeaves(sha256, leafAt)
const roots = leaves.map((_, size) => definedRoot(0, size))
const rootOf = (size: number) => roots[size] ?? none

/** Merkle Tree Hash, word for word from RFC 6962 §2.1. */
function definedRoot(begin: number, end: number): Uint8Array {
  if (begin === end) return sha256(none)
  if (end - begin === 1) return leafAt(begin)
  let k = 1
  while (k * 2 < end - begin) k *= 2
  return nodeHash(sha256, definedRoot(begin, begin + k), definedRoot(begin + k, end))
}

const size = fc.integer({ min: 1, max: 299 })
const twoSizes = fc.tuple(size, size).map(([one, other]) => ({ size1: Math.min(one, other), size2: Math.max(one, other) }))
const entryOf = size.chain((total) => fc.record({ size: fc.constant(total), index: fc.nat(total - 1) }))

function withBit(hashes: readonly Uint8Array[], which: number, bit: number): Uint8Array[] {
  return hashes.map((hash, at) => (at === which ? hash.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte)) : hash))
}

describe('a growing tree', () => {
  test('has the root of the definition at every size', () => {
    const frontier = new Frontier(sha256)
    for (let at = 0; at < 299; at++) {
      expect(sameBytes(frontier.root(), rootOf(at))).toBe(true)
      expect(frontier.hashes()).toHaveLength(popcount(at))
      frontier.append(leafAt(at))
    }
    expect(new Frontier(sha256).root()).toEqual(emptyRoot(sha256))
  })
  test('goes on from a stored frontier as if it had never stopped', () => {
    fc.assert(
      fc.property(twoSizes, ({ size1, size2 }) => {
        const frontier = new Frontier(sha256, size1, nodesOfRange(0, size1).map(hashOfNode))
        expect(sameBytes(frontier.root(), rootOf(size1))).toBe(true)
        for (let at = size1; at < size2; at++) frontier.append(leafAt(at))
        expect(sameBytes(frontier.root(), rootOf(size2))).toBe(true)
        expect(frontier.size).toBe(size2)
      }),
    )
  })
  test('tells of every complete subtree once, so that all proofs can be made from what it told', () => {
    const stored = new Map<string, Uint8Array>()
    const frontier = new Frontier(sha256)
    for (let at = 0; at < 200; at++) {
      frontier.append(leafAt(at), ({ level, index }, hash) => {
        expect(stored.has(`${level}/${index}`)).toBe(false)
        stored.set(`${level}/${index}`, hash)
      })
    }
    const lookUp = ({ level, index }: NodeId) => stored.get(`${level}/${index}`) ?? none
    for (let index = 0; index < 200; index++) {
      expect(assembleProof(sha256, planInclusion(index, 200), lookUp)).toEqual(assembleProof(sha256, planInclusion(index, 200), hashOfNode))
    }
    for (const [node, hash] of stored) {
      const [level = 0, index = 0] = node.split('/').map(Number)
      expect(hash).toEqual(definedRoot(index * 2 ** level, (index + 1) * 2 ** level))
    }
  })
  test('stays exact beyond 32 bits', () => {
    const filler = (id: NodeId) => sha256(new TextEncoder().encode(`${id.level}/${id.index}`))
    for (const start of [2 ** 31 - 1, 2 ** 32 - 1, 2 ** 33 + 2 ** 31, 2 ** 52 + 2 ** 32 - 1, Number.MAX_SAFE_INTEGER - 3]) {
      const old = nodesOfRange(0, start)
      const frontier = new Frontier(sha256, start, old.map(filler))
      const known = new Map(old.map((id) => [`${id.level}/${id.index}`, filler(id)]))
      const before = frontier.root()
      for (let at = 0; at < 3; at++) frontier.append(leafAt(at), ({ level, index }, hash) => known.set(`${level}/${index}`, hash))
      expect(frontier.size).toBe(start + 3)
      const lookUp = ({ level, index }: NodeId) => known.get(`${level}/${index}`) ?? none
      const proof = assembleProof(sha256, planConsistency(start, start + 3), lookUp)
      const claim = { size1: start, root1: before, size2: start + 3, root2: frontier.root(), proof }
      expect(checkConsistency(sha256, claim)).toEqual({ ok: true })
      const hashes = assembleProof(sha256, planInclusion(start + 1, start + 3), lookUp)
      const inclusion = { index: start + 1, size: start + 3, leaf: leafAt(1), proof: hashes, root: frontier.root() }
      expect(checkInclusion(sha256, inclusion)).toEqual({ ok: true })
      expect(checkInclusion(sha256, { ...inclusion, index: start })).toMatchObject({ ok: false })
    }
    const full = new Frontier(sha256, Number.MAX_SAFE_INTEGER, nodesOfRange(0, Number.MAX_SAFE_INTEGER).map(filler))
    expect(() => full.append(leafAt(0))).toThrow(LedgerFormatError)
  })
  test('refuses a frontier that does not belong to its size, and what is no hash', () => {
    expect(() => new Frontier(sha256, 3, [leafAt(0)])).toThrow(LedgerFormatError)
    expect(() => new Frontier(sha256, -1)).toThrow(LedgerFormatError)
    expect(() => new Frontier(sha256, 1.5, [leafAt(0)])).toThrow(LedgerFormatError)
    expect(() => new Frontier(sha256, 1, [new Uint8Array(31)])).toThrow(LedgerFormatError)
    expect(() => new Frontier(sha256).append(new Uint8Array(64))).toThrow(LedgerFormatError)
    expect(() => nodeHash(sha256, leafAt(0), new Uint8Array(33))).toThrow(LedgerFormatError)
  })
  test('does not take an entry for a node', () => {
    const forged = new Uint8Array([...leafAt(0), ...leafAt(1)])
    expect(leafHash(sha256, forged)).not.toEqual(rootOf(2))
  })
  test('covers a range with as few subtrees as there are', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (end) => {
        const nodes = nodesOfRange(0, end)
        expect(nodes).toHaveLength(popcount(end))
        expect(nodes.reduce((covered, { level, index }) => (index * 2 ** level === covered ? covered + 2 ** level : Number.NaN), 0)).toBe(
          end,
        )
      }),
    )
    expect(nodesOfRange(7, 7)).toEqual([])
    expect(() => nodesOfRange(2, 1)).toThrow(LedgerFormatError)
    expect(foldNodes(sha256, [])).toEqual(emptyRoot(sha256))
  })
})

describe('an inclusion proof', () => {
  const claimOf = ({ size: total, index }: { size: number; index: number }) => ({
    ...{ index, size: total, leaf: leafAt(index), root: rootOf(total) },
    proof: assembleProof(sha256, planInclusion(index, total), hashOfNode),
  })
  test('is accepted for every entry of every tree', () => {
    for (let total = 1; total <= 40; total++) {
      for (let index = 0; index < total; index++) expect(checkInclusion(sha256, claimOf({ size: total, index }))).toEqual({ ok: true })
    }
    fc.assert(
      fc.property(entryOf, (entry) => {
        expect(checkInclusion(sha256, claimOf(entry))).toEqual({ ok: true })
      }),
    )
  })
  test('is refused with any bit flipped, in the proof, the leaf or the root', () => {
    fc.assert(
      fc.property(entryOf, fc.nat(100), fc.nat(255), (entry, which, bit) => {
        const claim = claimOf(entry)
        const [leaf, root, ...proof] = withBit([claim.leaf, claim.root, ...claim.proof], which % (claim.proof.length + 2), bit)
        expect(checkInclusion(sha256, { ...claim, leaf: leaf ?? none, root: root ?? none, proof })).toMatchObject({ ok: false })
      }),
    )
  })
  test('is refused for another entry, when too short, too long, or not made of hashes', () => {
    fc.assert(
      fc.property(entryOf, fc.nat(299), (entry, index) => {
        const claim = claimOf(entry)
        if (index !== entry.index) expect(checkInclusion(sha256, { ...claim, index })).toMatchObject({ ok: false })
        expect(checkInclusion(sha256, { ...claim, proof: [...claim.proof, leafAt(0)] })).toMatchObject({ ok: false })
        expect(checkInclusion(sha256, { ...claim, proof: [leafAt(0), ...claim.proof] })).toMatchObject({ ok: false })
        expect(checkInclusion(sha256, { ...claim, proof: [...claim.proof, none] })).toMatchObject({ ok: false })
        if (claim.proof.length > 0) expect(checkInclusion(sha256, { ...claim, proof: claim.proof.slice(1) })).toMatchObject({ ok: false })
      }),
    )
  })
  test('does not go on above the root: a tree of one entry has no sibling', () => {
    const above = nodeHash(sha256, leafAt(1), leafAt(0))
    const claim = { index: 0, size: 1, leaf: leafAt(0), proof: [leafAt(1)], root: above }
    expect(checkInclusion(sha256, claim)).toEqual({ ok: false, reason: 'The inclusion proof is too long.' })
  })
  test('is not made for an entry that is not there', () => {
    expect(() => planInclusion(5, 5)).toThrow(LedgerFormatError)
    expect(() => planInclusion(-1, 5)).toThrow(LedgerFormatError)
    expect(checkInclusion(sha256, { ...claimOf({ size: 1, index: 0 }), size: Number.NaN })).toMatchObject({ ok: false })
  })
})

describe('a consistency proof', () => {
  const claimOf = ({ size1, size2 }: { size1: number; size2: number }) => ({
    ...{ size1, root1: rootOf(size1), size2, root2: rootOf(size2) },
    proof: assembleProof(sha256, planConsistency(size1, size2), hashOfNode),
  })
  test('is accepted between all sizes', () => {
    for (let size2 = 1; size2 <= 40; size2++) {
      for (let size1 = 1; size1 <= size2; size1++) expect(checkConsistency(sha256, claimOf({ size1, size2 }))).toEqual({ ok: true })
    }
    fc.assert(
      fc.property(twoSizes, (sizes) => {
        expect(checkConsistency(sha256, claimOf(sizes))).toEqual({ ok: true })
      }),
    )
  })
  test('is refused with any bit flipped, in the proof or a root', () => {
    fc.assert(
      fc.property(twoSizes, fc.nat(100), fc.nat(255), (sizes, which, bit) => {
        const claim = claimOf(sizes)
        const [root1, root2, ...proof] = withBit([claim.root1, claim.root2, ...claim.proof], which % (claim.proof.length + 2), bit)
        expect(checkConsistency(sha256, { ...claim, root1: root1 ?? none, root2: root2 ?? none, proof })).toMatchObject({ ok: false })
      }),
    )
  })
  test('is refused for other sizes, when too short, too long, or not made of hashes', () => {
    fc.assert(
      fc.property(twoSizes, fc.nat(299), (sizes, other) => {
        const claim = claimOf(sizes)
        if (other !== sizes.size1) expect(checkConsistency(sha256, { ...claim, size1: other })).toMatchObject({ ok: false })
        if (other !== sizes.size2 && sizes.size1 !== sizes.size2) expect(forged(claim, other)).toBe(false)
        expect(checkConsistency(sha256, { ...claim, proof: [...claim.proof, leafAt(0)] })).toMatchObject({ ok: false })
        expect(checkConsistency(sha256, { ...claim, proof: [...claim.proof, none] })).toMatchObject({ ok: false })
        if (claim.proof.length > 0) expect(checkConsistency(sha256, { ...claim, proof: claim.proof.slice(1) })).toMatchObject({ ok: false })
      }),
    )
  })
  /** Sizes of one shape share their proofs (RFC 9162 proves roots, the checkpoint binds the size): only then may another size pass. */
  function forged(claim: ReturnType<typeof claimOf>, size2: number): boolean {
    if (size2 < claim.size1) return checkConsistency(sha256, { ...claim, size2 }).ok
    const shape = (total: number) => JSON.stringify(planConsistency(claim.size1, total).map((nodes) => nodes.length > 0))
    return shape(size2) !== shape(claim.size2) && checkConsistency(sha256, { ...claim, size2 }).ok
  }
  test('from the empty tree is no proof, but every tree extends the empty one', () => {
    const claim = { size1: 0, root1: emptyRoot(sha256), size2: 7, root2: rootOf(7), proof: [] }
    expect(checkConsistency(sha256, claim)).toMatchObject({ ok: false })
    expect(checkExtends(sha256, claim)).toEqual({ ok: true })
    expect(checkExtends(sha256, { ...claim, root1: rootOf(1) })).toMatchObject({ ok: false })
    expect(checkExtends(sha256, { ...claim, proof: [rootOf(1)] })).toMatchObject({ ok: false })
    expect(checkExtends(sha256, { ...claim, size2: 0 })).toMatchObject({ ok: false })
    expect(checkExtends(sha256, { ...claim, size2: 0, root2: emptyRoot(sha256) })).toEqual({ ok: true })
    expect(checkExtends(sha256, claimOf({ size1: 3, size2: 7 }))).toEqual({ ok: true })
  })
  test('is not made backwards', () => {
    expect(() => planConsistency(5, 4)).toThrow(LedgerFormatError)
  })
})
