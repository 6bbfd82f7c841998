// What a timestamp authority answers (RFC 3161 §2.4.2): read strictly, believed by nobody until `checkTimestamp.ts` has looked at it.
import type { Instant } from '../kernel/instant.ts'
import { nameText } from './certificate.ts'
import { contextTag, type DerReader, derTag, parseText, readDer } from './derReader.ts'
import { parseGeneralizedTime } from './derTime.ts'
import { encodeHex } from './hex.ts'
import { LedgerFormatError } from './ledgerFormatError.ts'
import { type HashName, readHash } from './signatureAlgorithm.ts'
import { parseSignedData, type SignedData } from './signedData.ts'

/** What was stamped: the hash of some bytes. */
export type Imprint = { algorithm: HashName; hash: Uint8Array }

export type TimestampToken = SignedData & {
  policy: string
  imprint: Imprint
  /** Hexadecimal. */
  serial: string
  genTime: Instant
  /** The digits behind the second as the authority sent them; `genTime` keeps three of them. */
  genTimeFraction: string
  /** How far `genTime` may be off, as the authority says; absent where it does not say. */
  accuracyMicroseconds?: number
  nonce?: bigint
  /** The authority's name as the token claims it; who signed is in the certificate. */
  tsaName?: string
}

export type TimestampResponse = { status: number; statusText: string[]; failureBits: number[]; token?: TimestampToken }

/** PKIStatus granted and grantedWithMods: the only two with a token. */
export const grantedStatuses = [0, 1]

const longestToken = 262_144
const tstInfoType = '1.2.840.113549.1.9.16.1.4'

/** An authority's answer, the `.tsr` file. */
export function parseTimestampResponse(bytes: Uint8Array): TimestampResponse {
  demandLength(bytes)
  const response = readDer(bytes, 'a timestamp response')
  const info = response.sequence()
  const status = info.smallInteger()
  const texts = info.nextIs(derTag.sequence) ? info.sequence().all() : []
  const failure = info.optional(derTag.bitString)?.content ?? new Uint8Array(0)
  info.end()
  const token = response.atEnd ? undefined : parseTimestampToken(response.next(derTag.sequence).whole)
  response.end()
  return {
    status,
    statusText: texts.map((text) => parseText(text) ?? ''),
    failureBits: Array.from({ length: Math.max(0, failure.length - 1) * 8 }, (_, bit) => bit).filter(
      (bit) => ((failure[1 + (bit >> 3)] as number) & (0x80 >> (bit & 7))) !== 0,
    ),
    ...(token === undefined ? {} : { token }),
  }
}

/** The token alone, as it stands inside a response. */
export function parseTimestampToken(bytes: Uint8Array): TimestampToken {
  demandLength(bytes)
  const signed = parseSignedData(bytes)
  if (signed.contentType !== tstInfoType) throw new LedgerFormatError('The token does not contain a timestamp.')
  return { ...signed, ...parseTstInfo(signed.content) }
}

function demandLength(bytes: Uint8Array): void {
  if (bytes.length > longestToken) throw new LedgerFormatError(`A timestamp of more than ${longestToken} bytes is not read.`)
}

export function readImprint(reader: DerReader): Imprint {
  const imprint = reader.sequence()
  const algorithm = readHash(imprint)
  const hash = imprint.octets()
  imprint.end()
  return { algorithm, hash }
}

function parseTstInfo(bytes: Uint8Array): Omit<TimestampToken, keyof SignedData> {
  const info = readDer(bytes, 'a timestamp')
  if (info.smallInteger() !== 1) info.fail('its version is not 1')
  const policy = info.oid()
  const imprint = readImprint(info)
  const serial = encodeHex(info.next(derTag.integer).content)
  const { at: genTime, fraction: genTimeFraction } = parseGeneralizedTime(info.next(derTag.generalizedTime))
  const accuracyMicroseconds = info.nextIs(derTag.sequence) ? readAccuracy(info.sequence()) : undefined
  if (info.nextIs(derTag.boolean)) info.boolean()
  const nonce = info.nextIs(derTag.integer) ? info.integer() : undefined
  const tsaName = info.nextIs(contextTag(0)) ? readGeneralName(info.enter(contextTag(0))) : undefined
  // Extensions must not be critical for anything we ask; RFC 3161 defines none.
  if (info.optional(contextTag(1)) !== undefined) info.fail('it has extensions, which are not understood')
  info.end()
  return {
    ...{ policy, imprint, serial, genTime, genTimeFraction },
    ...(accuracyMicroseconds === undefined ? {} : { accuracyMicroseconds }),
    ...(nonce === undefined ? {} : { nonce }),
    ...(tsaName === undefined ? {} : { tsaName }),
  }
}

function readAccuracy(accuracy: DerReader): number {
  const seconds = accuracy.nextIs(derTag.integer) ? accuracy.smallInteger() : 0
  const millis = accuracy.nextIs(contextTag(0, 'primitive')) ? accuracy.smallInteger(contextTag(0, 'primitive')) : 0
  const micros = accuracy.nextIs(contextTag(1, 'primitive')) ? accuracy.smallInteger(contextTag(1, 'primitive')) : 0
  accuracy.end()
  return seconds * 1_000_000 + millis * 1000 + micros
}

/** Only a directory name is worth showing. */
function readGeneralName(reader: DerReader): string | undefined {
  const name = reader.next()
  reader.end()
  return name.tag === contextTag(4) ? nameText(name.content) : undefined
}
