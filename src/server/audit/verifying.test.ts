// Sentences about what a verdict proves and what it says it does not: checkpoints the auditor kept, timestamps, erasure, simulated times.
import { createHash } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import type { ToldEntry } from '../../../test/support/ledgerStory.ts'
import { MemoryLedger } from '../../../test/support/memoryLedger.ts'
import { authorityExtensions, OpensslAuthority, opensslAvailable, stampingExtensions } from '../../../test/support/opensslAuthority.ts'
import {
  makeSamplePackage,
  relisted,
  type SampleOptions,
  text,
  unpacked,
  verifyMembers,
  withText,
  writeSample,
} from '../../../test/support/samplePackage.ts'
import { paths } from '../../core/audit/packageLayout.ts'
import type { Verdict } from '../../core/audit/verify/verdict.ts'
import { day, hour, minute, toInstant } from '../../core/kernel/instant.ts'
import { encodeBase64 } from '../../core/ledger/base64.ts'
import type { CheckedTimestamp } from '../../core/ledger/checkTimestamp.ts'
import { buildTimestampRequest } from '../../core/ledger/timestampRequest.ts'
import { encodeUtf8 } from '../../core/ledger/utf8.ts'
import { verifyTimestamp } from '../ledger/verifyTimestamp.ts'

type Verified = Extract<Verdict, { verified: true }>

function verified(verdict: Verdict): Verified {
  if (!verdict.verified) throw new Error(verdict.reason)
  return verdict
}

const noteOf = (ledger: MemoryLedger, size: number) => encodeUtf8(ledger.notes.get(size) as string)

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

describe.skipIf(!opensslAvailable)('timestamps', () => {
  const authority = opensslAvailable ? new OpensslAuthority() : undefined
  afterAll(() => authority?.remove())

  /** The authority's clock is the machine's: the period lies around today. */
  async function stampedPackage(lastHours: number) {
    if (authority === undefined) throw new Error('no openssl')
    const ca = authority.certificate({ name: 'Example CA', extensions: authorityExtensions })
    const tsa = authority.certificate({ name: 'Example TSA', issuer: ca, extensions: stampingExtensions })
    const today = new Date().toISOString().slice(0, 10)
    const from = toInstant(Date.parse(`${today}T00:00:00Z`) - 4 * day)
    const dayBefore = (days: number) => new Date(Date.parse(today) - days * day).toISOString().slice(0, 10)
    const options: SampleOptions = {
      plan: { from, days: 4 },
      ...{ firstDay: dayBefore(2), lastDay: dayBefore(1) },
      onCheckpoint: (ledger, size, at) => {
        if (at < from + 4 * day - lastHours * hour) return
        const stamp = authority.answer(
          buildTimestampRequest(createHash('sha256').update(noteOf(ledger, size)).digest(), new Uint8Array(8).fill(9), true),
          tsa,
        )
        const sha256 = createHash('sha256').update(stamp).digest('hex')
        ledger.files.set(sha256, stamp)
        ledger.append({
          rec: at,
          entry: {
            ...{ kind: 'anchor', act: 'system', obj: `dst_${'5'.repeat(32)}`, at, ctl: [] },
            detail: { kind: 'timestamp', size, root: 'said elsewhere', authority_at: Date.now() - (Date.now() % 1000) },
            file: { sha256, size: stamp.length, type: 'application/timestamp-reply' },
          },
        })
      },
    }
    return { ...(await makeSamplePackage(options)), ca }
  }

  const judge = (pem: string) => (timestamp: Uint8Array, data: Uint8Array) => verifyTimestamp({ timestamp, data, trusted: [pem] })

  test('are judged by the authorities the reader names; the log was sealed past the end of the period', async () => {
    const { ledger, members, ca } = await stampedPackage(12)
    const verdict = verified(await verifyMembers(members, ledger.verifierKey, { checkStamp: judge(ca.pem) }))
    expect(verdict.figures.trustedTimestamps).toBeGreaterThan(0)
    expect(verdict.proved.join('\n')).toMatch(/Closing: the log was sealed past the end of the period.*Example TSA/)
    expect(verdict.notProved.join('\n')).toContain('No timestamp from before the period covers the opening')
    expect([...members.keys()].some((name) => name.endsWith('.checkpoint.tsr'))).toBe(true)
  })

  test('can be checked with openssl alone, as they lie beside their checkpoints', async () => {
    const { members, ca } = await stampedPackage(12)
    const stamped = [...members.keys()].filter((name) => name.endsWith('.checkpoint.tsr'))
    expect(stamped.length).toBeGreaterThan(0)
    for (const name of stamped) {
      const [stamp, checkpoint] = [members.get(name), members.get(name.replace(/\.tsr$/, ''))].map((bytes) =>
        (authority as OpensslAuthority).file(bytes as Uint8Array),
      ) as [string, string]
      ;(authority as OpensslAuthority).run('ts', '-verify', '-data', checkpoint, '-in', stamp, '-CAfile', ca.pemFile)
    }
  })

  test('without an authority are said to be unjudged, and prove no time', async () => {
    const { ledger, members } = await stampedPackage(12)
    const verdict = verified(await verifyMembers(members, ledger.verifierKey))
    expect(verdict.notProved.join('\n')).toContain('were not judged, because no authority was named')
    expect(verdict.proved.join('\n')).not.toContain('Closing:')
  })

  test('of an authority nobody trusts prove nothing, and the verdict says why', async () => {
    const { ledger, members } = await stampedPackage(12)
    const stranger = (authority as OpensslAuthority).certificate({ name: 'Another CA', extensions: authorityExtensions })
    const verdict = verified(await verifyMembers(members, ledger.verifierKey, { checkStamp: judge(stranger.pem) }))
    expect(verdict.figures.trustedTimestamps).toBe(0)
    expect(verdict.notProved.join('\n')).toMatch(/\d+ timestamps are not vouched for by the authorities you named/)
  })

  test('taken away, changed, or swapped for another one are refused', async () => {
    const { ledger, members } = await stampedPackage(18)
    const stamps = [...members.keys()].filter((name) => name.startsWith('data/files/'))
    const [first, second] = stamps as [string, string]
    const without = new Map(members)
    without.delete(first)
    expect(await verifyMembers(relisted(without), ledger.verifierKey)).toMatchObject({ verified: false, area: 'timestamps' })
    const [checkpoint] = [...members.keys()].filter((name) => /^data\/log\/\d+\.checkpoint$/.test(name)) as [string]
    const alone = new Map(members)
    alone.delete(checkpoint)
    alone.delete(`${checkpoint}.tsr`)
    expect(await verifyMembers(relisted(alone), ledger.verifierKey)).toMatchObject({ verified: false, area: 'timestamps' })
    const swapped = relisted(new Map(members).set(first, members.get(second) as Uint8Array))
    expect(await verifyMembers(swapped, ledger.verifierKey)).toMatchObject({ verified: false })
  })
})

describe('the bracket of a period', () => {
  /** Stamps that any authority might have given, judged by whoever says what they are worth. */
  test('is proved by one stamp before it and one after it, and by neither alone', async () => {
    const start = Date.parse('2026-03-29T22:00:00Z')
    const worth = new Map<string, number>()
    const options: SampleOptions = {
      onCheckpoint: (ledger, size, at) => {
        const stamp = stampOver(noteOf(ledger, size))
        const sha256 = createHash('sha256').update(stamp).digest('hex')
        ledger.files.set(sha256, stamp)
        worth.set(sha256, at)
        ledger.append({
          rec: at,
          entry: {
            ...{ kind: 'anchor', act: 'system', obj: `dst_${'5'.repeat(32)}`, at, ctl: [] },
            detail: { kind: 'timestamp', size, root: '', authority_at: at },
            file: { sha256, size: stamp.length, type: 'application/timestamp-reply' },
          },
        })
      },
    }
    if (!opensslAvailable) return
    const { ledger, members } = await makeSamplePackage(options)
    const judged =
      (accept: (at: number) => boolean) =>
      (stamp: Uint8Array): CheckedTimestamp => {
        const at = worth.get(createHash('sha256').update(stamp).digest('hex')) as number
        return accept(at)
          ? { ok: true, at: toInstant(at), accuracyMicroseconds: 0, authority: 'An authority', policy: '1.2.3', serial: '1' }
          : { ok: false, reason: 'Not this one.' }
      }
    const both = verified(await verifyMembers(members, ledger.verifierKey, { checkStamp: judged(() => true) }))
    expect(both.proved.join('\n')).toMatch(/Opening: all entries up to #\d+ existed at 2026-03-29T/)
    expect(both.proved.join('\n')).toMatch(/Closing: the log was sealed past the end/)
    const late = verified(await verifyMembers(members, ledger.verifierKey, { checkStamp: judged((at) => at > start + minute) }))
    expect(late.notProved.join('\n')).toContain('No timestamp from before the period covers the opening')
    const early = verified(await verifyMembers(members, ledger.verifierKey, { checkStamp: judged((at) => at <= start) }))
    expect(early.notProved.join('\n')).toContain('No timestamp from after the period lies in the log')
  })
})

let stamper: ReturnType<typeof withCertificates> | undefined
afterAll(() => stamper?.authority.remove())

function stampOver(data: Uint8Array): Uint8Array {
  if (!opensslAvailable) return data
  stamper ??= withCertificates()
  return stamper.authority.answer(
    buildTimestampRequest(createHash('sha256').update(data).digest(), new Uint8Array(8).fill(3), true),
    stamper.tsa,
  )
}

function withCertificates() {
  const authority = new OpensslAuthority()
  const ca = authority.certificate({ name: 'Stamp CA', extensions: authorityExtensions })
  return { authority, tsa: authority.certificate({ name: 'Stamp TSA', issuer: ca, extensions: stampingExtensions }) }
}
