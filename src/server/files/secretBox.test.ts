// Can sealed secrets be opened by those who have the key, and by nobody else?
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSecretBox, secretBox } from './secretBox.ts'

describe('sealed secrets', () => {
  let directory: string
  let file: string

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'tickmark-keys-'))
    file = join(directory, 'keys', 'secret.key')
  })
  afterEach(() => rmSync(directory, { recursive: true }))

  test('open again after a restart, with a key that only the owner can read', () => {
    const sealed = openSecretBox(file).seal('whsec_EXAMPLE', 'src_1')
    expect(openSecretBox(file).open(sealed, 'src_1')).toBe('whsec_EXAMPLE')
    expect(statSync(file).mode & 0o077).toBe(0)
    chmodSync(file, 0o644)
    openSecretBox(file)
    expect(statSync(file).mode & 0o077).toBe(0)
  })
  test('look different each time, and show nothing of what they hold', () => {
    const box = openSecretBox(file)
    const [one, two] = [box.seal('same', 'x'), box.seal('same', 'x')]
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(false)
    expect(Buffer.from(one).includes('same')).toBe(false)
  })
  test('do not open in another place, nor when a single bit was changed', () => {
    const box = openSecretBox(file)
    const sealed = box.seal('secret', 'src_1')
    expect(() => box.open(sealed, 'src_2')).toThrow()
    for (let at = 0; at < sealed.length; at++) {
      const changed = Uint8Array.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(() => box.open(changed, 'src_1'), `byte ${at}`).toThrow()
    }
  })
  test('of an older key open still, while new ones are sealed with the newer', () => {
    const old = openSecretBox(file).seal('secret', 'x')
    writeFileSync(file, `${randomBytes(32).toString('base64')}\n${readFileSync(file, 'utf8')}`)
    const box = openSecretBox(file)
    expect(box.open(old, 'x')).toBe('secret')
    expect(Buffer.from(box.seal('secret', 'x').subarray(1, 5)).equals(Buffer.from(old.subarray(1, 5)))).toBe(false)
  })
  test('say so when their key is not at hand, and a damaged key file is no key', () => {
    const sealed = secretBox([randomBytes(32)]).seal('secret', 'x')
    expect(() => openSecretBox(file).open(sealed, 'x')).toThrow('not in the secret key file')
    writeFileSync(file, 'not a key\n')
    expect(() => openSecretBox(file)).toThrow('32 bytes in base64')
  })
})
