// Text from and to bytes as Node does it natively: several times as fast, for builder and verifier alike.
import { hash } from 'node:crypto'
import type { TextTools } from '../../core/audit/textTools.ts'
import { nodeLatin1 } from '../ledger/nodeCryptography.ts'

export const nodeTextTools: TextTools = {
  latin1: nodeLatin1,
  utf8: (text) => Buffer.from(text, 'utf8'),
  sha256Base64: (bytes) => hash('sha256', bytes, 'base64'),
}
