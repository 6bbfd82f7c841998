// Checkpoints, single proofs and tiles: one spelling each, believed only on the word of the log's own key.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ed25519PublicKey, ed25519Sign, nodeCryptography } from '../../server/ledger/nodeCryptography.ts'
import { checkpointText, openCheckpoint, parseCheckpointText, stampedBytes } from './checkpoint.ts'
import { cosign } from './cosignature.ts'
import { Frontier } from './frontier.ts'
import { LedgerFormatError } from './ledgerFormatError.ts'
import { leafHash } from './merkleTree.ts'
import { checkProof, formatProof, parseProof } from './proof.ts'
import { assembleProof, nodesFromLeaves, planInclusion } from './proofPlan.ts'
import { type NoteSigner, signatureLine, signNote } from './signedNote.ts'
import { formatEntryBundle, parseEntryBundle, parseHashTile, partialWidth, tilePath } from './tile.ts'
import { encodeUtf8 } from './utf8.ts'
import { type VerifierKey, verifierKey } from './verifierKey.ts'

const { sha256 } = nodeCryptography
const origin = 'tickmark.example.com/t/5f2c'
const root = sha256(new Uint8Array(0))
const rootText = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='

function signer(name: string, fill: number, type: VerifierKey['type'] = 'log'): NoteSigner {
  const seed = new Uint8Array(32).fill(fill)
  return { key: verifierKey(sha256, type, name, ed25519PublicKey(seed)), sign: (message) => ed25519Sign(seed, message) }
}
const log = signer(origin, 1)
const other = signer('other.example.com/t/1', 2)
const witness = signer('witness.example.com', 3, 'witness')

describe('a checkpoint', () => {
  test('has one text', () => {
    expect(checkpointText({ origin, size: 0, root })).toBe(`${origin}\n0\n${rootText}\n`)
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.uint8Array({ minLength: 32, maxLength: 32 }), (size, hash) => {
        expect(parseCheckpointText(checkpointText({ origin, size, root: hash }))).toEqual({ origin, size, root: hash, extensions: [] })
      }),
    )
  })
  test.each([
    ['a leading zero', `${origin}\n01\n${rootText}\n`],
    ['a sign', `${origin}\n+1\n${rootText}\n`],
    ['a negative size', `${origin}\n-1\n${rootText}\n`],
    ['a size in hex', `${origin}\n0x1\n${rootText}\n`],
    ['an exponent', `${origin}\n1e3\n${rootText}\n`],
    ['no size', `${origin}\n\n${rootText}\n`],
    ['a size of 2^53', `${origin}\n9007199254740992\n${rootText}\n`],
    ['a size beyond 64 bits', `${origin}\n18446744073709551616\n${rootText}\n`],
    ['another script’s digits', `${origin}\n\u0661\n${rootText}\n`],
    ['a short root', `${origin}\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hS\n`],
    ['a root that is not canonical', `${origin}\n1\n${rootText.replace('U=', 'V=')}\n`],
    ['no root', `${origin}\n1\n`],
    ['no origin', `\n1\n${rootText}\n`],
    ['an empty line', `${origin}\n1\n${rootText}\n\n`],
    ['no last newline', `${origin}\n1\n${rootText}`],
    ['nothing', ''],
  ])('is refused with %s', (_, text) => {
    expect(() => parseCheckpointText(text)).toThrow(LedgerFormatError)
  })
  test('is not written for what is no log, no size or no hash', () => {
    expect(() => checkpointText({ origin: 'two words', size: 0, root })).toThrow(LedgerFormatError)
    expect(() => checkpointText({ origin, size: -1, root })).toThrow(LedgerFormatError)
    expect(() => checkpointText({ origin, size: 2 ** 53, root })).toThrow(LedgerFormatError)
    expect(() => checkpointText({ origin, size: 0, root: new Uint8Array(31) })).toThrow(LedgerFormatError)
  })

  const text = checkpointText({ origin, size: 7, root })
  const note = signNote(text, [log])
  test('is believed when the log’s own key signed it', () => {
    const cosigned = `${note}${signatureLine(witness.key, cosign(5, text, witness.sign))}\n`
    const opened = openCheckpoint(nodeCryptography, encodeUtf8(cosigned), [log.key, witness.key, other.key])
    expect(opened).toMatchObject({ origin, size: 7, root, text, extensions: [] })
    expect(opened.signatures.map(({ name }) => name)).toEqual([origin])
    expect(opened.cosignatures.map(({ name, seenAt }) => [name, seenAt])).toEqual([['witness.example.com', 5]])
  })
  test('is not believed on the word of another log or a witness alone', () => {
    expect(() => openCheckpoint(nodeCryptography, encodeUtf8(signNote(text, [other])), [other.key])).toThrow(
      /not signed by a given key of that name/,
    )
    const witnessed = `${text}\n${signatureLine(witness.key, cosign(5, text, witness.sign))}\n`
    expect(() => openCheckpoint(nodeCryptography, encodeUtf8(witnessed), [log.key, witness.key])).toThrow(/not signed by a given key/)
  })
  test('is stamped with one signature, which for a single one is the file as it is', () => {
    const opened = openCheckpoint(nodeCryptography, encodeUtf8(note), [log.key])
    expect(opened.signatures.map((signature) => stampedBytes(opened.text, signature))).toEqual([encodeUtf8(note)])
  })
  test('may carry extension lines of others, which are signed', () => {
    const extended = signNote(`${text}an extension\n`, [log])
    expect(openCheckpoint(nodeCryptography, encodeUtf8(extended), [log.key]).extensions).toEqual(['an extension'])
    expect(() => openCheckpoint(nodeCryptography, encodeUtf8(extended.replace('an ext', 'no ext')), [log.key])).toThrow(LedgerFormatError)
  })
})

describe('a proof file', () => {
  const entries = Array.from({ length: 6 }, (_, at) => encodeUtf8(`entry ${at}`))
  const leaves = entries.map((entry) => leafHash(sha256, entry))
  const frontier = new Frontier(sha256)
  for (const leaf of leaves) frontier.append(leaf)
  const checkpoint = signNote(checkpointText({ origin, size: 6, root: frontier.root() }), [log])
  const hashes = assembleProof(
    sha256,
    planInclusion(4, 6),
    nodesFromLeaves(sha256, (index) => leaves[index] ?? root),
  )
  const file = formatProof({ index: 4, hashes, checkpoint })
  const entry = entries[4] ?? root
  const check = (given: string | Uint8Array, over = entry) => {
    try {
      return checkProof(nodeCryptography, parseProof(typeof given === 'string' ? encodeUtf8(given) : given), over, [log.key])
    } catch (error) {
      if (error instanceof LedgerFormatError) return { ok: false as const, reason: error.message }
      throw error
    }
  }

  test('begins with its name, and proves its entry', () => {
    expect(file.startsWith('c2sp.org/tlog-proof@v1\nindex 4\n')).toBe(true)
    expect(check(file)).toMatchObject({ ok: true, checkpoint: { origin, size: 6 } })
    expect(parseProof(encodeUtf8(file))).toEqual({ index: 4, hashes, checkpoint })
  })
  test('may carry something extra, which nothing vouches for', () => {
    const extra = formatProof({ index: 4, hashes, checkpoint, extra: Uint8Array.of(1, 2, 3) })
    expect(extra).toContain('\nextra AQID\nindex 4\n')
    expect(parseProof(encodeUtf8(extra)).extra).toEqual(Uint8Array.of(1, 2, 3))
    expect(check(extra)).toMatchObject({ ok: true })
  })
  test('proves no other entry, and nothing to someone with another key', () => {
    expect(check(file, encodeUtf8('entry 5'))).toMatchObject({ ok: false })
    expect(checkProof(nodeCryptography, parseProof(encodeUtf8(file)), entry, [other.key])).toMatchObject({ ok: false })
  })
  test('has no more hashes than a tree can be high', () => {
    const longest = { index: 4, hashes: Array.from({ length: 53 }, () => root), checkpoint }
    expect(parseProof(encodeUtf8(formatProof(longest))).hashes).toHaveLength(53)
    expect(() => parseProof(encodeUtf8(formatProof({ ...longest, hashes: [...longest.hashes, root] })))).toThrow(/more than 53/)
  })
  test('is refused when any bit of it is flipped', () => {
    const bytes = encodeUtf8(file)
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        expect(check(bytes.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte)))).toMatchObject({ ok: false })
      }),
      { numRuns: 500 },
    )
  })
  test.each<[string, string]>([
    ['a carriage return', file.replace('\n', '\r\n')],
    ['a leading zero', file.replace('index 4', 'index 04')],
    ['no index', file.replace('index 4\n', '')],
    ['two indexes', file.replace('index 4', 'index 4\nindex 4')],
    ['an index beyond the tree', file.replace('index 4', 'index 6')],
    ['an index beyond 2^53', file.replace('index 4', 'index 9007199254740993')],
    ['another version', file.replace('@v1', '@v2')],
    ['a byte order mark', `\ufeff${file}`],
    ['a hash missing', file.replace(/index 4\n.*\n/, 'index 4\n')],
    ['a hash too many', file.replace('index 4\n', `index 4\n${rootText}\n`)],
    ['a hash that is short', file.replace('index 4\n', 'index 4\nAAAA\n')],
    ['a hundred hashes', file.replace('index 4\n', `index 4\n${`${rootText}\n`.repeat(100)}`)],
    ['extra after the index', file.replace('index 4\n', 'index 4\nextra AQID\n')],
    ['no checkpoint', file.slice(0, file.indexOf('\n\n') + 2)],
    ['nothing', ''],
  ])('is refused with %s', (_, given) => {
    expect(given).not.toBe(file)
    expect(check(given)).toMatchObject({ ok: false })
  })
})

describe('tiles', () => {
  test.each([
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 1, index: 5, width: 17 }, 'tile/1/005.p/17'],
    [{ level: 0, index: 1234067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 'entries', index: 1000, width: 1 }, 'tile/entries/x001/000.p/1'],
  ] as const)('%j lives at %s', (tile, path) => {
    expect(tilePath(tile)).toBe(path)
  })
  test('of a tree of 70,000 are partial where the specification says', () => {
    expect([0, 1, 2].map((level) => partialWidth(level, 70_000))).toEqual([112, 17, 1])
    expect([0, 1].map((level) => partialWidth(level, 256))).toEqual([0, 1])
  })
  test('do not exist outside their bounds', () => {
    expect(() => tilePath({ level: 64, index: 0, width: 1 })).toThrow(LedgerFormatError)
    expect(() => tilePath({ level: 0, index: -1, width: 1 })).toThrow(LedgerFormatError)
    expect(() => tilePath({ level: 0, index: 0, width: 257 })).toThrow(LedgerFormatError)
    for (const length of [0, 31, 257 * 32]) expect(() => parseHashTile(new Uint8Array(length))).toThrow(LedgerFormatError)
  })
  test('bundles of entries come back, and are refused when cut', () => {
    const list = fc.array(fc.uint8Array({ maxLength: 600 }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(list, (entries) => {
        const bundle = formatEntryBundle(entries)
        expect(parseEntryBundle(bundle)).toEqual(entries)
        expect(() => parseEntryBundle(bundle.subarray(0, -1))).toThrow(LedgerFormatError)
      }),
    )
    expect(() => formatEntryBundle([new Uint8Array(65_536)])).toThrow(LedgerFormatError)
    expect(() => parseEntryBundle(new Uint8Array(514))).toThrow(LedgerFormatError)
  })
})
