// Checks a timestamp against the authorities one trusts, with node:crypto doing the arithmetic and nothing else needed: no network, no server.
import { constants, createPublicKey, hash, type KeyObject, verify } from 'node:crypto'
import { type CertificateCryptography, type CheckedTimestamp, checkTimestamp } from '../../core/ledger/checkTimestamp.ts'
import { LedgerFormatError } from '../../core/ledger/ledgerFormatError.ts'
import { parsePem } from '../../core/ledger/pem.ts'
import type { SignatureAlgorithm } from '../../core/ledger/signatureAlgorithm.ts'
import { nonceNumber } from '../../core/ledger/timestampRequest.ts'

const shortestRsaKey = 2048

/** RSA (PKCS #1 v1.5 and PSS) and ECDSA with SHA-2. */
export const nodeCertificateCryptography: CertificateCryptography = {
  hash: (name, bytes) => new Uint8Array(hash(name, bytes, 'buffer')),
  verify(publicKey, algorithm, message, signature) {
    const key = readPublicKey(publicKey)
    if (key === undefined || !fits(key, algorithm)) return false
    return verify(algorithm.hash, message, { key, ...padding(algorithm) }, signature)
  },
}

/** Undefined for bytes OpenSSL cannot make a key of: whoever sent them has not signed anything with it. */
function readPublicKey(publicKey: Uint8Array): KeyObject | undefined {
  try {
    return createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' })
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}

function fits({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject, { kind }: SignatureAlgorithm): boolean {
  if (kind === 'ecdsa') return asymmetricKeyType === 'ec'
  const isRsa = asymmetricKeyType === 'rsa' || (kind === 'rsa-pss' && asymmetricKeyType === 'rsa-pss')
  return isRsa && (asymmetricKeyDetails?.modulusLength ?? 0) >= shortestRsaKey
}

function padding(algorithm: SignatureAlgorithm): { padding?: number; saltLength?: number; dsaEncoding?: 'der' } {
  if (algorithm.kind === 'rsa') return { padding: constants.RSA_PKCS1_PADDING }
  if (algorithm.kind === 'rsa-pss') return { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: algorithm.saltLength }
  return { dsaEncoding: 'der' }
}

export type TimestampToVerify = {
  /** A response (`.tsr`) or a token alone. */
  timestamp: Uint8Array
  /** What is said to have been stamped: the checkpoint's text, a newline, and the log's signature line. */
  data: Uint8Array
  /** The authorities the reader trusts, each text with one or more PEM certificates. */
  trusted: readonly string[]
  /** Further PEM certificates that may be needed on the way to a trusted one. */
  intermediates?: readonly string[]
  /** The nonce that was sent, where we asked ourselves. */
  nonce?: Uint8Array
}

export function verifyTimestamp({ timestamp, data, trusted, intermediates = [], nonce }: TimestampToVerify): CheckedTimestamp {
  try {
    return checkTimestamp(nodeCertificateCryptography, {
      ...{ timestamp, data, anchors: trusted.flatMap(parsePem), intermediates: intermediates.flatMap(parsePem) },
      ...(nonce === undefined ? {} : { nonce: nonceNumber(nonce) }),
    })
  } catch (error) {
    if (error instanceof LedgerFormatError) return { ok: false, reason: error.message }
    throw error
  }
}
