// What is sent to a timestamp authority (RFC 3161 §2.4.1): a hash, a number it must send back, and the wish for its certificate.
import { joinBytes } from './bytes.ts'
import { contextTag, derTag, readDer } from './derReader.ts'
import { decodeHex, encodeHex } from './hex.ts'
import { LedgerFormatError } from './ledgerFormatError.ts'
import { demandHash } from './merkleTree.ts'
import { type Imprint, readImprint } from './timestampToken.ts'

/** AlgorithmIdentifier of SHA-256 with the NULL that every authority understands. */
const sha256Identifier = decodeHex('300d06096086480165030402010500')

function der(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const content = joinBytes(...contents)
  if (content.length > 0xff) throw new LedgerFormatError('A timestamp request is never that long.')
  return joinBytes(content.length < 0x80 ? Uint8Array.of(tag, content.length) : Uint8Array.of(tag, 0x81, content.length), content)
}

/** Positive and in the shortest form. */
function derInteger(magnitude: Uint8Array): Uint8Array {
  const start = magnitude.findIndex((byte) => byte !== 0)
  const digits = start === -1 ? Uint8Array.of(0) : magnitude.subarray(start)
  return der(derTag.integer, (digits[0] as number) >= 0x80 ? joinBytes(Uint8Array.of(0), digits) : digits)
}

/** The nonce as the number an authority sends back: leading zero bytes do not survive the way. */
export function nonceNumber(nonce: Uint8Array): bigint {
  return BigInt(`0x0${encodeHex(nonce)}`)
}

/** `hash` is SHA-256 of what is to be stamped, `nonce` 8 to 32 random bytes: it ties the answer to this request. */
export function buildTimestampRequest(hash: Uint8Array, nonce: Uint8Array, certReq: boolean): Uint8Array {
  if (nonce.length < 8 || nonce.length > 32) throw new LedgerFormatError(`A nonce has 8 to 32 bytes, not ${nonce.length}.`)
  const imprint = der(derTag.sequence, sha256Identifier, der(derTag.octetString, demandHash(hash)))
  const wish = certReq ? [der(derTag.boolean, Uint8Array.of(0xff))] : []
  return der(derTag.sequence, derInteger(Uint8Array.of(1)), imprint, derInteger(nonce), ...wish)
}

export type TimestampRequest = { imprint: Imprint; policy?: string; nonce?: bigint; certReq: boolean }

export function parseTimestampRequest(bytes: Uint8Array): TimestampRequest {
  const request = readDer(bytes, 'a timestamp request')
  if (request.smallInteger() !== 1) request.fail('its version is not 1')
  const imprint = readImprint(request)
  const policy = request.nextIs(derTag.oid) ? request.oid() : undefined
  const nonce = request.nextIs(derTag.integer) ? request.integer() : undefined
  const certReq = request.nextIs(derTag.boolean) ? request.boolean() : false
  request.optional(contextTag(0))
  request.end()
  return { imprint, ...(policy === undefined ? {} : { policy }), ...(nonce === undefined ? {} : { nonce }), certReq }
}
