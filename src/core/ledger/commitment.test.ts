// Commitments: the formula as it is published, and what must not be committed to.
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nodeCryptography } from '../../server/ledger/nodeCryptography.ts'
import { commitment, slotBytes } from './commitment.ts'
import { type SlotValue, slots } from './entry.ts'
import { LedgerFormatError } from './ledgerFormatError.ts'
import { nobleCryptography } from './nobleCryptography.ts'

describe('a commitment', () => {
  test('is SHA-256 of its label, the slot, the salt and the bytes', () => {
    const salts = fc.uint8Array({ minLength: 32, maxLength: 32 })
    fc.assert(
      fc.property(fc.constantFrom(...slots), salts, fc.uint8Array({ maxLength: 40_000, size: 'max' }), (slot, salt, bytes) => {
        const wanted = createHash('sha256').update(`tickmark/slot/v1\0${slot}\0`).update(salt).update(bytes).digest()
        expect(commitment(nodeCryptography.sha256, slot, salt, bytes)).toEqual(new Uint8Array(wanted))
        expect(commitment(nobleCryptography.sha256, slot, salt, bytes)).toEqual(new Uint8Array(wanted))
      }),
    )
  })
  test('needs a whole salt', () => {
    expect(() => commitment(nodeCryptography.sha256, 'detail', new Uint8Array(31), new Uint8Array(0))).toThrow(LedgerFormatError)
  })
})

describe('a slot’s bytes', () => {
  test('are canonical JSON', () => {
    expect(new TextDecoder().decode(slotBytes({ b: [1, 0.5], a: 'é' }))).toBe('{"a":"é","b":[1,0.5]}')
  })
  test('never carry an integer that JSON would change', () => {
    expect(() => slotBytes({ ids: [{ id: 2 ** 53 }] })).toThrow(/2\^53/)
    expect(slotBytes({ id: 2 ** 53 - 1 })).toBeInstanceOf(Uint8Array)
  })
  test('end hostile nesting in a sentence', () => {
    let value: SlotValue = {}
    for (let depth = 0; depth < 5000; depth++) value = { value }
    expect(() => slotBytes(value)).toThrow(LedgerFormatError)
  })
})
