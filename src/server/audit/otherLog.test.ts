// Sentences about packages that are really signed and yet not what was asked for: a period cut short, and another log.
import { beforeAll, describe, expect, test } from 'vitest'
import { MemoryLedger } from '../../../test/support/memoryLedger.ts'
import { makeSamplePackage, type SamplePackage, unpacked, verifyMembers, writeSample } from '../../../test/support/samplePackage.ts'

let sample: SamplePackage

beforeAll(async () => {
  sample = await makeSamplePackage()
})

const key = () => sample.ledger.verifierKey

describe('a period cut short', () => {
  test('at its end, with an older closing checkpoint that was really signed, lacks the entry that asked', async () => {
    const { ledger, statement } = sample
    const earlier = [...ledger.notes.keys()].filter((size) => size > statement.openingSize && size < statement.closingSize)
    // Every fourth, and the one just before: they differ in nothing but where they lie.
    for (const closingSize of earlier.filter((_, at) => (earlier.length - 1 - at) % 4 === 0)) {
      const forged = await writeSample(ledger, { ...statement, closingSize })
      const verdict = await verifyMembers(await unpacked(forged), key())
      expect(verdict).toMatchObject({ verified: false, area: 'period' })
    }
  })

  test('at its beginning, with a later opening checkpoint that was really signed, begins too late', async () => {
    const { ledger, statement } = sample
    const all = [...ledger.notes.keys()].filter((size) => size > statement.openingSize && size < statement.closingSize)
    const later = all.filter((_, at) => at === 0 || (all.length - 1 - at) % 4 === 0)
    const verdicts = await Promise.all(
      later.map(async (openingSize) => {
        const forged = await writeSample(ledger, { ...statement, openingSize })
        return verifyMembers(await unpacked(forged), key())
      }),
    )
    // The first of them still lies before the period; then they do not.
    expect(verdicts.at(-1)).toMatchObject({ verified: false, area: 'period' })
    expect(verdicts.filter(({ verified }) => verified).length).toBeLessThanOrEqual(1)
    for (const verdict of verdicts) if (!verdict.verified) expect(verdict.reason).toMatch(/begin too late/)
  })
})

describe('another log', () => {
  test('under the auditor’s key is refused, even if it says the same name', async () => {
    const forged = await makeSamplePackage({ ledger: new MemoryLedger(sample.ledger.origin, 9) })
    const verdict = await verifyMembers(forged.members, key())
    expect(verdict).toMatchObject({ verified: false, area: 'log' })
    expect((await verifyMembers(forged.members, forged.ledger.verifierKey)).verified).toBe(true)
  })

  test('whose key stands in the package itself is not believed for that', async () => {
    const forged = await makeSamplePackage({ ledger: new MemoryLedger('evil.example.com/t/ffff', 9) })
    expect(await verifyMembers(forged.members, key())).toMatchObject({ verified: false, area: 'log' })
  })
})
