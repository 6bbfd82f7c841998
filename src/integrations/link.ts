// A link that may be shown and followed: absolute, http or https, without a name and password in it.
import type { JsonValue } from './readJson.ts'

export type ParsedUrl = {
  protocol: string
  username: string
  password: string
  hostname: string
  port: string
  pathname: string
  search: string
  hash: string
  href: string
  searchParams: { get(name: string): string | null }
}

// Not of the language but of every runtime, and pure.
declare const URL: new (text: string) => ParsedUrl

export function parseUrl(text: string): ParsedUrl | null {
  if (text.length > 4096) return null
  try {
    return new URL(text)
  } catch {
    return null
  }
}

const lengthLimit = 2048
/** Nothing that would have to be encoded: such a link is kept letter for letter. */
const plain = /^https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/i

/** Null for relative links, other schemes, and anything beyond 2,048 characters. */
export function absoluteLink(value: JsonValue | undefined): string | null {
  // Measured before it is trimmed: a group's link is looked at once for each of its alerts.
  if (typeof value !== 'string' || value.length > 4096) return null
  const text = value.trim()
  const url = parseUrl(text)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') return null
  const hadCredentials = url.username !== '' || url.password !== ''
  if (hadCredentials) {
    url.username = ''
    url.password = ''
  }
  const link = plain.test(text) && !hadCredentials ? text : url.href
  return link.length <= lengthLimit ? link : null
}
