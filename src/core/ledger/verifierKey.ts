// A public key as an auditor pins it: `name+hex(key id)+base64(type ‖ key)`, the C2SP verifier key.
import { decodeBase64, encodeBase64 } from './base64.ts'
import { joinBytes } from './bytes.ts'
import type { Sha256 } from './cryptography.ts'
import { encodeHex } from './hex.ts'
import { LedgerFormatError } from './ledgerFormatError.ts'
import { encodeUtf8 } from './utf8.ts'

/** `log` signs the note's text; `witness` adds the time at which it saw the checkpoint (cosignature/v1). */
const types = { log: 0x01, witness: 0x04 } as const
export type KeyType = keyof typeof types

/** `id` is eight hex digits: the first four bytes of SHA256(name ‖ 0x0A ‖ type ‖ key). It names the key, it does not prove it. */
export type VerifierKey = { name: string; id: string; type: KeyType; publicKey: Uint8Array }

/** Not empty, no Unicode space, no plus, no control character, no byte order mark. */
const keyName = /^[^\p{White_Space}\p{Cc}\p{Surrogate}\u{feff}+]+$/u

export function isKeyName(name: string): boolean {
  return keyName.test(name)
}

export function verifierKey(sha256: Sha256, type: KeyType, name: string, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw new LedgerFormatError('A key’s name is not empty and has no spaces and no plus sign.')
  if (publicKey.length !== 32) throw new LedgerFormatError(`An Ed25519 public key has 32 bytes, not ${publicKey.length}.`)
  const hash = sha256(joinBytes(encodeUtf8(`${name}\n`), Uint8Array.of(types[type]), publicKey))
  return { name, id: encodeHex(hash.subarray(0, 4)), type, publicKey }
}

export function formatVerifierKey({ name, id, type, publicKey }: VerifierKey): string {
  return `${name}+${id}+${encodeBase64(joinBytes(Uint8Array.of(types[type]), publicKey))}`
}

/** Refuses a key whose id does not follow from its name and bytes: one character mistyped anywhere is caught here. */
export function parseVerifierKey(sha256: Sha256, text: string): VerifierKey {
  const [name, id, ...encoded] = text.split('+')
  if (name === undefined || id === undefined || encoded.length === 0) {
    throw new LedgerFormatError('A verifier key has the form name+id+key: this is none.')
  }
  const bytes = decodeBase64(encoded.join('+'))
  const type = (Object.keys(types) as KeyType[]).find((one) => types[one] === bytes[0])
  if (type === undefined)
    throw new LedgerFormatError('A verifier key of a type that is not supported: only Ed25519 keys are (0x01 and 0x04).')
  const key = verifierKey(sha256, type, name, bytes.subarray(1))
  if (key.id !== id) throw new LedgerFormatError(`The verifier key of ${name} does not agree with its own id: it was mistyped or altered.`)
  return key
}
