// Are passwords kept so that guessing is dear, and checked so that nothing is learnt from how long it takes?
import { describe, expect, test } from 'vitest'
import { meters } from '../http/meters.ts'
import { argon2idByNode, argon2idInJavaScript } from './argon2id.ts'
import { hashPassword, isOutdated, passwordFits } from './password.ts'

const hashes = async () => (await meters.passwordHashes.get()).values[0]?.value ?? 0

describe('passwords', () => {
  test('fit only themselves, whatever keyboard wrote the accents', async () => {
    const kept = await hashPassword('caf\u00e9 au lait, two sugars')
    expect(await passwordFits('cafe\u0301 au lait, two sugars', kept)).toBe(true)
    expect(await passwordFits('cafe au lait, two sugars', kept)).toBe(false)
  })
  test('are kept as argon2id with OWASP’s parameters and a salt of their own', async () => {
    const [one, two] = [await hashPassword('the same password'), await hashPassword('the same password')]
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
    expect(one).not.toBe(two)
  })
  test('cost one hash where nobody is there to check against, and the answer is no', async () => {
    const before = await hashes()
    expect(await passwordFits('', null)).toBe(false)
    expect((await hashes()) - before).toBe(1)
  })
  test('kept with other parameters fit still, and are told to be outdated', async () => {
    const kept = await hashPassword('a good password')
    expect(isOutdated(kept)).toBe(false)
    const cheaper = '$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$'
    const tag = await argon2idInJavaScript('a good password', Buffer.from('somesaltsomesalt'), 32, {
      memory: 64,
      passes: 1,
      parallelism: 1,
    })
    const old = `${cheaper}${Buffer.from(tag).toString('base64').replace(/=+$/, '')}`
    expect(await passwordFits('a good password', old)).toBe(true)
    expect(isOutdated(old)).toBe(true)
  })
  test.skipIf(!argon2idByNode)('come to the same bytes in Node and in JavaScript', async () => {
    const cost = { memory: 256, passes: 3, parallelism: 2 }
    const salt = Buffer.alloc(16, 7)
    const here = await argon2idInJavaScript('pass\u00fc', salt, 32, cost)
    expect(Buffer.from(here)).toEqual(Buffer.from((await argon2idByNode?.('pass\u00fc', salt, 32, cost)) ?? []))
  })
})
