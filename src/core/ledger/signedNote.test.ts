// Notes: what is signed can be opened, what an editor or an attacker did to one is refused, and nothing is believed without a pinned key.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ed25519PublicKey, ed25519Sign, nodeCryptography } from '../../server/ledger/nodeCryptography.ts'
import { cosign, parseCosignature } from './cosignature.ts'
import { LedgerFormatError } from './ledgerFormatError.ts'
import { nobleCryptography } from './nobleCryptography.ts'
import { type NoteSigner, openNote, parseNote, signatureLine, signNote } from './signedNote.ts'
import { encodeUtf8 } from './utf8.ts'
import { formatVerifierKey, parseVerifierKey, type VerifierKey, verifierKey } from './verifierKey.ts'

const { sha256 } = nodeCryptography

function signer(name: string, fill: number, type: VerifierKey['type'] = 'log'): NoteSigner {
  const seed = new Uint8Array(32).fill(fill)
  return { key: verifierKey(sha256, type, name, ed25519PublicKey(seed)), sign: (message) => ed25519Sign(seed, message) }
}

const log = signer('log.example.com/t/one', 1)
const next = signer('log.example.com/t/one', 2)
const stranger = signer('stranger.example.com', 3)
const witness = signer('witness.example.com', 4, 'witness')
const text = 'first line\n\nlast line\n'
const note = signNote(text, [log])

const open = (given: string | Uint8Array, keys: VerifierKey[] = [log.key]) =>
  openNote(nodeCryptography, typeof given === 'string' ? encodeUtf8(given) : given, keys)
const line = (given: NoteSigner, over: string) => `${signatureLine(given.key, given.sign(encodeUtf8(over)))}\n`
const cosigned = (seenAt: number, over: string) => `${signatureLine(witness.key, cosign(seenAt, over, witness.sign))}\n`

describe('a note', () => {
  test('opens with the key that signed it, under both implementations', () => {
    for (const cryptography of [nodeCryptography, nobleCryptography]) {
      const opened = openNote(cryptography, encodeUtf8(note), [log.key])
      expect(opened).toMatchObject({ text, unknown: [], verified: [{ name: 'log.example.com/t/one', key: log.key }] })
    }
  })
  test('comes back whatever its text is', () => {
    const printable = fc.string({ unit: 'grapheme', maxLength: 60 }).filter((line) => !/[\p{Cc}\p{Surrogate}\ufeff]/u.test(line))
    fc.assert(
      fc.property(fc.array(printable), (lines) => {
        const any = `${lines.join('\n')}\n`
        expect(open(signNote(any, [log])).text).toBe(any)
      }),
    )
  })
  test('is signed by both keys when one hands over to the other', () => {
    const handedOver = signNote(text, [log, next])
    expect(open(handedOver, [log.key]).verified).toHaveLength(1)
    expect(open(handedOver, [next.key]).verified).toHaveLength(1)
    expect(open(handedOver, [log.key, next.key]).verified.map(({ id }) => id)).toEqual([log.key.id, next.key.id])
  })
  test('is believed by no key that did not sign it', () => {
    expect(() => open(note, [])).toThrow(/None of the given keys/)
    expect(() => open(note, [next.key])).toThrow(/None of the given keys/)
    expect(() => open(note, [stranger.key])).toThrow(/None of the given keys/)
  })
  test('ignores signatures of unknown keys, also of one name or one id with a known key', () => {
    const sameId = { ...stranger, key: { ...stranger.key, id: log.key.id } }
    const opened = open(note + line(stranger, 'other') + line(next, 'other') + line(sameId, 'other'))
    expect(opened.verified).toHaveLength(1)
    expect(opened.unknown.map(({ name, id }) => `${name} ${id}`)).toEqual([
      `stranger.example.com ${stranger.key.id}`,
      `log.example.com/t/one ${next.key.id}`,
      `stranger.example.com ${log.key.id}`,
    ])
  })
  test('is refused for a bad signature of a known key, even beside a good one', () => {
    expect(() => open(note + line(log, 'other'))).toThrow(/does not fit/)
    expect(() => open(`${text}\n${line(log, 'other')}${line(log, text)}`)).toThrow(/does not fit/)
    expect(() => open(note + line(stranger, 'other'), [log.key, stranger.key])).toThrow(/does not fit/)
  })
  test('is refused when any bit of it is flipped', () => {
    const bytes = encodeUtf8(note)
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const flipped = bytes.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
        expect(() => open(flipped)).toThrow(LedgerFormatError)
      }),
      { numRuns: 500 },
    )
  })
  test('is refused when the same key is given twice', () => {
    expect(() => open(note, [log.key, log.key])).toThrow(/ambiguous/)
  })
  test('may have sixteen signatures and a hundred, but not a hundred and one', () => {
    for (const count of [16, 100])
      expect(open(`${text}\n${line(stranger, text).repeat(count - 1)}${line(log, text)}`).verified).toHaveLength(1)
    expect(() => open(`${text}\n${line(log, text).repeat(101)}`)).toThrow(/more than 100/)
  })
  test('counts a repeated signature once', () => {
    expect(open(note + line(log, text)).verified).toHaveLength(1)
  })
  test.each<[string, string | Uint8Array]>([
    ['carriage returns', note.replaceAll('\n', '\r\n')],
    ['one carriage return', note.replace('first', 'first\r')],
    ['a zero byte', note.replace('first', 'fi\0rst')],
    ['a tab', note.replace('first line', 'first\tline')],
    ['a delete character', note.replace('first', 'first\x7f')],
    ['a C1 control character', note.replace('first', 'first\u0085')],
    ['a byte order mark', `\ufeff${note}`],
    ['invalid UTF-8', Uint8Array.of(0xff, ...encodeUtf8(note))],
    ['an overlong form', Uint8Array.of(0xc0, 0x8a, ...encodeUtf8(note))],
    ['no signature', `${text}\n`],
    ['no blank line', text],
    ['no last newline', note.slice(0, -1)],
    ['a blank line after the signature', `${note}\n`],
    ['a hyphen for the dash', note.replace('\u2014', '-')],
    ['two spaces', note.replace(/ (\S+)\n$/, '  $1\n')],
    ['a space behind the signature', note.replace(/\n$/, ' \n')],
    ['a junk line', `${note}junk\n`],
    ['a name with a space', note.replace('log.example.com/t/one', 'log example')],
    ['a name with a no-break space', note.replace('log.example.com/t/one', 'log\u00a0example')],
    ['a name with a plus', note.replace('log.example.com/t/one', 'log+example')],
    ['no name', note.replace('log.example.com/t/one ', '')],
    ['signature padding left out', note.replace('=\n', '\n')],
    ['a signature that is not canonical base64', note.replace(/.=\n$/, (end) => `${String.fromCharCode(end.charCodeAt(0) + 1)}=\n`)],
    ['a signature that is only a key id', `${text}\n\u2014 log.example.com/t/one AAAAAA==\n`],
    ['nothing', ''],
    ['a million bytes and more', 'a'.repeat(1_000_001)],
  ])('is refused with %s', (_, given) => {
    expect(given).not.toBe(note)
    expect(() => open(given)).toThrow(LedgerFormatError)
  })
  test('that an editor has marked is refused with that reason', () => {
    expect(() => parseNote(encodeUtf8(`\ufeff${note}`))).toThrow(/byte order mark/)
    expect(() => parseNote(encodeUtf8(note.replaceAll('\n', '\r\n')))).toThrow(/line ends/)
  })
  test('never makes the parser do anything but answer or refuse by name', () => {
    const pieces = fc.constantFrom('\n', '\n\n', '\u2014 ', 'a', ' ', 'AAAAAAA=', '+', '\r', '\ufeff', '\u00a0', note, line(log, text))
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(pieces).map((list) => encodeUtf8(list.join(''))),
          fc.uint8Array({ maxLength: 300 }),
        ),
        (given) => {
          try {
            parseNote(given)
          } catch (error) {
            expect(error).toBeInstanceOf(LedgerFormatError)
          }
        },
      ),
      { numRuns: 3000 },
    )
  })
  test('is not signed when its text does not end, or holds what a note may not', () => {
    expect(() => signNote('no newline', [log])).toThrow(LedgerFormatError)
    expect(() => signNote('a\rb\n', [log])).toThrow(LedgerFormatError)
    expect(() => signNote(text, [])).toThrow(LedgerFormatError)
    expect(() => signNote(text, [witness])).toThrow(LedgerFormatError)
  })
})

describe('a cosignature', () => {
  test('says when the witness saw the note', () => {
    for (const cryptography of [nodeCryptography, nobleCryptography]) {
      const opened = openNote(cryptography, encodeUtf8(note + cosigned(1_767_225_600, text)), [log.key, witness.key])
      expect(opened.verified.map(({ name, seenAt }) => [name, seenAt])).toEqual([
        ['log.example.com/t/one', undefined],
        ['witness.example.com', 1_767_225_600],
      ])
    }
  })
  test('covers its time: another time is another signature', () => {
    const bytes = cosign(1_767_225_600, text, witness.sign)
    const moved = bytes.map((byte, at) => (at === 7 ? byte ^ 1 : byte))
    expect(() => open(`${note}${signatureLine(witness.key, moved)}\n`, [log.key, witness.key])).toThrow(/does not fit/)
  })
  test('does not stand in for a plain signature by the same key, nor the other way round', () => {
    const asLog = { ...witness, key: verifierKey(sha256, 'log', 'witness.example.com', witness.key.publicKey) }
    expect(asLog.key.id).not.toBe(witness.key.id)
    expect(() => open(`${text}\n${signatureLine(asLog.key, cosign(1, text, witness.sign))}\n`, [asLog.key])).toThrow(LedgerFormatError)
    expect(() => open(`${text}\n${signatureLine(witness.key, witness.sign(encodeUtf8(text)))}\n`, [witness.key])).toThrow(LedgerFormatError)
  })
  test.each([
    ['short', new Uint8Array(71)],
    ['long', new Uint8Array(73)],
    ['with a time beyond 2^53', new Uint8Array(72).fill(255)],
  ])('is refused when it is %s', (_, bytes) => {
    expect(() => parseCosignature(bytes)).toThrow(LedgerFormatError)
    expect(() => open(`${note}${signatureLine(witness.key, bytes)}\n`, [log.key, witness.key])).toThrow(LedgerFormatError)
  })
  test('carries times up to 2^53 exactly', () => {
    const seenAt = Number.MAX_SAFE_INTEGER
    expect(open(note + cosigned(seenAt, text), [witness.key]).verified[0]?.seenAt).toBe(seenAt)
    expect(() => cosign(-1, text, witness.sign)).toThrow(LedgerFormatError)
    expect(() => cosign(1.5, text, witness.sign)).toThrow(LedgerFormatError)
  })
})

describe('a verifier key', () => {
  test('comes back', () => {
    for (const { key } of [log, next, witness]) expect(parseVerifierKey(sha256, formatVerifierKey(key))).toEqual(key)
  })
  test('is refused with any one character changed', () => {
    const good = formatVerifierKey(log.key)
    for (let at = 0; at < good.length; at++) {
      for (const other of [
        'A',
        '+',
        ' ',
        '\u00e9',
        String.fromCharCode(good.charCodeAt(at) + 1),
        String.fromCharCode(good.charCodeAt(at) ^ 32),
      ]) {
        const altered = good.slice(0, at) + other + good.slice(at + 1)
        if (altered !== good) expect(() => parseVerifierKey(sha256, altered), altered).toThrow(LedgerFormatError)
      }
    }
  })
  test.each(['', 'name', 'name+00000000', '+00000000+AA==', 'a b+00000000+AA==', `${formatVerifierKey(log.key)}\n`])(
    '%j is none',
    (given) => {
      expect(() => parseVerifierKey(sha256, given)).toThrow(LedgerFormatError)
    },
  )
  test.each(['', 'a b', 'a+b', 'a\u00a0b', 'a\tb', 'a\u0085b', '\ufeffa'])('is not made for the name %j', (name) => {
    expect(() => verifierKey(sha256, 'log', name, log.key.publicKey)).toThrow(LedgerFormatError)
  })
  test('verifies nothing when it is no point on the curve', () => {
    const noPoint = verifierKey(sha256, 'log', 'log.example.com/t/one', new Uint8Array(32).fill(2))
    for (const cryptography of [nodeCryptography, nobleCryptography]) {
      expect(cryptography.ed25519Verify(noPoint.publicKey, encodeUtf8(text), new Uint8Array(64))).toBe(false)
      expect(cryptography.ed25519Verify(log.key.publicKey, encodeUtf8(text), new Uint8Array(64).fill(255))).toBe(false)
      expect(cryptography.ed25519Verify(new Uint8Array(31), encodeUtf8(text), new Uint8Array(64))).toBe(false)
      expect(cryptography.ed25519Verify(log.key.publicKey, encodeUtf8(text), new Uint8Array(63))).toBe(false)
    }
  })
})
