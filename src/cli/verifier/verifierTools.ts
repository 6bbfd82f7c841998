// What the verifier computes with on Node.js: hashing, signatures, and text from bytes.
import { createHash } from 'node:crypto'
import type { VerifierTools } from '../../core/audit/verify/packageReader.ts'
import { nodeTextTools } from '../../server/audit/nodeTextTools.ts'
import { nodeCryptography } from '../../server/ledger/nodeCryptography.ts'

export const verifierTools: VerifierTools = {
  ...nodeCryptography,
  text: nodeTextTools,
  newDigest: () => {
    const hash = createHash('sha256')
    return { update: (bytes: Uint8Array) => void hash.update(bytes), digest: () => new Uint8Array(hash.digest()) }
  },
}
