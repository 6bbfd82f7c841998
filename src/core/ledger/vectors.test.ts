// The public vectors, under both implementations of the cryptography.
import { ed25519 } from '@noble/curves/ed25519.js'
import { describe, expect, test } from 'vitest'
import { runLedgerVectors } from '../../../test/support/ledgerVectors.ts'
import { sharedAvailable } from '../../../test/support/shared.ts'
import { readVectorFiles } from '../../../test/support/vectorFiles.ts'
import { ed25519Sign, nodeCryptography } from '../../server/ledger/nodeCryptography.ts'
import { nobleCryptography } from './nobleCryptography.ts'

const nobleSign = (seed: Uint8Array, message: Uint8Array) => ed25519.sign(message, seed)

describe.skipIf(!sharedAvailable)('the public vectors', () => {
  test.each([
    ['node:crypto', { ...nodeCryptography, ed25519Sign }],
    ['plain JavaScript', { ...nobleCryptography, ed25519Sign: nobleSign }],
  ])('agree with the ledger under %s', (_, cryptography) => {
    const { agreed, failures } = runLedgerVectors(readVectorFiles(), cryptography)
    expect(failures).toEqual([])
    expect((agreed.inclusion ?? 0) + (agreed.consistency ?? 0)).toBe(196)
    expect(agreed).toMatchObject({ key: 6, note: 17, tile: 16, number: 3, timestamp: 4, certificate: 4, 'canonical form': 18 })
    expect(agreed['altered key']).toBeGreaterThan(300)
  })
})
