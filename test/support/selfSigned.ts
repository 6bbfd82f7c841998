// A self-signed RSA certificate made on the spot, where a test must play a service that signs with one.
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import type { Instant } from '../../src/core/kernel/instant.ts'

function der(tag: number, ...contents: Uint8Array[]): Uint8Array {
  const content = Buffer.concat(contents)
  const length = content.length < 128 ? [content.length] : [0x82, content.length >> 8, content.length & 0xff]
  return Buffer.concat([Uint8Array.from([tag, ...length]), content])
}

const sequence = (...contents: Uint8Array[]) => der(0x30, ...contents)
const text = (tag: number, value: string) => der(tag, Buffer.from(value))
/** 1.2.840.113549.1.1.11, sha256WithRSAEncryption, with its NULL parameter. */
const sha256WithRsa = sequence(der(0x06, Uint8Array.of(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b)), der(0x05))
/** 2.5.4.3, commonName. */
const commonName = der(0x06, Uint8Array.of(0x55, 0x04, 0x03))

function utcTime(at: Instant): Uint8Array {
  return text(0x17, `${new Date(at).toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`)
}

export type SelfSigned = { pem: string; privateKey: KeyObject }

export function selfSigned(name: string, from: Instant, until: Instant): SelfSigned {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const subject = sequence(der(0x31, sequence(commonName, text(0x0c, name))))
  const tbs = sequence(
    der(0xa0, der(0x02, Uint8Array.of(2))),
    der(0x02, Uint8Array.of(1)),
    sha256WithRsa,
    subject,
    sequence(utcTime(from), utcTime(until)),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
  )
  const certificate = sequence(tbs, sha256WithRsa, der(0x03, Uint8Array.of(0), sign('sha256', tbs, privateKey)))
  const lines =
    Buffer.from(certificate)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return { pem: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`, privateKey }
}
