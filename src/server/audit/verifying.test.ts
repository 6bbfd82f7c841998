// Sentences about what a verdict proves and what it says it does not: a log from its beginning, erasure, alterations, simulated times.
import { describe, expect, test } from 'vitest'
import type { ToldEntry } from '../../../test/support/ledgerStory.ts'
import { makeSamplePackage, text, unpacked, verified, verifyMembers, writeSample } from '../../../test/support/samplePackage.ts'
import { paths } from '../../core/audit/packageLayout.ts'
import { toInstant } from '../../core/kernel/instant.ts'
import { encodeBase64 } from '../../core/ledger/base64.ts'
import { encodeUtf8 } from '../../core/ledger/utf8.ts'

describe('a log from its beginning', () => {
  test('needs no opening checkpoint and is complete', async () => {
    const { ledger, members, statement } = await makeSamplePackage({ openingSize: () => 0 })
    expect(statement.openingSize).toBe(0)
    expect(members.has(paths.openingCheckpoint)).toBe(false)
    expect(verified(await verifyMembers(members, ledger.verifierKey)).proved.join('\n')).toContain('begins with the log’s first entry')
  })
})

describe('erasure', () => {
  const eraser = (leaf: Uint8Array, slot?: string): ToldEntry => ({
    rec: toInstant(Date.parse('2026-04-03T00:00:00Z')),
    entry: {
      ...{ kind: 'personal.erased', act: `per_${'4'.repeat(32)}`, obj: `per_${'4'.repeat(32)}`, at: toInstant(0), ctl: [] },
      detail: { basis: 'a request', ticket: 'T-1', ...(slot === undefined ? {} : { slot }) },
      corrects: encodeBase64(leaf),
    },
  })

  async function erased(slot?: string) {
    const plain = await makeSamplePackage()
    const { ledger } = plain
    const index = ledger.kept.findIndex(
      ({ header }, at) => at > plain.statement.openingSize + 10 && Buffer.from(header).includes('alert.received'),
    )
    const again = await makeSamplePackage({ late: [eraser(ledger.leaves[index] as Uint8Array, slot)] })
    again.ledger.kept[index] = { ...(again.ledger.kept[index] as (typeof again.ledger.kept)[0]), openings: [] }
    return { index, ledger: again.ledger, statement: again.statement }
  }

  test('is said with the entry that did it; the alert stays in the count', async () => {
    const { ledger, statement } = await erased('detail')
    const members = await unpacked(await writeSample(ledger, statement))
    const verdict = verified(await verifyMembers(members, ledger.verifierKey))
    expect(verdict.figures).toMatchObject({ alerts: 13, erased: 1 })
    expect(text(members, 'data/receipts/P2.json')).toContain('erased by the entries #')
  })

  test('of another slot does not excuse a missing one', async () => {
    const { ledger, statement, index } = await erased('personal')
    await expect(writeSample(ledger, statement)).rejects.toThrow(
      `The detail of entry #${index} (alert.received) is no longer in the database`,
    )
  })
})

describe('a ledger that somebody altered', () => {
  test('makes no package: its entries do not lead to what was signed over them', async () => {
    const { ledger, statement } = await makeSamplePackage()
    const index = statement.openingSize + 12
    const kept = ledger.kept[index] as (typeof ledger.kept)[0]
    const altered = Buffer.from(
      Buffer.from(kept.header)
        .toString()
        .replace(/"rec":(\d+)/, (_, rec) => `"rec":${Number(rec) + 1}`),
    )
    ledger.kept[index] = { ...kept, header: altered }
    await expect(writeSample(ledger, statement)).rejects.toThrow('do not lead to the checkpoint that was signed over them')
  })

  test('nor one whose opening was exchanged', async () => {
    const { ledger, statement } = await makeSamplePackage()
    const index = ledger.kept.findIndex(({ openings }, at) => at > statement.openingSize && openings.length > 0)
    const kept = ledger.kept[index] as (typeof ledger.kept)[0]
    ledger.kept[index] = { ...kept, openings: kept.openings.map((opening) => ({ ...opening, bytes: encodeUtf8('{}') })) }
    await expect(writeSample(ledger, statement)).rejects.toThrow(`What entry #${index}`)
  })
})

describe('simulated times', () => {
  test('are named with their entries, and no bracket of time is claimed for them', async () => {
    const until = toInstant(Date.parse('2026-04-01T00:00:00Z'))
    const { ledger, members, statement } = await makeSamplePackage({ simulatedUntil: until })
    const verdict = verified(await verifyMembers(members, ledger.verifierKey))
    const before = ledger.kept.slice(statement.openingSize).filter(({ rec }) => rec < until).length
    expect(verdict.figures.simulatedEntries).toBe(before)
    expect(verdict.notProved.join('\n')).toContain(`These are ${before} entries, from #${statement.openingSize} to #`)
    expect(text(members, paths.reportHtml)).toContain('Simulated times.')
    expect(verdict.proved.join('\n')).not.toMatch(/^(Opening|Closing|Time):/m)
  })
})
