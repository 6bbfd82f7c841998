// The cryptography handed to integrations.
import { createSign, generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { at } from '../../../test/support/deliveries.ts'
import { selfSigned } from '../../../test/support/selfSigned.ts'
import { nodeVerifier } from './nodeVerifier.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

test('HMAC-SHA256 is that of RFC 4231, case 2', () => {
  const mac = nodeVerifier.hmacSha256(bytes('Jefe'), bytes('what do ya want for nothing?'))
  expect(Buffer.from(mac).toString('hex')).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843')
})

test('bytes are equal only if all are, and lengths may differ without a throw', () => {
  expect(nodeVerifier.equal(bytes('abc'), bytes('abc'))).toBe(true)
  expect(nodeVerifier.equal(bytes('abc'), bytes('abd'))).toBe(false)
  expect(nodeVerifier.equal(bytes('abc'), bytes('abcd'))).toBe(false)
  expect(nodeVerifier.equal(bytes(''), bytes(''))).toBe(true)
})

describe('an RSA signature', () => {
  const certificate = selfSigned('sns.example.com', at('2026-01-01T00:00:00Z'), at('2026-12-31T23:59:59Z'))
  const message = bytes('a message')
  const sign = (algorithm: string) => new Uint8Array(createSign(algorithm).update(message).sign(certificate.privateKey))
  const verify = (change: { hash?: 'sha1' | 'sha256'; pem?: string; text?: string; signature?: Uint8Array; when?: string }) =>
    nodeVerifier.rsaVerify(
      change.hash ?? 'sha256',
      change.pem ?? certificate.pem,
      bytes(change.text ?? 'a message'),
      change.signature ?? sign('RSA-SHA256'),
      at(change.when ?? '2026-06-01T00:00:00Z'),
    )

  test('holds for its message, hash and certificate', () => {
    expect(verify({})).toBe(true)
    expect(verify({ hash: 'sha1', signature: sign('RSA-SHA1') })).toBe(true)
  })

  test('fails for another message, hash or key, and for what cannot be read', () => {
    const other = selfSigned('sns.example.com', at('2026-01-01T00:00:00Z'), at('2026-12-31T23:59:59Z'))
    for (const change of [
      { text: 'another message' },
      { hash: 'sha1' as const },
      { pem: other.pem },
      { pem: '' },
      { pem: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' },
      { pem: generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' }).toString() },
      { signature: new Uint8Array() },
    ]) {
      expect(verify(change)).toBe(false)
    }
  })

  test('counts only while the certificate is valid', () => {
    expect(verify({ when: '2025-12-31T23:59:59Z' })).toBe(false)
    expect(verify({ when: '2026-01-01T00:00:00Z' })).toBe(true)
    expect(verify({ when: '2026-12-31T23:59:59Z' })).toBe(true)
    expect(verify({ when: '2027-01-01T00:00:00Z' })).toBe(false)
  })
})
