// Timestamps of a real authority (openssl) are believed; those of others, for other bytes, at the wrong time or altered are not.
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import {
  authorityExtensions,
  type CertificateWish,
  OpensslAuthority,
  opensslAvailable,
  stampingExtensions,
  type TestCertificate,
} from '../../../test/support/opensslAuthority.ts'
import { sharedAvailable } from '../../../test/support/shared.ts'
import { readVectorFiles } from '../../../test/support/vectorFiles.ts'
import { parseCertificate } from '../../core/ledger/certificate.ts'
import { parsePem } from '../../core/ledger/pem.ts'
import { buildTimestampRequest } from '../../core/ledger/timestampRequest.ts'
import { parseTimestampResponse } from '../../core/ledger/timestampToken.ts'
import { verifyTimestamp } from './verifyTimestamp.ts'

const data = new TextEncoder().encode('tickmark.example.com/t/1\n1\nAAAA\n\n— a signature line\n')
const hash = new Uint8Array(createHash('sha256').update(data).digest())
const ago = Date.now()

describe.skipIf(!opensslAvailable)('a timestamp', () => {
  const authority = new OpensslAuthority()
  afterAll(() => authority.remove())
  const nonce = new Uint8Array(randomBytes(16))
  const query = buildTimestampRequest(hash, nonce, true)
  const root = authority.certificate({ name: 'Example Root', extensions: authorityExtensions })
  const stamper = (wish: Partial<CertificateWish> = {}): TestCertificate =>
    authority.certificate({ name: 'Example TSA', issuer: root, extensions: stampingExtensions, ...wish })
  const good = stamper()
  const answer = authority.answer(query, good)
  /** TSTInfo as openssl wrote it, to be signed again by others. */
  const written = new Uint8Array(parseTimestampResponse(answer).token?.content ?? [])
  const contentAt = (year: string) => {
    const text = Buffer.from(written).toString('latin1')
    const at = text.search(/20\d{12}\.?\d*Z/)
    return new Uint8Array(Buffer.from(text.slice(0, at) + year + text.slice(at + 4), 'latin1'))
  }
  /** Some years on, so that certificates made after the answer are valid then. */
  const content = contentAt(String(new Date(ago).getUTCFullYear() + 4))
  const verify = (timestamp: Uint8Array, more: Partial<Parameters<typeof verifyTimestamp>[0]> = {}) =>
    verifyTimestamp({ timestamp, data, trusted: [root.pem], ...more })

  test('of a trusted authority is believed, with its time, accuracy and name', () => {
    const checked = verify(answer, { nonce })
    expect(checked).toMatchObject({
      ok: true,
      authority: 'O=Example, CN=Example TSA',
      policy: '1.3.6.1.4.1.99999.1',
      accuracyMicroseconds: 1_500_100,
    })
    if (!checked.ok) return
    expect(Math.abs(checked.at - ago)).toBeLessThan(120_000)
  })
  test.each([
    ['RSA', 'rsa:2048', 'sha256'],
    ['RSA with SHA-512', 'rsa:3072', 'sha512'],
    ['P-384 with SHA-384', 'ec:P-384', 'sha384'],
    ['P-521 with SHA-512', 'ec:P-521', 'sha512'],
  ] as const)('signed with %s is believed', (_, key, digest) => {
    expect(verify(authority.answer(query, stamper({ key }), { digest, certificateHash: digest }))).toMatchObject({ ok: true })
  })
  test('naming its certificate by SHA-1, as the older form does, is believed', () => {
    expect(verify(authority.answer(query, good, { certificateHash: 'sha1' }))).toMatchObject({ ok: true })
  })
  test('signed with RSA-PSS is believed', () => {
    const pss = authority.sign(content, stamper({ key: 'rsa:2048' }), {
      options: ['-keyopt', 'rsa_padding_mode:pss', '-keyopt', 'rsa_pss_saltlen:32'],
    })
    expect(verify(pss)).toMatchObject({ ok: true })
  })
  test('of an authority below another is believed, whether the one between is sent along or given', () => {
    const between = authority.certificate({ name: 'Example CA', issuer: root, key: 'rsa:2048', extensions: authorityExtensions })
    const below = stamper({ issuer: between })
    expect(verify(authority.answer(query, below, { chain: [between, root] }))).toMatchObject({ ok: true })
    const bare = authority.answer(query, below)
    expect(verify(bare)).toMatchObject({ ok: false, reason: expect.stringContaining('does not lead to a trusted one') })
    expect(verify(bare, { intermediates: [between.pem] })).toMatchObject({ ok: true })
  })
  test('is a token without its response too', () => {
    expect(verify(authority.sign(content, good))).toMatchObject({ ok: true })
  })
  test('without the certificate inside is believed where the certificate is at hand', () => {
    const bare = authority.sign(content, good, { options: ['-nocerts'] })
    expect(verify(bare)).toMatchObject({ ok: false, reason: expect.stringContaining('is not at hand') })
    expect(verify(bare, { intermediates: [good.pem] })).toMatchObject({ ok: true })
    expect(verify(bare, { trusted: [good.pem] })).toMatchObject({ ok: true })
  })

  test('for other bytes is not', () => {
    expect(verify(answer, { data: new TextEncoder().encode('other') })).toMatchObject({
      ok: false,
      reason: 'The timestamp is over other bytes than these.',
    })
  })
  test('answering another request is not', () => {
    expect(verify(answer, { nonce: new Uint8Array(randomBytes(16)) })).toMatchObject({
      ok: false,
      reason: expect.stringContaining('nonce'),
    })
  })
  test('of an authority of the same name is not', () => {
    const impostor = authority.certificate({ name: 'Example Root', extensions: authorityExtensions })
    expect(verify(answer, { trusted: [impostor.pem] })).toMatchObject({ ok: false, reason: expect.stringContaining('is not signed by') })
    expect(verify(authority.answer(query, stamper({ issuer: impostor }), { chain: [impostor] }))).toMatchObject({ ok: false })
  })
  test('is not believed where no authority is trusted', () => {
    expect(verify(answer, { trusted: [] })).toMatchObject({ ok: false })
    expect(verify(answer, { trusted: ['no certificate'] })).toMatchObject({ ok: false, reason: expect.stringContaining('PEM') })
  })
  test.each<[string, readonly string[], string]>([
    ['for no purpose', ['basicConstraints = CA:false'], 'not for timestamps only'],
    ['whose purpose is not critical', ['extendedKeyUsage = timeStamping'], 'not for timestamps only'],
    ['with a second purpose', ['extendedKeyUsage = critical, timeStamping, codeSigning'], 'not for timestamps only'],
    ['for another purpose', ['extendedKeyUsage = critical, serverAuth'], 'not for timestamps only'],
    ['for any purpose', ['extendedKeyUsage = critical, anyExtendedKeyUsage'], 'not for timestamps only'],
    [
      'whose key may not sign',
      ['keyUsage = critical, keyAgreement', 'extendedKeyUsage = critical, timeStamping'],
      'may not be used to sign',
    ],
    ['with a critical extension nobody knows', [...stampingExtensions, '1.3.6.1.4.1.99999.7 = critical, ASN1:NULL'], 'not understood'],
  ])('by a certificate %s is not', (_, extensions, reason) => {
    expect(verify(authority.sign(content, stamper({ extensions })))).toMatchObject({ ok: false, reason: expect.stringContaining(reason) })
  })
  test.each<[string, readonly string[], string]>([
    ['is none', ['basicConstraints = critical, CA:false'], 'is not a certificate authority'],
    ['does not say that it is one', ['keyUsage = critical, keyCertSign'], 'is not a certificate authority'],
    [
      'may not sign certificates',
      ['basicConstraints = critical, CA:true', 'keyUsage = critical, digitalSignature'],
      'may not sign certificates',
    ],
    ['is for another purpose', [...authorityExtensions, 'extendedKeyUsage = serverAuth'], 'for this purpose'],
    [
      'is limited to names, which is not understood',
      [...authorityExtensions, 'nameConstraints = critical, permitted;DNS:.example.com'],
      'not understood',
    ],
  ])('by way of an authority that %s is not', (_, extensions, reason) => {
    const between = authority.certificate({ name: 'Example CA', issuer: root, extensions })
    const token = authority.answer(query, stamper({ issuer: between }), { chain: [between] })
    expect(verify(token)).toMatchObject({ ok: false, reason: expect.stringContaining(reason) })
  })
  test('by way of more authorities than allowed is not', () => {
    const narrow = authority.certificate({ name: 'Narrow', issuer: root, extensions: ['basicConstraints = critical, CA:true, pathlen:0'] })
    const below = authority.certificate({ name: 'Below', issuer: narrow, extensions: authorityExtensions })
    const token = authority.answer(query, stamper({ issuer: below }), { chain: [below, narrow] })
    expect(verify(token)).toMatchObject({ ok: false, reason: expect.stringContaining('that many authorities') })
    expect(verify(authority.answer(query, stamper({ issuer: narrow }), { chain: [narrow] }))).toMatchObject({ ok: true })
  })
  test('from before or after its certificate’s validity is not', () => {
    expect(verify(authority.sign(contentAt('2019'), good))).toMatchObject({
      ok: false,
      reason: expect.stringContaining('was not valid on 2019'),
    })
    expect(verify(authority.sign(contentAt('2049'), good))).toMatchObject({
      ok: false,
      reason: expect.stringContaining('was not valid on 2049'),
    })
  })
  test('with a key or a hash that is too weak is not', () => {
    expect(verify(authority.sign(content, stamper({ key: 'rsa:1024' })))).toMatchObject({ ok: false })
    expect(verify(authority.sign(content, good, { options: ['-md', 'sha1'] }))).toMatchObject({
      ok: false,
      reason: expect.stringContaining('SHA-1'),
    })
    expect(verify(authority.sign(content, stamper({ digest: 'sha1' })))).toMatchObject({
      ok: false,
      reason: expect.stringContaining('too weak'),
    })
  })
  test('signed without the attributes that bind it is not', () => {
    expect(verify(authority.sign(content, good, { options: ['-noattr'], bound: false }))).toMatchObject({
      ok: false,
      reason: expect.stringContaining('tag 0xa0 is missing'),
    })
    expect(verify(authority.sign(content, good, { bound: false }))).toMatchObject({
      ok: false,
      reason: expect.stringContaining('signing certificate is missing'),
    })
  })
  test('made of something else that its signer signed is not', () => {
    const other = authority.sign(content, good, { type: '1.2.840.113549.1.9.16.1.5' })
    const type = Buffer.from('060b2a864886f70d0109100105', 'hex')
    const relabelled = Buffer.from(other)
    relabelled[relabelled.indexOf(type) + type.length - 1] = 4
    expect(verify(relabelled)).toMatchObject({ ok: false, reason: expect.stringContaining('over something else than a timestamp') })
  })
  test('over a SHA-1 hash is not', () => {
    const [file, weak] = [authority.file(data), authority.file()]
    authority.run('ts', '-query', '-data', file, '-sha1', '-cert', '-out', weak)
    expect(verify(authority.answer(readFileSync(weak), good))).toMatchObject({
      ok: false,
      reason: expect.stringContaining('over a SHA-1 hash'),
    })
  })
  test('with two signers is not', () => {
    const second = stamper()
    const both = authority.sign(content, good, { options: ['-signer', second.pemFile, '-inkey', second.keyFile] })
    expect(verify(both)).toMatchObject({ ok: false, reason: expect.stringContaining('something follows its end') })
  })
  test('with an attribute twice, or two different hashes for its signature, is not', () => {
    const patch = (oid: string, to: number) => {
      const patched = Buffer.from(answer)
      patched[patched.lastIndexOf(Buffer.from(oid, 'hex')) + oid.length / 2 - 1] = to
      return verify(patched)
    }
    const [signingTime, sha256] = ['06092a864886f70d010905', '0609608648016503040201']
    expect(patch(signingTime, 4)).toMatchObject({ ok: false, reason: expect.stringContaining('stands in it twice') })
    expect(patch(sha256, 2)).toMatchObject({ ok: false, reason: expect.stringContaining('two different hashes') })
  })
  test('whose certificate names one signature algorithm inside and another outside is not', () => {
    const [der = new Uint8Array(0)] = parsePem(root.pem)
    const patched = Buffer.from(der)
    const ecdsaWithSha256 = Buffer.from('06082a8648ce3d040302', 'hex')
    patched[patched.lastIndexOf(ecdsaWithSha256) + ecdsaWithSha256.length - 1] = 3
    expect(parseCertificate(der)).toMatchObject({ isAuthority: true })
    expect(() => parseCertificate(patched)).toThrow(/two different signature algorithms/)
  })
  test('that was refused by the authority is not', () => {
    const refused = authority.answer(
      buildTimestampRequest(hash, nonce, true).map((byte, at) => (at === 19 ? 0x2a : byte)),
      good,
    )
    expect(verify(refused)).toMatchObject({ ok: false, reason: expect.stringContaining('The authority refused (status 2)') })
  })
  test('with any bit flipped says nothing else than it did', () => {
    const believed = verify(answer)
    expect(believed).toMatchObject({ ok: true })
    let refused = 0
    for (let at = 0; at < answer.length; at++) {
      const checked = verify(answer.map((byte, index) => (index === at ? byte ^ (1 << (at & 7)) : byte)))
      // What stands around the signature (a status of “granted with modifications”, version numbers) carries no meaning of its own.
      if (checked.ok) expect(checked).toEqual(believed)
      else refused++
    }
    expect(refused).toBeGreaterThan(answer.length - 40)
  })
  test('cut short, or with something behind it, is not', () => {
    for (let length = 0; length < answer.length; length += 7) expect(verify(answer.subarray(0, length))).toMatchObject({ ok: false })
    expect(verify(Uint8Array.of(...answer, 0))).toMatchObject({ ok: false })
    expect(verify(randomBytes(500))).toMatchObject({ ok: false })
  })
})

describe.skipIf(!sharedAvailable)('the public timestamps', () => {
  const files = readVectorFiles()
  const bytes = (name: string) => files.get(`rfc3161/${name}`) ?? new Uint8Array(0)
  const text = (name: string) => new TextDecoder().decode(bytes(name))
  const nonce = parseTimestampResponse(bytes('r.tsr')).token?.nonce ?? 0n
  test.each(['r.tsr', 'rsa.tsr'])('%s is believed, for its checkpoint and its authority only', (name) => {
    const claim = {
      timestamp: bytes(name),
      data: bytes('cp.txt'),
      trusted: [text('ca.pem')],
      nonce: Buffer.from(nonce.toString(16), 'hex'),
    }
    expect(verifyTimestamp(claim)).toMatchObject({ ok: true })
    expect(verifyTimestamp({ ...claim, data: bytes('cp.txt').subarray(1) })).toMatchObject({ ok: false })
    expect(verifyTimestamp({ ...claim, trusted: [text(name === 'r.tsr' ? 'rsa.pem' : 'tsa.pem')] })).toMatchObject({ ok: false })
  })
})
