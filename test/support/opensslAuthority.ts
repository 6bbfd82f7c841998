// A timestamp authority for tests, made with the `openssl` on this machine: certificates of any kind, answers to requests, odd tokens.
import { spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const opensslAvailable = spawnSync('openssl', ['version']).status === 0

if (!opensslAvailable) console.warn('openssl is not on this machine: the tests against its timestamp authority are skipped.')

/** `ec:P-256`, `rsa:2048`, … */
export type KeyKind = `ec:${string}` | `rsa:${number}`
export type TestCertificate = { name: string; pem: string; pemFile: string; keyFile: string }
export type CertificateWish = {
  name: string
  key?: KeyKind
  /** Signs itself where absent. */
  issuer?: TestCertificate
  /** Lines of an extension section. */
  extensions: readonly string[]
  digest?: string
}

export const authorityExtensions = ['basicConstraints = critical, CA:true', 'keyUsage = critical, keyCertSign, cRLSign']
export const stampingExtensions = [
  'basicConstraints = critical, CA:false',
  'keyUsage = critical, digitalSignature',
  'extendedKeyUsage = critical, timeStamping',
]

const rsaKeys = new Map<string, string>()

/** Of every curve a new one. An RSA key takes seconds to find: one of a length serves them all. */
function privateKey(kind: KeyKind): string {
  const [family, size = ''] = kind.split(':')
  const form = { type: 'pkcs8', format: 'pem' } as const
  if (family === 'ec') return generateKeyPairSync('ec', { namedCurve: size }).privateKey.export(form).toString()
  const key =
    rsaKeys.get(size) ??
    generateKeyPairSync('rsa', { modulusLength: Number(size) })
      .privateKey.export(form)
      .toString()
  rsaKeys.set(size, key)
  return key
}

export class OpensslAuthority {
  readonly #folder = mkdtempSync(join(tmpdir(), 'tickmark-tsa-'))
  #files = 0

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }

  file(content?: string | Uint8Array): string {
    const path = join(this.#folder, `file-${this.#files++}`)
    if (content !== undefined) writeFileSync(path, content)
    return path
  }

  run(...args: string[]): void {
    const { status, stderr } = spawnSync('openssl', args, { encoding: 'utf8' })
    if (status !== 0) throw new Error(`openssl ${args.join(' ')}\n${stderr}`)
  }

  certificate({ name, key = 'ec:P-256', issuer, extensions, digest = 'sha256' }: CertificateWish): TestCertificate {
    const [pemFile, keyFile, request] = [this.file(), this.file(privateKey(key)), this.file()]
    this.run('req', '-new', '-key', keyFile, '-subj', `/O=Example/CN=${name}`, '-out', request)
    const signedBy = issuer === undefined ? ['-signkey', keyFile] : ['-CA', issuer.pemFile, '-CAkey', issuer.keyFile]
    const section = this.file(`[wished]\n${extensions.join('\n')}\n`)
    this.run(
      'x509',
      '-req',
      '-in',
      request,
      ...signedBy,
      '-days',
      '3650',
      `-${digest}`,
      '-extfile',
      section,
      '-extensions',
      'wished',
      '-out',
      pemFile,
    )
    return { name, pemFile, keyFile, pem: readFileSync(pemFile, 'utf8') }
  }

  /** What a real authority answers to a request; `chain` are certificates it sends along. */
  answer(
    query: Uint8Array,
    signer: TestCertificate,
    { digest = 'sha256', certificateHash = 'sha256', chain = [] as readonly TestCertificate[] } = {},
  ): Uint8Array {
    const config = this.file(
      [
        ...['[tsa]', 'default_tsa = one', '[one]', `serial = ${this.file('01')}`, 'crypto_device = builtin', `signer_digest = ${digest}`],
        ...[
          'default_policy = 1.3.6.1.4.1.99999.1',
          'digests = sha1, sha256, sha384, sha512',
          'accuracy = secs:1, millisecs:500, microsecs:100',
        ],
        ...[
          'ordering = yes',
          'tsa_name = yes',
          'ess_cert_id_chain = no',
          `ess_cert_id_alg = ${certificateHash}`,
          'clock_precision_digits = 3',
        ],
      ].join('\n'),
    )
    const out = this.file()
    const along = chain.length === 0 ? [] : ['-chain', this.file(chain.map(({ pem }) => pem).join(''))]
    this.run(
      'ts',
      '-reply',
      '-config',
      config,
      '-queryfile',
      this.file(query),
      '-signer',
      signer.pemFile,
      '-inkey',
      signer.keyFile,
      ...along,
      '-out',
      out,
    )
    return new Uint8Array(readFileSync(out))
  }

  /** A token no honest authority would give: any content of any type, signed by any certificate, bound to it or not. */
  sign(
    content: Uint8Array,
    signer: TestCertificate,
    { options = [] as readonly string[], bound = true, type = 'id-smime-ct-TSTInfo' } = {},
  ): Uint8Array {
    const out = this.file()
    const form = ['-econtent_type', type, '-binary', '-nodetach', ...(bound ? ['-cades'] : []), '-nosmimecap', '-md', 'sha256']
    const keys = ['-signer', signer.pemFile, '-inkey', signer.keyFile]
    this.run('cms', '-sign', '-in', this.file(content), ...form, ...keys, ...options, '-outform', 'DER', '-out', out)
    return new Uint8Array(readFileSync(out))
  }
}
