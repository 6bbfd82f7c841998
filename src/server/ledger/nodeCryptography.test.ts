// Node's cryptography and the portable one give the same answers; a ledger's seed follows from the master seed and nothing else.
import { createHmac, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeHex } from '../../core/ledger/hex.ts'
import { nobleCryptography } from '../../core/ledger/nobleCryptography.ts'
import { textOfUnits } from '../../core/ledger/utf8.ts'
import { deriveLedgerSeed, ed25519PublicKey, ed25519Sign, nodeCryptography, nodeLatin1 } from './nodeCryptography.ts'

describe('hashing and signing', () => {
  test('agree with the portable implementation', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.uint8Array({ maxLength: 500 }), fc.nat(511), (seed, message, bit) => {
        expect(nodeCryptography.sha256(message)).toEqual(nobleCryptography.sha256(message))
        const [key, signature] = [ed25519PublicKey(seed), ed25519Sign(seed, message)]
        const flipped = signature.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
        for (const { ed25519Verify } of [nodeCryptography, nobleCryptography]) {
          expect(ed25519Verify(key, message, signature)).toBe(true)
          expect(ed25519Verify(key, message, flipped)).toBe(false)
        }
      }),
      { numRuns: 40 },
    )
  })
  test('give what RFC 8032 says for its first test', () => {
    const seed = decodeHex('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60')
    expect(Buffer.from(ed25519PublicKey(seed)).toString('hex')).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a')
    expect(Buffer.from(ed25519Sign(seed, new Uint8Array(0))).toString('hex')).toMatch(
      /^e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155/,
    )
  })
  test('give fresh bytes each time', () => {
    const first = nodeCryptography.sha256(Uint8Array.of(1))
    const copy = Uint8Array.from(first)
    nodeCryptography.sha256(Uint8Array.of(2))
    expect(first).toEqual(copy)
  })
  test('read bytes as Latin-1 as the portable way does', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(nodeLatin1(bytes.subarray(1))).toBe(textOfUnits(bytes.subarray(1)))
      }),
    )
  })
})

describe('a ledger’s seed', () => {
  const master = new Uint8Array(randomBytes(32))
  test('is HKDF-SHA256 of the master seed', () => {
    const key = createHmac('sha256', new Uint8Array(32)).update(master).digest()
    const wanted = createHmac('sha256', key).update('tickmark/ledger-key/v1\0org_1\x000').update(Uint8Array.of(1)).digest()
    expect(deriveLedgerSeed(master, 'org_1', 0)).toEqual(new Uint8Array(wanted))
  })
  test('differs for every organization and every generation', () => {
    const seeds = ['org_1', 'org_10', 'org_2'].flatMap((organization) =>
      [0, 1, 2].map((generation) => deriveLedgerSeed(master, organization, generation).join()),
    )
    expect(new Set(seeds).size).toBe(9)
  })
  test('is not made of half a master seed or a broken generation', () => {
    expect(() => deriveLedgerSeed(master.subarray(16), 'org_1', 0)).toThrow(RangeError)
    expect(() => deriveLedgerSeed(master, 'org_1', 0.5)).toThrow(RangeError)
    expect(() => ed25519Sign(new Uint8Array(31), master)).toThrow(RangeError)
  })
})
