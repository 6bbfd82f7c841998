// The same cryptography in plain JavaScript: for the browser, and wherever `node:crypto` is not.
import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import type { LedgerCryptography } from './cryptography.ts'

export const nobleCryptography: LedgerCryptography = {
  sha256: (bytes) => sha256(bytes),
  ed25519Verify(publicKey, message, signature) {
    if (publicKey.length !== 32 || signature.length !== 64) return false
    try {
      // Without `zip215: false` a key or signature outside RFC 8032 could pass here and fail under node:crypto.
      return ed25519.verify(signature, message, publicKey, { zip215: false })
    } catch (error) {
      if (error instanceof Error) return false
      throw error
    }
  },
}
