// Which hash and which kind of signature certificates and timestamps say they use, as far as we accept it.
import { contextTag, DerReader, type DerValue, derTag } from './derReader.ts'
import { LedgerFormatError } from './ledgerFormatError.ts'

export type HashName = 'sha1' | 'sha256' | 'sha384' | 'sha512'
/** Strong enough to sign with. SHA-1 is read only where it names a certificate (RFC 5035's first version), never as a signature's hash. */
export type SigningHash = Exclude<HashName, 'sha1'>

export type SignatureAlgorithm =
  | { kind: 'rsa'; hash: SigningHash }
  | { kind: 'rsa-pss'; hash: SigningHash; saltLength: number }
  | { kind: 'ecdsa'; hash: SigningHash }

const hashes: Readonly<Record<string, HashName>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}

const signatures: Readonly<Record<string, SignatureAlgorithm>> = {
  '1.2.840.113549.1.1.11': { kind: 'rsa', hash: 'sha256' },
  '1.2.840.113549.1.1.12': { kind: 'rsa', hash: 'sha384' },
  '1.2.840.113549.1.1.13': { kind: 'rsa', hash: 'sha512' },
  '1.2.840.10045.4.3.2': { kind: 'ecdsa', hash: 'sha256' },
  '1.2.840.10045.4.3.3': { kind: 'ecdsa', hash: 'sha384' },
  '1.2.840.10045.4.3.4': { kind: 'ecdsa', hash: 'sha512' },
}

const rsaEncryption = '1.2.840.113549.1.1.1'
const rsaPss = '1.2.840.113549.1.1.10'
const mgf1 = '1.2.840.113549.1.1.8'

type AlgorithmIdentifier = { oid: string; parameters?: DerValue }

function readIdentifier(reader: DerReader): AlgorithmIdentifier {
  const identifier = reader.sequence()
  const oid = identifier.oid()
  if (identifier.atEnd) return { oid }
  const parameters = identifier.next()
  identifier.end()
  return parameters.tag === derTag.null && parameters.content.length === 0 ? { oid } : { oid, parameters }
}

export function readHash(reader: DerReader): HashName {
  const { oid, parameters } = readIdentifier(reader)
  const hash = Object.hasOwn(hashes, oid) ? hashes[oid] : undefined
  if (hash === undefined || parameters !== undefined) throw new LedgerFormatError(`The hash ${oid} is not supported.`)
  return hash
}

export function readSigningHash(reader: DerReader): SigningHash {
  const hash = readHash(reader)
  if (hash === 'sha1') throw new LedgerFormatError('SHA-1 is too weak to sign with.')
  return hash
}

/** Undefined for what we do not accept (SHA-1, Ed448, …). `digest` is the hash a CMS signer names apart from its signature algorithm. */
export function readSignatureAlgorithm(reader: DerReader, digest?: SigningHash): SignatureAlgorithm | undefined {
  const { oid, parameters } = readIdentifier(reader)
  if (oid === rsaPss) return parameters === undefined ? undefined : readPss(parameters)
  if (parameters !== undefined) return undefined
  if (oid === rsaEncryption) return digest === undefined ? undefined : { kind: 'rsa', hash: digest }
  return Object.hasOwn(signatures, oid) ? signatures[oid] : undefined
}

/** RFC 4055 §3.1. The defaults are all SHA-1, so both hashes must be named, and be the same. */
function readPss({ whole }: DerValue): SignatureAlgorithm {
  const parameters = new DerReader(whole, 'the parameters of an RSA-PSS signature').sequence()
  const hash = readSigningHash(parameters.enter(contextTag(0)))
  const mask = parameters.enter(contextTag(1)).sequence()
  if (mask.oid() !== mgf1 || readSigningHash(mask) !== hash) throw new LedgerFormatError('An RSA-PSS signature uses two different hashes.')
  const saltLength = parameters.nextIs(contextTag(2)) ? parameters.enter(contextTag(2)).smallInteger() : 20
  if (parameters.nextIs(contextTag(3)) && parameters.enter(contextTag(3)).smallInteger() !== 1) parameters.fail('its trailer is unknown')
  parameters.end()
  return { kind: 'rsa-pss', hash, saltLength }
}
