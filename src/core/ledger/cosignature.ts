// What a witness signs (C2SP cosignature/v1): that at a given second it had seen this checkpoint, and no larger one, of this log.
import { joinBytes } from './bytes.ts'
import { LedgerFormatError } from './ledgerFormatError.ts'
import { encodeUtf8 } from './utf8.ts'

/** u64 seconds, big-endian, then the Ed25519 signature. */
const cosignatureLength = 8 + 64

export function parseCosignature(bytes: Uint8Array): { seenAt: number; ed25519: Uint8Array } {
  if (bytes.length !== cosignatureLength) throw new LedgerFormatError(`A cosignature has ${cosignatureLength} bytes, not ${bytes.length}.`)
  let seenAt = 0
  for (const byte of bytes.subarray(0, 8)) seenAt = seenAt * 256 + byte
  if (!Number.isSafeInteger(seenAt)) throw new LedgerFormatError('A cosignature names a time beyond 2^53 seconds.')
  return { seenAt, ed25519: bytes.subarray(8) }
}

export function cosignedMessage(seenAt: number, checkpointText: string): Uint8Array {
  return encodeUtf8(`cosignature/v1\ntime ${seenAt}\n${checkpointText}`)
}

/** What stands behind the key id in a witness's signature line (`signatureLine` in `signedNote.ts`). */
export function cosign(seenAt: number, checkpointText: string, sign: (message: Uint8Array) => Uint8Array): Uint8Array {
  if (!Number.isSafeInteger(seenAt) || seenAt < 0) throw new LedgerFormatError(`${seenAt} is not a time in seconds.`)
  const seconds = new Uint8Array(8)
  let rest = seenAt
  for (let at = 7; at >= 0; at--) {
    seconds[at] = rest % 256
    rest = Math.floor(rest / 256)
  }
  return joinBytes(seconds, sign(cosignedMessage(seenAt, checkpointText)))
}
