// Certificates as people pass them on: base64 between two marked lines.
import { decodeBase64 } from './base64.ts'
import { LedgerFormatError } from './ledgerFormatError.ts'

const block = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]*)-----END CERTIFICATE-----/g

/** Every certificate in the text, in DER; what stands around them is a comment. */
export function parsePem(text: string): Uint8Array[] {
  const found = [...text.matchAll(block)].map(([, encoded = '']) => decodeBase64(encoded.replaceAll(/\s/g, '')))
  if (found.length === 0) throw new LedgerFormatError('There is no PEM certificate in this text.')
  return found
}
