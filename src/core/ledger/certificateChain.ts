// Whether a certificate leads to one the reader trusts: issuer by issuer, each allowed to issue, each valid at the time in question.
import { formatInstant, type Instant } from '../kernel/instant.ts'
import { sameBytes } from './bytes.ts'
import { type Certificate, nameText } from './certificate.ts'
import type { SignatureAlgorithm } from './signatureAlgorithm.ts'

/** False, never an exception, for keys and signatures that are not what they should be. */
export type VerifySignature = (publicKey: Uint8Array, algorithm: SignatureAlgorithm, message: Uint8Array, signature: Uint8Array) => boolean

export type ChainQuestion = {
  certificate: Certificate
  /** Trusted because the reader says so. */
  anchors: readonly Certificate[]
  /** Sent along, trusted only as far as they are signed. */
  intermediates: readonly Certificate[]
  at: Instant
  /** Object identifier of what the chain is to be used for. */
  purpose: string
  verify: VerifySignature
}

const longestChain = 6
/** Certificates from a hostile token could be arranged so that every order of them has to be tried. */
const mostVerifications = 64
const keyCertSign = 5
const anyPurpose = '2.5.29.37.0'

/** The reason why no chain was found, in words; undefined if there is one. */
export function chainProblem(question: ChainQuestion): string | undefined {
  const search = { left: mostVerifications, problem: '' }
  return leadsToAnchor(question, question.certificate, [], search) ? undefined : search.problem
}

function leadsToAnchor(
  question: ChainQuestion,
  below: Certificate,
  path: readonly Certificate[],
  search: { left: number; problem: string },
): boolean {
  const { anchors, intermediates, at, verify } = question
  const unusable = unusableReason(below, at)
  if (unusable !== undefined) return note(search, unusable)
  if (anchors.some((anchor) => sameBytes(anchor.der, below.der))) return true
  const { algorithm } = below
  if (algorithm === undefined)
    return note(search, `The certificate of ${nameText(below.subject)} is signed in a way that is too weak or not supported.`)
  if (path.length + 1 >= longestChain) return note(search, 'The chain of certificates is too long.')
  for (const issuer of [...anchors, ...intermediates]) {
    if (!sameBytes(issuer.subject, below.issuer) || path.includes(issuer) || issuer === below) continue
    const notAllowed = issuingProblem(issuer, path.length, question.purpose)
    if (notAllowed !== undefined) {
      note(search, notAllowed)
      continue
    }
    if (search.left-- <= 0) return note(search, 'The certificates sent along are arranged to be endless.')
    if (!verify(issuer.publicKey, algorithm, below.signedPart, below.signature)) {
      note(search, `The certificate of ${nameText(below.subject)} is not signed by the ${nameText(issuer.subject)} at hand.`)
    } else if (leadsToAnchor(question, issuer, [...path, below], search)) return true
  }
  return note(search, `The certificate of ${nameText(below.subject)} does not lead to a trusted one.`)
}

/** Keeps the first reason: it is the nearest to the certificate in question. */
function note(search: { problem: string }, problem: string): false {
  if (search.problem === '') search.problem = problem
  return false
}

function unusableReason({ subject, notBefore, notAfter, notUnderstood }: Certificate, at: Instant): string | undefined {
  if (at < notBefore || at > notAfter) return `The certificate of ${nameText(subject)} was not valid on ${formatInstant(at)}.`
  const [first] = notUnderstood
  return first === undefined
    ? undefined
    : `The certificate of ${nameText(subject)} has a critical extension (${first}) that is not understood.`
}

/** `between` is how many authorities already stand between it and the certificate in question. */
function issuingProblem(issuer: Certificate, between: number, purpose: string): string | undefined {
  const name = nameText(issuer.subject)
  if (!issuer.isAuthority) return `${name} is not a certificate authority.`
  if (issuer.keyUsage !== undefined && !issuer.keyUsage.has(keyCertSign)) return `${name} may not sign certificates.`
  if (issuer.pathLength !== undefined && issuer.pathLength < between) return `${name} may not have that many authorities below it.`
  const purposes = issuer.extendedKeyUsage?.purposes
  if (purposes !== undefined && !purposes.includes(purpose) && !purposes.includes(anyPurpose))
    return `${name} may not issue certificates for this purpose.`
  return undefined
}
