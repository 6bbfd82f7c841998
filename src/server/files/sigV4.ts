// Signs requests to S3 as AWS Signature Version 4 wants it, and addresses that can be used without signing in.
import { createHash, createHmac } from 'node:crypto'
import { formatInstant, type Instant } from '../../core/kernel/instant.ts'

export type SigningKey = { keyId: string; secret: string; region: string }

export type Signable = {
  method: string
  url: URL
  /** Every one of these is signed. Names in lower case. */
  headers: Readonly<Record<string, string>>
  /** SHA-256 of the body in hex. */
  bodyHash: string
}

export const emptyHash = createHash('sha256').digest('hex')

const hmac = (key: string | Uint8Array, text: string) => createHmac('sha256', key).update(text).digest()
const hexHash = (text: string) => createHash('sha256').update(text).digest('hex')

/** RFC 3986's unreserved characters stay, everything else is escaped, in capitals. */
function escaped(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** S3 signs the path as it is sent, each part escaped once. */
function canonicalPath(url: URL): string {
  return url.pathname
    .split('/')
    .map((part) => escaped(decodeURIComponent(part)))
    .join('/')
}

function canonicalQuery(url: URL): string {
  const pairs = [...url.searchParams].map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
  return pairs.sort().join('&')
}

function signatureOf(signable: Signable, signedNames: readonly string[], scope: string, stamp: string, key: SigningKey): string {
  const headers = signedNames.map((name) => `${name}:${(signable.headers[name] ?? '').trim().replace(/ +/g, ' ')}\n`).join('')
  const request = [
    signable.method,
    canonicalPath(signable.url),
    canonicalQuery(signable.url),
    headers,
    signedNames.join(';'),
    signable.bodyHash,
  ].join('\n')
  const toSign = ['AWS4-HMAC-SHA256', stamp, scope, hexHash(request)].join('\n')
  const signingKey = scope.split('/').reduce<string | Uint8Array>((outer, part) => hmac(outer, part), `AWS4${key.secret}`)
  return hmac(signingKey, toSign).toString('hex')
}

function stampOf(at: Instant): string {
  return formatInstant(at)
    .replace(/\.\d{3}/, '')
    .replace(/[-:]/g, '')
}

const scopeOf = (stamp: string, { region }: SigningKey) => `${stamp.slice(0, 8)}/${region}/s3/aws4_request`

/** The headers to send: those given, and the four that a signature needs. */
export function signRequest(request: Signable, key: SigningKey, at: Instant): Record<string, string> {
  const stamp = stampOf(at)
  const scope = scopeOf(stamp, key)
  const headers = { ...request.headers, host: request.url.host, 'x-amz-content-sha256': request.bodyHash, 'x-amz-date': stamp }
  const names = Object.keys(headers).sort()
  const signature = signatureOf({ ...request, headers }, names, scope, stamp, key)
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${key.keyId}/${scope},SignedHeaders=${names.join(';')},Signature=${signature}`,
  }
}

/** An address that anybody who has it may GET for so many seconds. */
export function presignUrl(address: URL, key: SigningKey, at: Instant, seconds: number): string {
  const stamp = stampOf(at)
  const scope = scopeOf(stamp, key)
  const url = new URL(address)
  url.searchParams.set('X-Amz-Algorithm', 'AWS4-HMAC-SHA256')
  url.searchParams.set('X-Amz-Credential', `${key.keyId}/${scope}`)
  url.searchParams.set('X-Amz-Date', stamp)
  url.searchParams.set('X-Amz-Expires', String(seconds))
  url.searchParams.set('X-Amz-SignedHeaders', 'host')
  const signature = signatureOf(
    { method: 'GET', url, headers: { host: url.host }, bodyHash: 'UNSIGNED-PAYLOAD' },
    ['host'],
    scope,
    stamp,
    key,
  )
  // Written as it was signed: a query string that leaves a character unescaped would be another one.
  return `${url.origin}${canonicalPath(url)}?${canonicalQuery(url)}&X-Amz-Signature=${signature}`
}
