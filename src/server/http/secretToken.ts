// Secrets we hand out (sessions, API tokens, links): 256 random bits, of which only the SHA-256 is kept.
import { createHash, randomBytes } from 'node:crypto'

export const apiTokenPrefix = 'tmk_'

/** 43 characters of base64url. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** A plain hash is enough: nobody guesses 256 bits, so there is nothing for salt or slowness to protect. */
export function secretHash(secret: string): Uint8Array {
  return new Uint8Array(createHash('sha256').update(secret).digest())
}

export function looksLikeSecret(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text)
}
