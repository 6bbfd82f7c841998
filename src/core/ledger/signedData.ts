// The envelope around a timestamp (CMS SignedData, RFC 5652): its content, the certificates sent along, and what its one signer signed.
import { joinBytes } from './bytes.ts'
import { contextTag, DerReader, derTag, readDer } from './derReader.ts'
import { encodeHex } from './hex.ts'
import { LedgerFormatError } from './ledgerFormatError.ts'
import {
  type HashName,
  readHash,
  readSignatureAlgorithm,
  readSigningHash,
  type SignatureAlgorithm,
  type SigningHash,
} from './signatureAlgorithm.ts'

export type Signer = {
  /** Which certificate, by its issuer (DER) and serial number (hexadecimal), or by its key's id. */
  identifier: { issuer: Uint8Array; serial: string } | { keyId: Uint8Array }
  digest: SigningHash
  /** The bytes that were signed: the attributes with the tag of a SET, as RFC 5652 §5.4 wants them. */
  signedAttributes: Uint8Array
  contentType: string
  messageDigest: Uint8Array
  /** The signer's certificate, bound into the signature (RFC 5035): without it a certificate of the same key could be put in its place. */
  signingCertificate: { algorithm: HashName; hash: Uint8Array }
  algorithm: SignatureAlgorithm
  signature: Uint8Array
}

export type SignedData = { contentType: string; content: Uint8Array; certificates: Uint8Array[]; signer: Signer }

const signedDataType = '1.2.840.113549.1.7.2'
const contentTypeAttribute = '1.2.840.113549.1.9.3'
const messageDigestAttribute = '1.2.840.113549.1.9.4'
const signingCertificateAttribute = '1.2.840.113549.1.9.16.2.12'
const signingCertificateV2Attribute = '1.2.840.113549.1.9.16.2.47'
const mostCertificates = 32

export function parseSignedData(bytes: Uint8Array): SignedData {
  const outer = readDer(bytes, 'signed data')
  if (outer.oid() !== signedDataType) outer.fail('it says it is something else')
  const signedData = outer.enter(contextTag(0)).sequence()
  outer.end()
  signedData.smallInteger()
  signedData.next(derTag.set)
  const encapsulated = signedData.sequence()
  const contentType = encapsulated.oid()
  const content = encapsulated.enter(contextTag(0)).octets()
  encapsulated.end()
  const certificates = signedData.optional(contextTag(0))
  signedData.optional(contextTag(1))
  const signers = signedData.enter(derTag.set)
  signedData.end()
  const signer = readSigner(signers.sequence())
  // RFC 3161 §2.4.2: one signature, the authority's.
  signers.end()
  return { contentType, content, certificates: certificates === undefined ? [] : readCertificates(certificates.content), signer }
}

/** Other forms than X.509 certificates may stand there; they are of no use to us. */
function readCertificates(content: Uint8Array): Uint8Array[] {
  const found = new DerReader(content, 'a set of certificates').all().filter(({ tag }) => tag === derTag.sequence)
  if (found.length > mostCertificates) throw new LedgerFormatError(`The timestamp carries more than ${mostCertificates} certificates.`)
  return found.map(({ whole }) => whole)
}

function readSigner(info: DerReader): Signer {
  info.smallInteger()
  const identifier = readIdentifier(info)
  const digest = readSigningHash(info)
  const attributes = info.next(contextTag(0))
  const algorithm = readSignatureAlgorithm(info, digest)
  if (algorithm === undefined) throw new LedgerFormatError('The timestamp is signed with an algorithm that is not supported.')
  if (algorithm.hash !== digest) throw new LedgerFormatError('The timestamp’s signer names two different hashes.')
  const signature = info.octets()
  info.optional(contextTag(1))
  info.end()
  const signedAttributes = joinBytes(Uint8Array.of(derTag.set), attributes.whole.subarray(1))
  return { identifier, digest, signedAttributes, ...readAttributes(attributes.content), algorithm, signature }
}

function readIdentifier(info: DerReader): Signer['identifier'] {
  if (!info.nextIs(derTag.sequence)) return { keyId: info.next(contextTag(0, 'primitive')).content }
  const pair = info.sequence()
  const issuer = pair.next(derTag.sequence).whole
  const serial = encodeHex(pair.next(derTag.integer).content)
  pair.end()
  return { issuer, serial }
}

function readAttributes(content: Uint8Array): Pick<Signer, 'contentType' | 'messageDigest' | 'signingCertificate'> {
  const attributes = new Map<string, DerReader>()
  const list = new DerReader(content, 'a timestamp’s signature')
  while (!list.atEnd) {
    const attribute = list.sequence()
    const oid = attribute.oid()
    // A second value or attribute of one kind would leave open which of them counts.
    if (attributes.has(oid)) attribute.fail('an attribute stands in it twice')
    attributes.set(oid, attribute.enter(derTag.set))
    attribute.end()
  }
  const one = (oid: string, what: string): DerReader => attributes.get(oid) ?? list.fail(`its attribute ${what} is missing`)
  const contentType = one(contentTypeAttribute, 'content type')
  const messageDigest = one(messageDigestAttribute, 'message digest')
  const read = { contentType: contentType.oid(), messageDigest: messageDigest.octets() }
  contentType.end()
  messageDigest.end()
  const second = attributes.get(signingCertificateV2Attribute)
  const signingCertificate =
    second === undefined
      ? readSigningCertificate(one(signingCertificateAttribute, 'signing certificate'), 'sha1')
      : readSigningCertificate(second, 'sha256')
  return { ...read, signingCertificate }
}

/** The first certificate named is the signer's (RFC 5035 §5.4). */
function readSigningCertificate(value: DerReader, byDefault: HashName): Signer['signingCertificate'] {
  const attribute = value.sequence()
  value.end()
  const first = attribute.sequence().sequence()
  const algorithm = byDefault === 'sha256' && first.nextIs(derTag.sequence) ? readHash(first) : byDefault
  return { algorithm, hash: first.octets() }
}
