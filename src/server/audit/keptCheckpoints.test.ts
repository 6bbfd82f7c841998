// Sentences about the checkpoints an auditor kept: they must be met on the way, and what the log went on to must extend them.
import { describe, expect, test } from 'vitest'
import { MemoryLedger } from '../../../test/support/memoryLedger.ts'
import {
  makeSamplePackage,
  noteOf,
  relisted,
  type SampleOptions,
  verified,
  verifyMembers,
  withText,
} from '../../../test/support/samplePackage.ts'
import { paths } from '../../core/audit/packageLayout.ts'
import { toInstant } from '../../core/kernel/instant.ts'
import { encodeBase64 } from '../../core/ledger/base64.ts'
import { encodeUtf8 } from '../../core/ledger/utf8.ts'

describe('a checkpoint the auditor kept', () => {
  test('from within the package’s entries must be met on the way', async () => {
    const { ledger, statement, members } = await makeSamplePackage()
    const sizes = [...ledger.notes.keys()].filter((size) => size >= statement.openingSize)
    for (const size of sizes) {
      const verdict = verified(await verifyMembers(members, ledger.verifierKey, { held: [{ name: 'kept', note: noteOf(ledger, size) }] }))
      expect(verdict.proved.join('\n')).toContain(`the log extends the one you hold (kept, size ${size})`)
    }
  })

  test('of another history of the same log is refused', async () => {
    const { ledger, members, statement } = await makeSamplePackage()
    const other = new MemoryLedger(ledger.origin, 7)
    for (let at = 0; at < statement.openingSize + 5; at++)
      other.append({ rec: toInstant(at), entry: { kind: 'anchor', act: 'system', obj: 'system', at: toInstant(at), ctl: [] } })
    const note = noteOf(other, other.checkpoint())
    expect(await verifyMembers(members, ledger.verifierKey, { held: [{ name: 'kept', note }] })).toMatchObject({
      verified: false,
      area: 'held',
      reason: expect.stringContaining('contradicts the checkpoint you hold'),
    })
  })

  test('larger than the package’s last one means that the package is older than what the auditor saw', async () => {
    const { ledger, members } = await makeSamplePackage()
    ledger.append({ rec: toInstant(0), entry: { kind: 'anchor', act: 'system', obj: 'system', at: toInstant(0), ctl: [] } })
    const note = noteOf(ledger, ledger.checkpoint())
    expect(await verifyMembers(members, ledger.verifierKey, { held: [{ name: 'kept', note }] })).toMatchObject({
      verified: false,
      reason: expect.stringMatching(/older than what you hold/),
    })
  })

  test('older than the package is connected by a proof, where it left the house; else the verifier says what to ask for', async () => {
    const options: SampleOptions = { onCheckpoint: (ledger, size) => void (size < 40 && ledger.anchored.push(size)) }
    const { ledger, statement, members } = await makeSamplePackage(options)
    const older = [...ledger.notes.keys()].filter((size) => size < statement.openingSize)
    expect(older.length).toBeGreaterThan(1)
    for (const size of older) {
      const verdict = await verifyMembers(members, ledger.verifierKey, { held: [{ name: 'kept', note: noteOf(ledger, size) }] })
      if (ledger.anchored.includes(size)) expect(verdict.verified).toBe(true)
      else
        expect(verdict).toMatchObject({
          verified: false,
          reason: expect.stringContaining(`the consistency proof from ${size} to ${statement.openingSize}`),
        })
    }
  })

  test('signed by somebody else is none', async () => {
    const { ledger, members } = await makeSamplePackage()
    const stranger = new MemoryLedger(ledger.origin, 8)
    stranger.append({ rec: toInstant(0), entry: { kind: 'anchor', act: 'system', obj: 'system', at: toInstant(0), ctl: [] } })
    const note = noteOf(stranger, stranger.checkpoint())
    expect(await verifyMembers(members, ledger.verifierKey, { held: [{ name: 'kept', note }] })).toMatchObject({
      verified: false,
      area: 'held',
    })
  })

  test('is what is missing where none was given, and the verdict says so', async () => {
    const { ledger, members } = await makeSamplePackage()
    const { notProved } = verified(await verifyMembers(members, ledger.verifierKey))
    expect(notProved.join('\n')).toContain('You gave no checkpoint of your own')
    expect(notProved.join('\n')).toContain('not anchored')
  })
})

describe('what the log went on to', () => {
  test('a final checkpoint must extend the closing one', async () => {
    const sample = await makeSamplePackage()
    const { ledger, statement, members } = sample
    for (let more = 0; more < 3; more++)
      ledger.append({ rec: toInstant(0), entry: { kind: 'anchor', act: 'system', obj: 'system', at: toInstant(0), ctl: [] } })
    const size = ledger.checkpoint()
    const proof = await ledger.source().consistency(statement.closingSize, size)
    const path = `data/log/consistency/${statement.closingSize}-${size}.json`
    const json = `${JSON.stringify({ from: statement.closingSize, to: size, hashes: proof.map(encodeBase64) }, null, 2)}\n`
    const longer = new Map(members).set(paths.finalCheckpoint, noteOf(ledger, size)).set(path, encodeUtf8(json))
    const held = [{ name: 'kept', note: noteOf(ledger, size) }]
    const fitted = withText(relisted(longer), paths.bagInfo, (info) => info.replace(/Payload-Oxum: .*/, `Payload-Oxum: ${oxum(longer)}`))
    expect(verified(await verifyMembers(relisted(fitted), ledger.verifierKey, { held })).proved.join('\n')).toContain(
      `went on to size ${size}`,
    )
    const forged = relisted(
      withText(fitted, path, (all) => all.replace(encodeBase64(proof[0] as Uint8Array), encodeBase64(new Uint8Array(32)))),
    )
    expect(await verifyMembers(forged, ledger.verifierKey)).toMatchObject({ verified: false, area: 'log' })
  })
})

function oxum(members: ReadonlyMap<string, Uint8Array>): string {
  const payload = [...members].filter(([name]) => name.startsWith('data/'))
  return `${payload.reduce((total, [, bytes]) => total + bytes.length, 0)}.${payload.length}`
}
