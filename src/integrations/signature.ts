// Checking an HMAC that came as text. Any one of several signatures may match: tools send two while a secret is being changed.

import { bytesOfBase64, bytesOfHex, utf8OfText } from './bytes.ts'
import type { Authentication, Verifier } from './defineIntegration.ts'

export type SignatureText = 'hex' | 'base64'

/** More signatures than a tool sends while changing its secret are noise, and each costs a comparison. */
const candidateLimit = 20

export function matchesHmac(
  verifier: Verifier,
  key: Uint8Array,
  message: Uint8Array,
  form: SignatureText,
  candidates: readonly string[],
): boolean {
  const expected = verifier.hmacSha256(key, message)
  return candidates.slice(0, candidateLimit).some((candidate) => {
    const bytes = form === 'hex' ? bytesOfHex(candidate) : bytesOfBase64(candidate)
    return bytes !== null && bytes.length === expected.length && verifier.equal(bytes, expected)
  })
}

/** The common case: the secret as it was pasted is the key, the body as it came is the message, the header is hexadecimal. */
export function checkBodyHmac(
  verifier: Verifier,
  secret: string,
  body: Uint8Array,
  header: { name: string; value: string | undefined; signatures: (value: string) => readonly string[] },
): Authentication {
  if (header.value === undefined || header.value === '') {
    return { kind: 'failed', reason: `A signing secret is set for this source, but the ${header.name} header is missing.` }
  }
  const matched = matchesHmac(verifier, utf8OfText(secret), body, 'hex', header.signatures(header.value))
  return matched
    ? { kind: 'verified', by: `${header.name}, HMAC-SHA256` }
    : {
        kind: 'failed',
        reason: `The ${header.name} header does not fit the body: the secret of this source is another one than the sender’s, or the body was changed on the way.`,
      }
}

/** How far a signed timestamp may be from our clock, either way, so that an overheard request cannot be sent again later. */
export const timestampTolerance = 5 * 60 * 1000
