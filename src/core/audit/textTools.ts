// What whoever runs builder or verifier does faster than plain JavaScript could: text from and to bytes, and hashes as text.

export type TextTools = {
  /** Each byte as the character of the same number. */
  latin1: (bytes: Uint8Array) => string
  /** UTF-8 of text without half surrogates. */
  utf8: (text: string) => Uint8Array
  /** SHA-256 as base64. */
  sha256Base64: (bytes: Uint8Array) => string
}
