// What an edge may do faster than plain JavaScript: text from and to bytes. What it does must be exactly what core would do.
import { decodeBase64 } from '../ledger/base64.ts'
import { encodeUtf8, textOfUnits } from '../ledger/utf8.ts'

export type TextTools = {
  /** Each byte as the character of the same number. */
  latin1: (bytes: Uint8Array) => string
  /** UTF-8 of text without half surrogates. */
  utf8: (text: string) => Uint8Array
  /** Only asked for canonical base64. */
  base64: (text: string) => Uint8Array
}

export const plainTextTools: TextTools = { latin1: textOfUnits, utf8: encodeUtf8, base64: decodeBase64 }
