// Sentences about timestamps: what those of an authority prove about a period, and what those of nobody do not.
import { createHash } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { authorityExtensions, OpensslAuthority, opensslAvailable, stampingExtensions } from '../../../test/support/opensslAuthority.ts'
import { makeSamplePackage, noteOf, relisted, type SampleOptions, verified, verifyMembers } from '../../../test/support/samplePackage.ts'
import { day, hour, minute, toInstant } from '../../core/kernel/instant.ts'
import type { CheckedTimestamp } from '../../core/ledger/checkTimestamp.ts'
import { buildTimestampRequest } from '../../core/ledger/timestampRequest.ts'
import { verifyTimestamp } from '../ledger/verifyTimestamp.ts'

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

describe.skipIf(!opensslAvailable)('the bracket of a period', () => {
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
