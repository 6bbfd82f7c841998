// What the browser runs: the vectors' suite with the portable cryptography, called from outside with the files as base64.
import { ed25519 } from '@noble/curves/ed25519.js'
import { decodeBase64 } from '../../src/core/ledger/base64.ts'
import { nobleCryptography } from '../../src/core/ledger/nobleCryptography.ts'
import { runLedgerVectors, type VectorOutcome } from './ledgerVectors.ts'

export type LedgerVectorsPage = { runLedgerVectors: (files: Record<string, string>) => VectorOutcome }

export const page: LedgerVectorsPage = {
  runLedgerVectors(files) {
    const read = new Map(Object.entries(files).map(([path, text]) => [path, decodeBase64(text)]))
    return runLedgerVectors(read, { ...nobleCryptography, ed25519Sign: (seed, message) => ed25519.sign(message, seed) })
  },
}

Object.assign(globalThis, { ledgerVectorsPage: page })
