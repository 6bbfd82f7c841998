// SHA-256 over several pieces laid end to end: what leaves, nodes and commitments have in common.
import { joinBytes } from './bytes.ts'

/**
 * One buffer for all calls: allocating 300 bytes costs three times as much as hashing them, and millions of headers go through here.
 * Sound because the hash function reads its argument before it returns (`cryptography.ts`), and nothing runs in between.
 */
const scratch = new Uint8Array(16_384)

/** `digest` is SHA-256 in whatever form its caller wants it; as bytes, or as text to compare with. */
export function hashOf<Digest = Uint8Array>(digest: (bytes: Uint8Array) => Digest, ...pieces: readonly Uint8Array[]): Digest {
  let length = 0
  for (const piece of pieces) length += piece.length
  if (length > scratch.length) return digest(joinBytes(...pieces))
  let at = 0
  for (const piece of pieces) {
    scratch.set(piece, at)
    at += piece.length
  }
  return digest(scratch.subarray(0, length))
}
