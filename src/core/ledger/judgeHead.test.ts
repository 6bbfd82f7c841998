// A stored tree grows as a whole one would, and a head is judged by what was signed before.
import { describe, expect, test } from 'vitest'
import { Frontier } from './frontier.ts'
import { growTree, storedRoot } from './growTree.ts'
import { judgeHead } from './judgeHead.ts'
import { LedgerFormatError } from './ledgerFormatError.ts'
import { leafHash } from './merkleTree.ts'
import { nobleCryptography } from './nobleCryptography.ts'
import { encodeUtf8 } from './utf8.ts'

const { sha256 } = nobleCryptography
const leaves = Array.from({ length: 40 }, (_, number) => leafHash(sha256, encodeUtf8(`entry ${number}`)))
const empty = { size: 0, frontier: new Uint8Array(0) }

function rootOf(size: number): Uint8Array {
  const tree = new Frontier(sha256)
  for (const leaf of leaves.slice(0, size)) tree.append(leaf)
  return tree.root()
}

describe('growing a stored tree', () => {
  test('in steps of any size gives the tree that all leaves at once give, and the same nodes', () => {
    const whole = growTree(sha256, empty, leaves)
    for (const step of [1, 2, 3, 7, 16, 39]) {
      let tree: { size: number; frontier: Uint8Array } = empty
      const completed: unknown[] = []
      for (let from = 0; from < leaves.length; from += step) {
        const grown = growTree(sha256, tree, leaves.slice(from, from + step))
        completed.push(...grown.completed)
        tree = grown
      }
      expect(tree).toMatchObject({ size: 40, frontier: whole.frontier })
      expect(completed).toEqual(whole.completed)
    }
    expect(whole.root).toEqual(rootOf(40))
    expect(storedRoot(sha256, whole)).toEqual(whole.root)
    expect(whole.completed).toHaveLength(20 + 10 + 5 + 2 + 1)
  })
  test('refuses a frontier that is not one of that size', () => {
    const { frontier } = growTree(sha256, empty, leaves.slice(0, 3))
    expect(() => growTree(sha256, { size: 4, frontier }, leaves)).toThrow(LedgerFormatError)
    expect(() => storedRoot(sha256, { size: 3, frontier: frontier.subarray(1) })).toThrow(LedgerFormatError)
  })
})

describe('a head', () => {
  const known = { origin: 'example.com/t/1', size: 9, root: rootOf(9) }
  test('that holds what was signed before may be signed further', () => {
    expect(judgeHead(known, 9, rootOf(9))).toEqual({ ok: true })
    expect(judgeHead(known, 30, rootOf(9))).toEqual({ ok: true })
  })
  test('that is smaller, or has other entries below, may not, and the sentence says what to do', () => {
    const smaller = judgeHead(known, 5, undefined)
    expect(smaller).toMatchObject({ ok: false, reason: expect.stringMatching(/holds 5 sealed entries.*over 9.*tickmark ledger continue/) })
    expect(judgeHead(known, 30, rootOf(10))).toMatchObject({ ok: false, reason: expect.stringContaining('first 9 entries') })
  })
})
