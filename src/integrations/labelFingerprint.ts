// The fingerprint Prometheus and Alertmanager give a set of labels, for payloads that do not carry it.
import { utf8OfText } from './bytes.ts'

/** Sorts by bytes, as Go does; a JavaScript sort by UTF-16 units differs beyond the basic plane only, which the test covers. */
function byBytes(left: Uint8Array, right: Uint8Array): number {
  for (let at = 0; at < left.length && at < right.length; at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

const separator = Uint8Array.of(0xff)

/**
 * FNV-1a of 64 bits over name, 0xff, value, 0xff of each label in the order of the names, as 16 hexadecimal digits. So an
 * alert keeps its key when its Alertmanager is updated to a version that sends one.
 */
export function labelFingerprint(labels: readonly (readonly [string, string])[]): string {
  const sorted = labels
    .map(([name, value]) => [utf8OfText(name), utf8OfText(value)] as const)
    .sort(([left], [right]) => byBytes(left, right))
  const hash = new Fnv64()
  for (const [name, value] of sorted) hash.add(name).add(separator).add(value).add(separator)
  return hash.hex()
}

/** In four limbs of 16 bits, because a JavaScript number holds no product of 64-bit integers. */
class Fnv64 {
  private limbs = [0x2325, 0x8422, 0x9ce4, 0xcbf2]

  add(bytes: Uint8Array): this {
    let [a, b, c, d] = this.limbs as [number, number, number, number]
    for (const byte of bytes) {
      a ^= byte
      // The prime is 2^40 + 0x1b3: a multiplication by 0x1b3 and a shift by two limbs and a half.
      const low = a * 0x1b3
      const second = b * 0x1b3 + (low >>> 16)
      const third = c * 0x1b3 + (second >>> 16) + (a << 8)
      const fourth = d * 0x1b3 + Math.floor(third / 0x10000) + (b << 8)
      a = low & 0xffff
      b = second & 0xffff
      c = third & 0xffff
      d = fourth & 0xffff
    }
    this.limbs = [a, b, c, d]
    return this
  }

  hex(): string {
    return [...this.limbs]
      .reverse()
      .map((limb) => limb.toString(16).padStart(4, '0'))
      .join('')
  }
}
