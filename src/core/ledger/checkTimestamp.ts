// Whether a timestamp proves that some bytes existed at its time, on the word of authorities the reader chose (RFC 3161, RFC 5816).
import type { Instant } from '../kernel/instant.ts'
import { sameBytes } from './bytes.ts'
import { type Certificate, nameText, parseCertificate } from './certificate.ts'
import { chainProblem, type VerifySignature } from './certificateChain.ts'
import { LedgerFormatError } from './ledgerFormatError.ts'
import type { HashName } from './signatureAlgorithm.ts'
import { grantedStatuses, parseTimestampResponse, parseTimestampToken, type TimestampToken } from './timestampToken.ts'

/** What checking a timestamp needs beside the ledger's own cryptography: the hashes and signatures of X.509. */
export type CertificateCryptography = { hash: (name: HashName, bytes: Uint8Array) => Uint8Array; verify: VerifySignature }

export type TimestampClaim = {
  /** A response (`.tsr`) or a token alone. */
  timestamp: Uint8Array
  /** What is said to have been stamped. */
  data: Uint8Array
  /** Certificates (DER) of the authorities the reader trusts; never from the package that carries the timestamp. */
  anchors: readonly Uint8Array[]
  /** Further certificates (DER) that may be needed on the way to an anchor. */
  intermediates?: readonly Uint8Array[]
  /** The number sent with the request: given where we asked ourselves, so that an old answer cannot be passed off as a new one. */
  nonce?: bigint
}

export type CheckedTimestamp =
  | {
      ok: true
      /** When the authority says it saw the bytes. */
      at: Instant
      /** How far `at` may be off, as the authority says; 0 where it does not say. */
      accuracyMicroseconds: number
      /** The name in the signer's certificate. */
      authority: string
      policy: string
      serial: string
    }
  | { ok: false; reason: string }

const timeStamping = '1.3.6.1.5.5.7.3.8'
const digitalSignature = 0
const nonRepudiation = 1

export function checkTimestamp(cryptography: CertificateCryptography, claim: TimestampClaim): CheckedTimestamp {
  try {
    const token = readToken(claim.timestamp)
    if (typeof token === 'string') return { ok: false, reason: token }
    const sentAlong = [...token.certificates, ...(claim.intermediates ?? [])].map(parseCertificate)
    const anchors = claim.anchors.map(parseCertificate)
    const signer = findSigner(cryptography, token, [...sentAlong, ...anchors])
    const reason =
      tokenProblem(cryptography, token, claim) ??
      (signer === undefined
        ? 'The certificate of whoever signed the timestamp is not at hand.'
        : (signerProblem(cryptography, token, signer) ??
          chainProblem({
            ...{ certificate: signer, anchors, intermediates: sentAlong, at: token.genTime, purpose: timeStamping },
            verify: cryptography.verify,
          })))
    if (reason !== undefined || signer === undefined) return { ok: false, reason: reason ?? '' }
    const { genTime: at, accuracyMicroseconds = 0, policy, serial } = token
    return { ok: true, at, accuracyMicroseconds, authority: nameText(signer.subject), policy, serial }
  } catch (error) {
    if (error instanceof LedgerFormatError) return { ok: false, reason: error.message }
    throw error
  }
}

/** A response begins with its status, a token with the word for signed data; the sentence when there is no token to look at. */
function readToken(timestamp: Uint8Array): TimestampToken | string {
  const { status, statusText, token } = isToken(timestamp)
    ? { status: 0, statusText: [], token: parseTimestampToken(timestamp) }
    : parseTimestampResponse(timestamp)
  if (!grantedStatuses.includes(status)) return `The authority refused (status ${status}): ${statusText.join(' ') || 'it gave no reason'}.`
  return token ?? 'The authority granted the timestamp but sent none.'
}

/** Where the outer sequence's first value is an object identifier (0x06) and not another sequence (0x30). */
function isToken(timestamp: Uint8Array): boolean {
  const length = timestamp[1] ?? 0
  return timestamp[length < 0x80 ? 2 : 2 + (length & 0x7f)] === 0x06
}

function tokenProblem(
  { hash }: CertificateCryptography,
  { imprint, nonce, content, contentType, signer }: TimestampToken,
  claim: TimestampClaim,
): string | undefined {
  if (imprint.algorithm === 'sha1') return 'The timestamp is over a SHA-1 hash, which is too weak.'
  if (!sameBytes(hash(imprint.algorithm, claim.data), imprint.hash)) return 'The timestamp is over other bytes than these.'
  if (claim.nonce !== undefined && nonce !== claim.nonce) return 'The timestamp answers another request: its nonce differs.'
  if (signer.contentType !== contentType) return 'The signature in the timestamp is over something else than a timestamp.'
  if (!sameBytes(hash(signer.digest, content), signer.messageDigest)) return 'The timestamp’s content is not what was signed.'
  return undefined
}

/** By the hash that is part of what was signed, not by the name beside it. */
function findSigner(
  { hash }: CertificateCryptography,
  { signer }: TimestampToken,
  certificates: readonly Certificate[],
): Certificate | undefined {
  const { algorithm, hash: wanted } = signer.signingCertificate
  return certificates.find(({ der }) => sameBytes(hash(algorithm, der), wanted))
}

function signerProblem({ verify }: CertificateCryptography, { signer }: TimestampToken, certificate: Certificate): string | undefined {
  const name = nameText(certificate.subject)
  const { identifier } = signer
  const isNamed =
    'keyId' in identifier
      ? certificate.subjectKeyId !== undefined && sameBytes(certificate.subjectKeyId, identifier.keyId)
      : sameBytes(certificate.issuer, identifier.issuer) && certificate.serial === identifier.serial
  if (!isNamed) return 'The timestamp names two different certificates for its signer.'
  if (!verify(certificate.publicKey, signer.algorithm, signer.signedAttributes, signer.signature))
    return `The timestamp’s signature is not by ${name}.`
  const usage = certificate.extendedKeyUsage
  if (usage === undefined || !usage.critical || usage.purposes.length !== 1 || usage.purposes[0] !== timeStamping) {
    return `The certificate of ${name} is not for timestamps only, which RFC 3161 demands.`
  }
  const { keyUsage } = certificate
  if (keyUsage !== undefined && !keyUsage.has(digitalSignature) && !keyUsage.has(nonRepudiation))
    return `The key of ${name} may not be used to sign.`
  return undefined
}
