// Text fit to be kept and shown: within a length, without control characters, without the half characters PostgreSQL refuses.
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8OfText } from './bytes.ts'

/** Unwanted: control characters other than tab and line feed, and the marks that reorder the line they stand in. */
function isUnwanted(code: number): boolean {
  if (code < 0x20) return code !== 0x09 && code !== 0x0a
  if (code < 0x7f) return false
  if (code <= 0x9f) return true
  return code === 0x200e || code === 0x200f || (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) || code === 0xfeff
}

function isLead(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff
}

function isTrail(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff
}

function withoutUnwanted(text: string): string {
  let kept = ''
  let from = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (isLead(code) && isTrail(text.charCodeAt(at + 1))) {
      at++
      continue
    }
    const lone = isLead(code) || isTrail(code)
    if (!lone && !isUnwanted(code)) continue
    kept += text.slice(from, at) + (lone ? '\ufffd' : '')
    from = at + 1
  }
  return from === 0 ? text : kept + text.slice(from)
}

function clip(text: string, limit: number): string {
  if (text.length <= limit) return text
  const end = isLead(text.charCodeAt(limit - 2)) ? limit - 2 : limit - 1
  return `${text.slice(0, end)}…`
}

/** Keeps line breaks and tabs; longer text ends in an ellipsis. `limit` counts UTF-16 units, so never fewer than characters. */
export function cleanText(text: string, limit: number): string {
  // Looked at a little beyond the limit only: what is unwanted is rare, and a hostile megabyte is not worth a walk.
  return clip(withoutUnwanted(text.slice(0, limit * 2 + 16)).trim(), limit)
}

/** One line: every run of white space becomes a space. */
export function cleanLine(text: string, limit: number): string {
  return clip(
    withoutUnwanted(text.slice(0, limit * 2 + 16))
      .replace(/\s+/g, ' ')
      .trim(),
    limit,
  )
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** 32 hexadecimal digits of SHA-256: for keys that must be derived because the source gives none. */
export function shortHash(text: string): string {
  return Array.from(sha256(utf8OfText(text)).subarray(0, 16), (byte) => hex[byte]).join('')
}

/** A key as the source wrote it, or, beyond the limit, its beginning and a hash of the whole, so that two long keys stay two. */
export function keyText(text: string, limit: number): string {
  const line = text.length <= limit ? cleanLine(text, limit) : ''
  if (line !== '') return line
  return text.length <= limit ? shortHash(text) : `${cleanLine(text.slice(0, limit - 33), limit - 33)}~${shortHash(text)}`
}
