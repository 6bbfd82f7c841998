// Seals the secrets that must be kept readable (what sources sign with), so that a copy of the database alone does not show them.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { readKeyFile } from './keyFile.ts'

export type SecretBox = {
  /** `context` says what the secret belongs to, for instance the source's id; it is needed again to open, and is not kept in the box. */
  seal(text: string, context: string): Uint8Array
  /** Throws where the key is not at hand, or the bytes or the context are not those that were sealed. */
  open(sealed: Uint8Array, context: string): string
}

// One sealed secret: version (1 byte), key id (4), nonce (12), ciphertext, tag (16).
const version = 1
const idLength = 4
const nonceLength = 12
const tagLength = 16
const headLength = 1 + idLength + nonceLength

type Key = { id: Buffer; bytes: Buffer }

function keyOf(bytes: Buffer): Key {
  return { bytes, id: createHash('sha256').update('tickmark/secret-key/v1\0').update(bytes).digest().subarray(0, idLength) }
}

export function secretBox(keyBytes: readonly Buffer[]): SecretBox {
  const keys = keyBytes.map(keyOf)
  const [current] = keys
  if (!current) throw new Error('The secret key file holds no key.')
  return {
    seal(text, context) {
      const nonce = randomBytes(nonceLength)
      const cipher = createCipheriv('aes-256-gcm', current.bytes, nonce).setAAD(Buffer.from(context))
      const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return new Uint8Array(Buffer.concat([Buffer.of(version), current.id, nonce, ciphertext, cipher.getAuthTag()]))
    },
    open(sealed, context) {
      const box = Buffer.from(sealed)
      if (box.length < headLength + tagLength || box[0] !== version) throw new Error('This is not a sealed secret.')
      const key = keys.find(({ id }) => id.equals(box.subarray(1, 1 + idLength)))
      if (!key) throw new Error('A secret was sealed with a key that is not in the secret key file.')
      const nonce = box.subarray(1 + idLength, headLength)
      const opener = createDecipheriv('aes-256-gcm', key.bytes, nonce, { authTagLength: tagLength }).setAAD(Buffer.from(context))
      opener.setAuthTag(box.subarray(-tagLength))
      return Buffer.concat([opener.update(box.subarray(headLength, -tagLength)), opener.final()]).toString('utf8')
    },
  }
}

/** One key a line in base64: the first seals, all open. So a new key is put above the old one. */
export function openSecretBox(file: string): SecretBox {
  const lines = readKeyFile(file, () => `${randomBytes(32).toString('base64')}\n`)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  const keys = lines.map((line) => Buffer.from(line, 'base64'))
  if (keys.some((key) => key.length !== 32)) throw new Error(`The secret key file ${file} must hold 32 bytes in base64 on each line.`)
  return secretBox(keys)
}
