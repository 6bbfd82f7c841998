// What the ledger needs from outside: a hash and a signature check, given by whoever runs it (server, command line, browser).

/** Must read `bytes` before it returns and never keep them: callers reuse one buffer (see `hashOf.ts`). Always 32 fresh bytes. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

export type LedgerCryptography = {
  sha256: Sha256
  /** RFC 8032 Ed25519 over the message itself. False, never an exception, for a key or signature that is no point or scalar. */
  ed25519Verify: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean
}
