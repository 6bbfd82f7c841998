// How an entry is bound to what it does not show: a salted hash of each slot's bytes.
import { canonicalBytes } from './canonicalJson.ts'
import { type Json, type Slot, type SlotValue, slots } from './entry.ts'
import { hashOf } from './hashOf.ts'
import { LedgerFormatError } from './ledgerFormatError.ts'
import { encodeUtf8 } from './utf8.ts'

export const saltLength = 32

const prefixes = Object.fromEntries(slots.map((slot) => [slot, encodeUtf8(`tickmark/slot/v1\0${slot}\0`)])) as Record<Slot, Uint8Array>

/**
 * SHA256("tickmark/slot/v1\0" ‖ slot ‖ "\0" ‖ salt ‖ bytes). The salt is fresh for every slot of every entry: without it an e-mail
 * address could be guessed from its hash, and erasing the salt is what makes an erased slot unguessable.
 */
export function commitment<Digest = Uint8Array>(
  sha256: (bytes: Uint8Array) => Digest,
  slot: Slot,
  salt: Uint8Array,
  bytes: Uint8Array,
): Digest {
  if (salt.length !== saltLength) throw new LedgerFormatError(`A slot's salt has ${saltLength} bytes, not ${salt.length}.`)
  return hashOf(sha256, prefixes[slot], salt, bytes)
}

/** A slot's value as the bytes that are kept and committed to. */
export function slotBytes(value: SlotValue): Uint8Array {
  demandSafeIntegers(value)
  return canonicalBytes(value)
}

/** Above 2^53 two integers share one double: the reader would see another number than the one that was meant. */
function demandSafeIntegers(value: Json, depth = 0): void {
  if (typeof value === 'number') {
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
      throw new LedgerFormatError(`${value} is beyond 2^53 and would not survive JSON: keep it as text.`)
    }
    // Nesting beyond what JCS takes is refused there, in words.
  } else if (typeof value === 'object' && value !== null && depth < 256) {
    for (const member of Object.values(value)) demandSafeIntegers(member as Json, depth + 1)
  }
}
