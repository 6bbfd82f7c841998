// The cryptography that integrations ask for, on Node: HMAC, comparison in constant time, RSA by certificate.
import { createHmac, timingSafeEqual, verify, X509Certificate } from 'node:crypto'
import type { Instant } from '../../core/kernel/instant.ts'
import type { Verifier } from '../../integrations/defineIntegration.ts'

export const nodeVerifier: Verifier = {
  hmacSha256: (key, message) => createHmac('sha256', key).update(message).digest(),
  equal: (left, right) => left.length === right.length && timingSafeEqual(left, right),
  rsaVerify(hash, certificatePem, message, signature, at) {
    try {
      const certificate = new X509Certificate(certificatePem)
      const key = certificate.publicKey
      return isValidAt(certificate, at) && key.asymmetricKeyType === 'rsa' && verify(hash, message, key, signature)
    } catch {
      // What cannot be read, a certificate as much as a signature, proves nothing.
      return false
    }
  },
}

function isValidAt(certificate: X509Certificate, at: Instant): boolean {
  return new Date(certificate.validFrom).getTime() <= at && at <= new Date(certificate.validTo).getTime()
}
