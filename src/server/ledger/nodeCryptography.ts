// The ledger's cryptography on Node: hashing, Ed25519 by raw keys, and the seed each ledger signs with. Needs nothing but node:crypto.
import { createPrivateKey, createPublicKey, hash, hkdfSync, type KeyObject, sign, verify } from 'node:crypto'
import type { LedgerCryptography } from '../../core/ledger/cryptography.ts'

/** What stands before the 32 bytes of an Ed25519 key in DER (RFC 8410): SubjectPublicKeyInfo, and PKCS #8. */
const publicKeyPrefix = Buffer.from('302a300506032b6570032100', 'hex')
const privateKeyPrefix = Buffer.from('302e020100300506032b657004220420', 'hex')

export const nodeCryptography: LedgerCryptography = {
  sha256(bytes) {
    // One string and 32 small writes: asking for a Buffer costs three times as much, since each brings its own memory.
    const text = hash('sha256', bytes, 'binary')
    const digest = new Uint8Array(32)
    for (let at = 0; at < 32; at++) digest[at] = text.charCodeAt(at)
    return digest
  },
  ed25519Verify(publicKey, message, signature) {
    if (publicKey.length !== 32 || signature.length !== 64) return false
    return verify(null, message, publicKeyObject(publicKey), signature)
  },
}

/** OpenSSL takes any 32 bytes for a key and finds out when it verifies: no point, no signature. */
function publicKeyObject(publicKey: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([publicKeyPrefix, publicKey]), format: 'der', type: 'spki' })
}

function privateKeyObject(seed: Uint8Array): KeyObject {
  if (seed.length !== 32) throw new RangeError(`An Ed25519 seed has 32 bytes, not ${seed.length}.`)
  return createPrivateKey({ key: Buffer.concat([privateKeyPrefix, seed]), format: 'der', type: 'pkcs8' })
}

export function ed25519Sign(seed: Uint8Array, message: Uint8Array): Uint8Array {
  return new Uint8Array(sign(null, message, privateKeyObject(seed)))
}

export function ed25519PublicKey(seed: Uint8Array): Uint8Array {
  const whole = createPublicKey(privateKeyObject(seed)).export({ format: 'der', type: 'spki' })
  return new Uint8Array(whole.subarray(publicKeyPrefix.length))
}

/**
 * The seed of one organization's ledger key: HKDF-SHA256 of the master seed, so that one 0600 file is all there is to keep, and no ledger's
 * key says anything about another's. `generation` counts the rotations.
 */
export function deriveLedgerSeed(masterSeed: Uint8Array, organizationId: string, generation: number): Uint8Array {
  if (masterSeed.length !== 32) throw new RangeError(`The master seed has 32 bytes, not ${masterSeed.length}.`)
  if (!Number.isSafeInteger(generation) || generation < 0) throw new RangeError(`${generation} is not a generation of a key.`)
  const info = `tickmark/ledger-key/v1\0${organizationId}\0${generation}`
  return new Uint8Array(hkdfSync('sha256', masterSeed, new Uint8Array(0), info, 32))
}

/** For `parseHeader`: each byte as the character of the same number, three times as fast as in plain JavaScript. */
export function nodeLatin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}
