// Checks AWS Signature Version 4 as a service does, from what came over the wire; written apart from the signer it checks.
import { createHash, createHmac } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

export type Credentials = { keyId: string; secret: string; region: string }

const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex')

function canonicalQueryOf(raw: string, without?: string): string {
  return raw
    .split('&')
    .filter((pair) => pair !== '' && (without === undefined || !pair.startsWith(`${without}=`)))
    .map((pair) => (pair.includes('=') ? pair : `${pair}=`))
    .sort()
    .join('&')
}

function expected(request: IncomingMessage, parts: { date: string; query: string; names: string; bodyHash: string }, key: Credentials) {
  const [path = ''] = (request.url ?? '').split('?')
  const headers = parts.names
    .split(';')
    .map((name) => `${name}:${String(request.headers[name] ?? '').trim()}\n`)
    .join('')
  const canonical = `${request.method}\n${path}\n${parts.query}\n${headers}\n${parts.names}\n${parts.bodyHash}`
  const day = parts.date.slice(0, 8)
  let secret: string | Buffer = `AWS4${key.secret}`
  for (const step of [day, key.region, 's3', 'aws4_request']) secret = createHmac('sha256', secret).update(step).digest()
  const text = `AWS4-HMAC-SHA256\n${parts.date}\n${day}/${key.region}/s3/aws4_request\n${sha256(canonical)}`
  return createHmac('sha256', secret).update(text).digest('hex')
}

/** Undefined where the request may pass, else the code S3 would answer. */
export function signatureProblem(request: IncomingMessage, body: Uint8Array, key: Credentials): string | undefined {
  const [, rawQuery = ''] = (request.url ?? '').split('?')
  const query = new URLSearchParams(rawQuery)
  const given = query.get('X-Amz-Signature')
  if (given !== null) {
    const parts = {
      date: query.get('X-Amz-Date') ?? '',
      query: canonicalQueryOf(rawQuery, 'X-Amz-Signature'),
      names: query.get('X-Amz-SignedHeaders') ?? '',
      bodyHash: 'UNSIGNED-PAYLOAD',
    }
    return given === expected(request, parts, key) ? undefined : 'SignatureDoesNotMatch'
  }
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request,\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    )
  if (!match) return 'AccessDenied'
  const [, keyId, , region, names = '', signature] = match
  if (keyId !== key.keyId || region !== key.region) return 'InvalidAccessKeyId'
  // Every x-amz header must be signed, or it could be added on the way.
  const unsigned = Object.keys(request.headers).filter((name) => name.startsWith('x-amz-') && !names.split(';').includes(name))
  if (unsigned.length > 0 || !names.split(';').includes('host')) return 'AccessDenied'
  const bodyHash = String(request.headers['x-amz-content-sha256'])
  if (bodyHash !== sha256(body)) return 'XAmzContentSHA256Mismatch'
  const parts = { date: String(request.headers['x-amz-date']), query: canonicalQueryOf(rawQuery), names, bodyHash }
  return signature === expected(request, parts, key) ? undefined : 'SignatureDoesNotMatch'
}
