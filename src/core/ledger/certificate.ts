// An X.509 certificate (RFC 5280), as much of it as deciding about a timestamp needs.
import type { Instant } from '../kernel/instant.ts'
import { contextTag, DerReader, type DerValue, derTag, parseText, readDer } from './derReader.ts'
import { readTime } from './derTime.ts'
import { encodeHex } from './hex.ts'
import { readSignatureAlgorithm, type SignatureAlgorithm } from './signatureAlgorithm.ts'

export type Certificate = {
  der: Uint8Array
  /** What its issuer signed. */
  signedPart: Uint8Array
  /** Undefined where it is one we do not accept, SHA-1 for instance. */
  algorithm: SignatureAlgorithm | undefined
  signature: Uint8Array
  /** Hexadecimal, as certificates' serial numbers are usually shown. */
  serial: string
  /** Names as their DER: equal bytes are equal names. */
  issuer: Uint8Array
  subject: Uint8Array
  notBefore: Instant
  notAfter: Instant
  /** SubjectPublicKeyInfo in DER. */
  publicKey: Uint8Array
  isAuthority: boolean
  /** How many authorities may stand between it and the last certificate. */
  pathLength?: number
  /** Bits by number (0 digitalSignature, 1 nonRepudiation, 5 keyCertSign); absent where the extension is. */
  keyUsage?: ReadonlySet<number>
  extendedKeyUsage?: { critical: boolean; purposes: string[] }
  subjectKeyId?: Uint8Array
  /** Critical extensions we do not understand: by RFC 5280 they make the certificate unusable for us. */
  notUnderstood: string[]
}

const basicConstraints = '2.5.29.19'
const keyUsage = '2.5.29.15'
const extendedKeyUsage = '2.5.29.37'
const subjectKeyIdentifier = '2.5.29.14'
/** Certificate policies and alternative names restrict nothing that is asked here. */
const harmless = ['2.5.29.32', '2.5.29.17']

export function parseCertificate(der: Uint8Array): Certificate {
  const outer = readDer(der, 'a certificate')
  const signed = outer.next(derTag.sequence)
  const algorithm = readSignatureAlgorithm(outer)
  const signature = bits(outer)
  outer.end()
  const body = new DerReader(signed.content, 'a certificate')
  body.optional(contextTag(0))
  const serial = encodeHex(body.next(derTag.integer).content)
  // The algorithm again, inside the signed part: it must be the one outside, byte for byte.
  if (!sameAlgorithm(body.next(derTag.sequence), der, signed)) body.fail('it names two different signature algorithms')
  const issuer = body.next(derTag.sequence).whole
  const validity = body.sequence()
  const [notBefore, notAfter] = [readTime(validity), readTime(validity)]
  validity.end()
  const subject = body.next(derTag.sequence).whole
  const publicKey = body.next(derTag.sequence).whole
  body.optional(contextTag(1, 'primitive'))
  body.optional(contextTag(2, 'primitive'))
  const certificate: Certificate = {
    ...{ der, signedPart: signed.whole, algorithm, signature, serial, issuer, subject, notBefore, notAfter, publicKey },
    isAuthority: false,
    notUnderstood: [],
  }
  if (body.nextIs(contextTag(3))) readExtensions(body.enter(contextTag(3)).sequence(), certificate)
  body.end()
  return certificate
}

function sameAlgorithm(inner: DerValue, der: Uint8Array, signed: DerValue): boolean {
  const at = signed.whole.byteOffset - der.byteOffset + signed.whole.length
  return inner.whole.every((byte, index) => byte === der[at + index])
}

/** A bit string of whole bytes. */
function bits(reader: DerReader): Uint8Array {
  const { content } = reader.next(derTag.bitString)
  if (content[0] !== 0) reader.fail('a bit string does not consist of whole bytes')
  return content.subarray(1)
}

function readExtensions(extensions: DerReader, certificate: Certificate): void {
  const seen = new Set<string>()
  while (!extensions.atEnd) {
    const extension = extensions.sequence()
    const oid = extension.oid()
    if (seen.has(oid)) extension.fail('an extension stands in it twice')
    seen.add(oid)
    const critical = extension.nextIs(derTag.boolean) ? extension.boolean() : false
    const value = new DerReader(extension.octets(), 'a certificate')
    extension.end()
    readExtension(certificate, oid, critical, value)
  }
}

function readExtension(certificate: Certificate, oid: string, critical: boolean, value: DerReader): void {
  if (oid === basicConstraints) {
    const constraints = value.sequence()
    certificate.isAuthority = constraints.nextIs(derTag.boolean) ? constraints.boolean() : false
    if (!constraints.atEnd) certificate.pathLength = constraints.smallInteger()
    constraints.end()
  } else if (oid === keyUsage) {
    certificate.keyUsage = new Set(namedBits(value.next(derTag.bitString).content))
  } else if (oid === extendedKeyUsage) {
    const list = value.sequence()
    const purposes: string[] = []
    while (!list.atEnd) purposes.push(list.oid())
    certificate.extendedKeyUsage = { critical, purposes }
  } else if (oid === subjectKeyIdentifier) {
    certificate.subjectKeyId = value.octets()
  } else {
    if (critical && !harmless.includes(oid)) certificate.notUnderstood.push(oid)
    return
  }
  value.end()
}

function namedBits([, ...bytes]: Uint8Array): number[] {
  return bytes.flatMap((byte, at) => [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => (byte & (0x80 >> bit)) !== 0).map((bit) => at * 8 + bit))
}

const attributes: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
}

/** A name as people read it, for instance `CN=Example TSA, O=Example`. It comes from outside: control characters are shown as �. */
export function nameText(name: Uint8Array): string {
  const parts: string[] = []
  const relativeNames = readDer(name, 'a name')
  while (!relativeNames.atEnd) {
    for (const { content } of relativeNames.enter(derTag.set).all()) {
      const pair = new DerReader(content, 'a name')
      const oid = pair.oid()
      const text = parseText(pair.next())
      if (text !== undefined) parts.push(`${attributes[oid] ?? oid}=${text.replaceAll(/\p{Cc}/gu, '\ufffd')}`)
    }
  }
  return parts.join(', ')
}
