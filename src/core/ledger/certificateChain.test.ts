// Chains of certificates that are arranged to keep a verifier busy, or that lead to an anchor in more than one way.
import { describe, expect, test } from 'vitest'
import { toInstant } from '../kernel/instant.ts'
import type { Certificate } from './certificate.ts'
import { chainProblem, type VerifySignature } from './certificateChain.ts'
import { decodeHex } from './hex.ts'

/** A name of one attribute, CN=<letter>, in DER. */
const name = (letter: string) => decodeHex(`300c310a300806035504030c01${letter.charCodeAt(0).toString(16)}`)
let serial = 0

function certificate(subject: string, issuer: string, more: Partial<Certificate> = {}): Certificate {
  serial += 1
  const unique = Uint8Array.of(serial >> 8, serial & 255)
  return {
    ...{
      der: unique,
      signedPart: unique,
      signature: unique,
      publicKey: unique,
      serial: String(serial),
      algorithm: { kind: 'ecdsa', hash: 'sha256' },
    },
    ...{
      subject: name(subject),
      issuer: name(issuer),
      notBefore: toInstant(0),
      notAfter: toInstant(100),
      isAuthority: true,
      notUnderstood: [],
    },
    ...more,
  }
}

function problem(start: Certificate, anchors: Certificate[], intermediates: Certificate[], verify: VerifySignature = () => true) {
  let verifications = 0
  const counted: VerifySignature = (...given) => {
    verifications += 1
    return verify(...given)
  }
  const found = chainProblem({
    certificate: start,
    anchors,
    intermediates,
    at: toInstant(50),
    purpose: '1.3.6.1.5.5.7.3.8',
    verify: counted,
  })
  return { found, verifications }
}

describe('a chain of certificates', () => {
  test('is found among several with the same names', () => {
    const root = certificate('R', 'R')
    const [wrong, right] = [certificate('I', 'R'), certificate('I', 'R')]
    const leaf = certificate('L', 'I')
    const signedByRight: VerifySignature = (key, _, message) =>
      message === leaf.signedPart ? key === right.publicKey : key === root.publicKey
    expect(problem(leaf, [root], [wrong, right], signedByRight).found).toBeUndefined()
  })
  test('is not searched for without end among certificates that all fit each other', () => {
    const clones = Array.from({ length: 32 }, () => certificate('X', 'X'))
    const { found, verifications } = problem(certificate('L', 'X'), [certificate('R', 'R')], clones)
    expect(found).toMatch(/too long|endless/)
    expect(verifications).toBeLessThanOrEqual(64)
  })
  test('has at most six certificates', () => {
    const letters = 'LABCDEFR'
    const chain = [...letters].map((letter, at) => certificate(letter, letters[at + 1] ?? 'R'))
    const [leaf, ...above] = chain
    if (leaf === undefined) return
    expect(problem(leaf, above.slice(4, 5), above.slice(0, 4)).found).toBeUndefined()
    expect(problem(leaf, above.slice(-1), above.slice(0, -1)).found).toMatch(/too long/)
  })
  test('does not end at an anchor that is itself no longer valid', () => {
    const old = certificate('R', 'R', { notAfter: toInstant(49) })
    expect(problem(certificate('L', 'R'), [old], []).found).toMatch(/CN=R was not valid on/)
  })
  test('is not led round in a circle', () => {
    const [a, b] = [certificate('A', 'B'), certificate('B', 'A')]
    const { found, verifications } = problem(certificate('L', 'A'), [], [a, b])
    expect(found).toMatch(/does not lead to a trusted one|too long/)
    expect(verifications).toBeLessThan(5)
  })
})
