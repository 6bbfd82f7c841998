// The seed of the signing keys: made once, for its owner only, and never replaced in silence.
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import { openLedgerKeys } from './ledgerKeys.ts'

describe('the signing seed', () => {
  const folders: string[] = []
  const folder = () => {
    folders.push(mkdtempSync(join(tmpdir(), 'tickmark-seed-')))
    return folders.at(-1) as string
  }
  afterEach(() => {
    for (const one of folders.splice(0)) rmSync(one, { recursive: true })
  })
  const name = { organizationId: `org_${'0'.repeat(32)}` as OrganizationId, generation: 1, origin: 'example.com/t/1' }

  test('is made once, readable by its owner only, and gives the same keys ever after', () => {
    const file = join(folder(), 'keys', 'signing.seed')
    const first = openLedgerKeys(file).signer(name).key
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(openLedgerKeys(file).signer(name).key).toEqual(first)
    const other = openLedgerKeys(file).signer({ ...name, generation: 2 }).key
    expect(other.publicKey).not.toEqual(first.publicKey)
  })

  test('that others may read is refused with a sentence, not mended in silence', () => {
    const file = join(folder(), 'signing.seed')
    openLedgerKeys(file)
    chmodSync(file, 0o640)
    expect(() => openLedgerKeys(file)).toThrow(/mode 0640.*chmod 600/)
    expect(statSync(file).mode & 0o777).toBe(0o640)
  })

  test('that is cut short is refused, and not replaced', () => {
    const file = join(folder(), 'signing.seed')
    openLedgerKeys(file)
    const half = readFileSync(file, 'utf8').slice(0, 40)
    writeFileSync(file, half)
    expect(() => openLedgerKeys(file)).toThrow(/damaged/)
    expect(readFileSync(file, 'utf8')).toBe(half)
  })
})
