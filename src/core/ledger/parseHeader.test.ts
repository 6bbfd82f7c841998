// Headers: what is built can be read, what could say more than a header may is refused, and the fast way reads what the slow way reads.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nodeLatin1 } from '../../server/ledger/nodeCryptography.ts'
import { toInstant } from '../kernel/instant.ts'
import { buildHeader } from './buildHeader.ts'
import { canonicalBytes } from './canonicalJson.ts'
import { type EntryHeader, entryKinds, type Json, type NewEntry, type Slot, slots } from './entry.ts'
import { LedgerFormatError } from './ledgerFormatError.ts'
import { committedIn, parseHeader, parseHeaderStepByStep } from './parseHeader.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const hash = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='
const alert = `alr_${'0123456789abcdef'.repeat(2)}`
const person = `per_${'fedcba9876543210'.repeat(2)}`

const entry: NewEntry = {
  ...{ kind: 'alert.reviewed', act: person, obj: alert, at: toInstant(1_767_225_600_000), ctl: ['CC7.2', 'A.8.16', 'CC7.2'] },
  ...{ detail: { disposition: 'benign' }, personal: { name: 'Ada Example' } },
}
const commitments = { detail: new Uint8Array(32), personal: new Uint8Array(32) }
const header = (change: Record<string, unknown> = {}): Record<string, Json> => ({
  ...{ act: person, at: 1, c: { detail: hash }, ctl: ['CC7.2'], kind: 'alert.received', obj: alert, rec: 2, v: 1 },
  ...(change as Record<string, Json>),
})

const id = fc.oneof(
  fc.constant('system'),
  fc
    .tuple(fc.constantFrom('alr', 'src', 'per', 'xyz'), fc.uint8Array({ minLength: 16, maxLength: 16 }))
    .map(([prefix, bytes]) => `${prefix}_${Buffer.from(bytes).toString('hex')}`),
)
const commitment = fc.uint8Array({ minLength: 32, maxLength: 32 })
const criterion = fc.constantFrom('CC7.2', 'CC7.3', 'A.8.16', 'A.5.25', 'P6.6', '164.308(a)(6)', 'DE.AE-02')
const entries = fc
  .record({
    kind: fc.constantFrom(...entryKinds),
    act: id,
    obj: id,
    at: fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }).map(toInstant),
    ctl: fc.array(criterion, { maxLength: 5 }),
    committed: fc.record(Object.fromEntries(slots.map((slot) => [slot, commitment])) as Record<Slot, typeof commitment>, {
      requiredKeys: [],
    }),
    corrects: fc.option(fc.constant(hash), { nil: undefined }),
  })
  .map(({ committed, corrects, ...rest }) => {
    const shown = Object.fromEntries(Object.keys(committed).map((slot) => [slot, { sha256: '', size: 0, type: '' }]))
    return {
      entry: { ...rest, ...shown, ...(corrects === undefined ? {} : { corrects }) } as NewEntry,
      committed: committed as Partial<Record<Slot, Uint8Array>>,
    }
  })

describe('a header', () => {
  test('is canonical JSON with sorted criteria, each once', () => {
    const { bytes } = buildHeader(entry, toInstant(1_767_225_612_345), commitments)
    expect(new TextDecoder().decode(bytes)).toBe(
      `{"act":"${person}","at":1767225600000,"c":{"detail":"${hash}","personal":"${hash}"},"ctl":["A.8.16","CC7.2"],"kind":"alert.reviewed","obj":"${alert}","rec":1767225612345,"v":1}`,
    )
  })
  test('is read back as it was built', () => {
    fc.assert(
      fc.property(entries, ({ entry: built, committed }) => {
        const { header: wanted, bytes } = buildHeader(built, toInstant(5), committed)
        expect(parseHeader(bytes)).toEqual(wanted)
        expect(parseHeader(bytes, nodeLatin1)).toEqual(wanted)
        expect(wanted).toMatchObject({ kind: built.kind, act: built.act, obj: built.obj, at: built.at, rec: 5, v: 1 })
        expect(Object.keys(wanted.c)).toEqual(Object.keys(committed).sort())
      }),
    )
  })
  test('says what a slot commits to in its text alone, the same', () => {
    fc.assert(
      fc.property(entries, ({ entry: built, committed }) => {
        const { header: wanted, bytes } = buildHeader(built, toInstant(5), committed)
        for (const slot of slots) expect(committedIn(nodeLatin1(bytes), slot)).toBe(wanted.c[slot])
      }),
    )
  })
  test('is refused when a slot and its commitment do not come together', () => {
    expect(() => buildHeader(entry, toInstant(0), { detail: new Uint8Array(32) })).toThrow(LedgerFormatError)
    expect(() => buildHeader(entry, toInstant(0), { ...commitments, file: new Uint8Array(32) })).toThrow(LedgerFormatError)
  })
  test('is refused when it would carry a name or a sentence', () => {
    expect(() => buildHeader({ ...entry, act: 'Ada Example' }, toInstant(0), commitments)).toThrow(/act/)
    expect(() => buildHeader({ ...entry, ctl: ['we looked at it'] }, toInstant(0), commitments)).toThrow(/criteri/)
  })
  test.each<[string, Record<string, unknown>]>([
    ['a member of its own invention', { note: 'x' }],
    ['another version', { v: 2 }],
    ['an unknown kind', { kind: 'alert.forgotten' }],
    ['a kind that is a member of every object', { kind: 'constructor' }],
    ['a kind that is no text', { kind: 1 }],
    ['an upper-case id', { obj: alert.toUpperCase() }],
    ['an id that is too short', { act: 'per_00' }],
    ['a name for an actor', { act: 'ada' }],
    ['a time with a fraction', { at: 1.5 }],
    ['a time beyond the year 9999', { at: 253_402_300_800_000 }],
    ['a time before the year 1', { at: -62_135_596_800_001 }],
    ['a recording beyond the year 9999', { rec: 253_402_300_800_000 }],
    ['a time as text', { at: '1' }],
    ['criteria out of order', { ctl: ['CC7.2', 'CC7.1'] }],
    ['a criterion twice', { ctl: ['CC7.2', 'CC7.2'] }],
    ['a criterion with a space', { ctl: ['CC 7.2'] }],
    ['too many criteria', { ctl: Array.from({ length: 33 }, (_, at) => `X${at + 10}`) }],
    ['criteria that are no list', { ctl: 'CC7.2' }],
    ['an unknown slot', { c: { secret: hash } }],
    ['a commitment of 31 bytes', { c: { detail: `${'A'.repeat(40)}AA==` } }],
    ['a commitment that is not canonical base64', { c: { detail: `${'A'.repeat(42)}B=` } }],
    ['commitments that are a list', { c: [] }],
    ['a correction of nothing', { cor: null }],
    ['a correction of something else than a hash', { cor: 'x' }],
  ])('is refused with %s', (_, change) => {
    expect(() => parseHeader(canonicalBytes(header(change)))).toThrow(LedgerFormatError)
  })
  test.each(['act', 'at', 'c', 'ctl', 'kind', 'obj', 'rec', 'v'])('is refused without %s', (name) => {
    const { [name]: _, ...rest } = header()
    expect(() => parseHeader(canonicalBytes(rest))).toThrow(LedgerFormatError)
  })
  test.each<[string, (text: string) => string]>([
    ['another spelling of a number', (text) => text.replace('"at":1', '"at":1.0')],
    ['minus zero', (text) => text.replace('"at":1', '"at":-0')],
    ['a leading zero', (text) => text.replace('"at":1', '"at":01')],
    ['a member twice', (text) => text.replace('"at":1', '"at":1,"at":1')],
    ['a second version at the end', (text) => text.replace('"v":1', '"v":1,"v":1')],
    ['a space', (text) => text.replace(':', ': ')],
    ['a final newline', (text) => `${text}\n`],
    ['a carriage return', (text) => `${text}\r`],
    ['a zero byte', (text) => `${text}\0`],
    ['a byte order mark', (text) => `\ufeff${text}`],
    ['an escaped letter', (text) => text.replace('CC7.2', '\\u0043C7.2')],
    ['members in another order', (text) => text.replace(/"act":"[^"]*",/, '').replace('{', `{"at":1,"act":"${person}",`)],
    ['nothing in it', () => ''],
  ])('is refused with %s', (_, spell) => {
    const text = new TextDecoder().decode(canonicalBytes(header()))
    expect(spell(text)).not.toBe(text)
    expect(() => parseHeader(utf8(spell(text)))).toThrow(LedgerFormatError)
  })
  test('is refused when it is too long, before anything else is looked at', () => {
    expect(() => parseHeader(new Uint8Array(10_000_000))).toThrow(/4096/)
  })
})

describe('the fast reading of headers', () => {
  const outcome = (read: (bytes: Uint8Array) => EntryHeader, bytes: Uint8Array) => {
    try {
      return read(bytes)
    } catch (error) {
      if (error instanceof LedgerFormatError) return error.message
      throw error
    }
  }
  const agree = (bytes: Uint8Array) => {
    expect(outcome(parseHeader, bytes)).toEqual(outcome(parseHeaderStepByStep, bytes))
  }
  test('agrees with the slow one on headers', () => {
    fc.assert(fc.property(entries, ({ entry: built, committed }) => agree(buildHeader(built, toInstant(5), committed).bytes)))
  })
  test('agrees with the slow one on headers in which single bytes were changed, added or left out', () => {
    const change = fc.record({
      at: fc.nat(),
      how: fc.constantFrom('set', 'add', 'drop'),
      byte: fc.oneof(fc.constantFrom(...utf8('"{}[],:.\\-0129AaZz_+/= \n\r\0')), fc.nat(255)),
    })
    fc.assert(
      fc.property(entries, fc.array(change, { minLength: 1, maxLength: 3 }), ({ entry: built, committed }, changes) => {
        const bytes = [...buildHeader(built, toInstant(5), committed).bytes]
        for (const { at, how, byte } of changes) bytes.splice(at % bytes.length, how === 'add' ? 0 : 1, ...(how === 'drop' ? [] : [byte]))
        agree(Uint8Array.from(bytes))
      }),
      { numRuns: 4000 },
    )
  })
  test('agrees with the slow one on any JSON object with a header’s members', () => {
    const hostile = fc.oneof(fc.jsonValue(), id, fc.constantFrom(...entryKinds, hash, 'CC7.2'), fc.integer(), fc.array(criterion))
    const odd = fc.record(
      { act: hostile, at: hostile, c: hostile, cor: hostile, ctl: hostile, kind: hostile, obj: hostile, rec: hostile, v: fc.constant(1) },
      { requiredKeys: ['v'] },
    )
    fc.assert(
      fc.property(odd, (change) => {
        const text = JSON.stringify(header(change))
        agree(utf8(text))
        if (!/\\ud[89a-f]/.test(text)) agree(canonicalBytes(header(JSON.parse(text) as Record<string, unknown>)))
      }),
      { numRuns: 1500 },
    )
  })
})
