// SHA-256 over several pieces laid end to end: what leaves, nodes and commitments have in common.
import { joinBytes } from './bytes.ts'
import type { Sha256 } from './cryptography.ts'

/**
 * One buffer for all calls: allocating 300 bytes costs three times as much as hashing them, and millions of headers go through here.
 * Sound because the hash function reads its argument before it returns (`cryptography.ts`), and nothing runs in between.
 */
const scratch = new Uint8Array(16_384)

export function hashOf(sha256: Sha256, ...pieces: readonly Uint8Array[]): Uint8Array {
  let length = 0
  for (const piece of pieces) length += piece.length
  if (length > scratch.length) return sha256(joinBytes(...pieces))
  let at = 0
  for (const piece of pieces) {
    scratch.set(piece, at)
    at += piece.length
  }
  return sha256(scratch.subarray(0, length))
}
