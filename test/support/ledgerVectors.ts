// The public test vectors run against core/ledger, in whatever runs JavaScript: the same suite in Node and in a browser.
import { decodeBase64, encodeBase64 } from '../../src/core/ledger/base64.ts'
import { sameBytes } from '../../src/core/ledger/bytes.ts'
import { canonicalBytes, canonicalJson, parseCanonical } from '../../src/core/ledger/canonicalJson.ts'
import { parseCertificate } from '../../src/core/ledger/certificate.ts'
import { openCheckpoint } from '../../src/core/ledger/checkpoint.ts'
import type { LedgerCryptography } from '../../src/core/ledger/cryptography.ts'
import type { Json } from '../../src/core/ledger/entry.ts'
import { Frontier } from '../../src/core/ledger/frontier.ts'
import { encodeHex } from '../../src/core/ledger/hex.ts'
import { LedgerFormatError } from '../../src/core/ledger/ledgerFormatError.ts'
import { leafHash } from '../../src/core/ledger/merkleTree.ts'
import { parsePem } from '../../src/core/ledger/pem.ts'
import { checkProof, formatProof, parseProof } from '../../src/core/ledger/proof.ts'
import { assembleProof, nodesFromLeaves, planConsistency, planInclusion } from '../../src/core/ledger/proofPlan.ts'
import { openNote, signNote } from '../../src/core/ledger/signedNote.ts'
import { formatEntryBundle, formatHashTile, parseEntryBundle, parseHashTile, tilePath } from '../../src/core/ledger/tile.ts'
import { buildTimestampRequest, nonceNumber, parseTimestampRequest } from '../../src/core/ledger/timestampRequest.ts'
import { parseTimestampResponse } from '../../src/core/ledger/timestampToken.ts'
import { checkConsistency, checkExtends, checkInclusion } from '../../src/core/ledger/treeProof.ts'
import { decodeUtf8, encodeUtf8 } from '../../src/core/ledger/utf8.ts'
import { formatVerifierKey, parseVerifierKey, type VerifierKey } from '../../src/core/ledger/verifierKey.ts'

/** By path below the folder of vectors. */
export type VectorFiles = ReadonlyMap<string, Uint8Array>
export type VectorCryptography = LedgerCryptography & { ed25519Sign: (seed: Uint8Array, message: Uint8Array) => Uint8Array }
/** How many vectors of each kind agreed, and a line for each that did not. */
export type VectorOutcome = { agreed: Record<string, number>; failures: string[] }

/** The key of the test log in `tiles/tessera`, as its project publishes it. */
const tesseraKey = 'example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx'

export function runLedgerVectors(files: VectorFiles, cryptography: VectorCryptography): VectorOutcome {
  const suite = new Suite(files, cryptography)
  suite.merkle()
  suite.keys()
  suite.notes()
  suite.tiles()
  suite.canonicalForms()
  suite.numbers()
  suite.timestamps()
  return { agreed: suite.agreed, failures: suite.failures }
}

type InclusionVector = { leafIdx: number; treeSize: number; root: string; leafHash: string; proof: string[] | null; wantErr: boolean }
type ConsistencyVector = { size1: number; size2: number; root1: string; root2: string; proof: string[] | null; wantErr: boolean }
type NoteVectors = {
  signer: { skey: string; vkey: string; text: string; signed: string }
  badVkeys: { list: string[] }
  vkeys: { vkey: string }[]
  notes: { desc: string; vkeys: string[]; note?: string; noteBase64?: string; ok?: string[]; error?: string }[]
}

class Suite {
  readonly agreed: Record<string, number> = {}
  readonly failures: string[] = []
  readonly #files: VectorFiles
  readonly #cryptography: VectorCryptography

  constructor(files: VectorFiles, cryptography: VectorCryptography) {
    this.#files = files
    this.#cryptography = cryptography
  }

  #check(area: string, name: string, agrees: () => boolean): void {
    try {
      if (agrees()) this.agreed[area] = (this.agreed[area] ?? 0) + 1
      else this.failures.push(`${area}: ${name} disagrees`)
    } catch (error) {
      this.failures.push(`${area}: ${name} threw ${String(error)}`)
    }
  }

  #bytes(path: string): Uint8Array {
    const bytes = this.#files.get(path)
    if (bytes === undefined) throw new Error(`the vector ${path} is missing`)
    return bytes
  }

  #json<T>(path: string): T {
    return JSON.parse(decodeUtf8(this.#bytes(path))) as T
  }

  #paths(folder: string): string[] {
    return [...this.#files.keys()].filter((path) => path.startsWith(`${folder}/`)).sort()
  }

  merkle(): void {
    const { sha256 } = this.#cryptography
    for (const path of this.#paths('merkle/inclusion')) {
      const vector = this.#json<InclusionVector>(path)
      const proof = (vector.proof ?? []).map(decodeBase64)
      const [leaf, root] = [decodeBase64(vector.leafHash), decodeBase64(vector.root)]
      const claim = { index: vector.leafIdx, size: vector.treeSize, leaf, proof, root }
      this.#check('inclusion', path, () => checkInclusion(sha256, claim).ok !== vector.wantErr)
    }
    for (const path of this.#paths('merkle/consistency')) {
      const { size1, size2, wantErr, ...vector } = this.#json<ConsistencyVector>(path)
      const proof = (vector.proof ?? []).map(decodeBase64)
      const claim = { size1, size2, root1: decodeBase64(vector.root1), root2: decodeBase64(vector.root2), proof }
      this.#check('consistency', path, () => checkConsistency(sha256, claim).ok !== wantErr)
    }
  }

  #key(text: string): VerifierKey {
    return parseVerifierKey(this.#cryptography.sha256, text)
  }

  keys(): void {
    const { signer, badVkeys, vkeys } = this.#json<NoteVectors>('note/notes.json')
    const good = [signer.vkey, ...vkeys.map(({ vkey }) => vkey)]
    for (const vkey of good) {
      this.#check('key', vkey, () => formatVerifierKey(this.#key(vkey)) === vkey)
      for (let at = 0; at < vkey.length; at++) {
        const next = `${vkey.slice(0, at)}${String.fromCharCode(vkey.charCodeAt(at) + 1)}${vkey.slice(at + 1)}`
        this.#check('altered key', next, () => refuses(() => this.#key(next)))
      }
    }
    for (const vkey of badVkeys.list) this.#check('altered key', vkey, () => refuses(() => this.#key(vkey)))
  }

  notes(): void {
    const { signer, notes } = this.#json<NoteVectors>('note/notes.json')
    this.#check('note', 'signing', () => {
      const seed = decodeBase64(signer.skey.split('+').slice(4).join('+')).subarray(1)
      const sign = (message: Uint8Array) => this.#cryptography.ed25519Sign(seed, message)
      return signNote(signer.text, [{ key: this.#key(signer.vkey), sign }]) === signer.signed
    })
    for (const { desc, vkeys, note, noteBase64, ok } of notes) {
      const bytes = noteBase64 === undefined ? encodeUtf8(note ?? '') : decodeBase64(noteBase64)
      const open = () =>
        openNote(
          this.#cryptography,
          bytes,
          vkeys.map((vkey) => this.#key(vkey)),
        )
      this.#check('note', desc, () =>
        ok === undefined
          ? refuses(open)
          : open()
              .verified.map(({ name }) => name)
              .join() === ok.join(),
      )
    }
  }

  tiles(): void {
    const { sha256 } = this.#cryptography
    const key = this.#key(tesseraKey)
    const heads: { size: number; root: Uint8Array }[] = []
    const log = 'tiles/tessera/log'
    for (let size = 0; size <= 15; size++) {
      const note = this.#bytes(`${log}/checkpoint.${size}`)
      this.#check('tile', `checkpoint ${size}`, () => {
        const head = openCheckpoint(this.#cryptography, note, [key])
        heads.push(head)
        if (size === 0) return head.size === 0 && sameBytes(head.root, new Frontier(sha256).root())
        const bundle = this.#bytes(`${log}/${tilePath({ level: 'entries', index: 0, width: size })}`)
        const tile = this.#bytes(`${log}/${tilePath({ level: 0, index: 0, width: size })}`)
        const entries = parseEntryBundle(bundle)
        const leaves = parseHashTile(tile)
        const frontier = new Frontier(sha256)
        for (const entry of entries) frontier.append(leafHash(sha256, entry))
        const sameLeaves = leaves.every((leaf, at) => sameBytes(leaf, leafHash(sha256, entries[at] ?? new Uint8Array(0))))
        const sameFiles = sameBytes(formatEntryBundle(entries), bundle) && sameBytes(formatHashTile(leaves), tile)
        return head.size === size && entries.length === size && sameLeaves && sameFiles && sameBytes(frontier.root(), head.root)
      })
    }
    this.#tileProofs(heads, this.#bytes(`${log}/tile/entries/000.p/15`), this.#bytes(`${log}/checkpoint`), key)
  }

  #tileProofs(heads: { size: number; root: Uint8Array }[], bundle: Uint8Array, checkpoint: Uint8Array, key: VerifierKey): void {
    const { sha256 } = this.#cryptography
    const entries = parseEntryBundle(bundle)
    const leaves = entries.map((entry) => leafHash(sha256, entry))
    const hashOfNode = nodesFromLeaves(sha256, (index) => leaves[index] ?? new Uint8Array(0))
    for (const { size: size1, root: root1 } of heads) {
      for (const { size: size2, root: root2 } of heads.slice(size1)) {
        const proof = assembleProof(sha256, planConsistency(size1, size2), hashOfNode)
        this.#check('tile proof', `${size1} to ${size2}`, () => checkExtends(sha256, { size1, root1, size2, root2, proof }).ok)
      }
    }
    entries.forEach((entry, index) => {
      this.#check('tile proof', `entry ${index}`, () => {
        const hashes = assembleProof(sha256, planInclusion(index, entries.length), hashOfNode)
        const file = encodeUtf8(formatProof({ index, hashes, checkpoint: decodeUtf8(checkpoint) }))
        return checkProof(this.#cryptography, parseProof(file), entry, [key]).ok
      })
    })
  }

  canonicalForms(): void {
    for (const path of this.#paths('jcs/testdata/input')) {
      const name = path.slice('jcs/testdata/input/'.length, -'.json'.length)
      const output = this.#bytes(`jcs/testdata/output/${name}.json`)
      const expected = decodeUtf8(this.#bytes(`jcs/testdata/outhex/${name}.txt`)).replaceAll(/\s/g, '')
      const value = this.#json<Json>(path)
      this.#check('canonical form', name, () => encodeHex(canonicalBytes(value)) === expected && encodeHex(output) === expected)
      this.#check('canonical form', `${name} read back`, () => sameBytes(canonicalBytes(parseCanonical(output)), output))
      this.#check('canonical form', `${name} as it came`, () => refuses(() => parseCanonical(this.#bytes(path))))
    }
  }

  /** The published hashes are of lines `<bits in hex>,<number>`; the numbers are generated as the vectors' README describes. */
  numbers(): void {
    const readme = decodeUtf8(this.#bytes('jcs/testdata/README.md'))
    const published = new Map(
      [...readme.matchAll(/^\| ([0-9a-f]{64}) \| (\d+) +\|/gm)].map(([, hash = '', lines]) => [Number(lines), hash]),
    )
    const source = decodeUtf8(this.#bytes('jcs/testdata/numgen.js'))
    const fixed = [...source.slice(0, source.indexOf('])')).matchAll(/0x([0-9a-f]{16})n/g)].map(([, bits = '']) => BigInt(`0x${bits}`))
    const lines: string[] = []
    const generate = numbers(fixed, this.#cryptography.sha256)
    for (const count of [1000, 10_000, 100_000]) {
      while (lines.length < count) {
        const { bits, value } = generate()
        lines.push(`${bits.toString(16)},${canonicalJson(value)}\n`)
      }
      this.#check(
        'number',
        `${count} lines`,
        () => encodeHex(this.#cryptography.sha256(encodeUtf8(lines.join('')))) === published.get(count),
      )
    }
  }

  timestamps(): void {
    const data = this.#bytes('rfc3161/cp.txt')
    const hash = this.#cryptography.sha256(data)
    const query = this.#bytes('rfc3161/q.tsq')
    const request = parseTimestampRequest(query)
    this.#check('timestamp', 'request', () => sameBytes(request.imprint.hash, hash) && request.certReq)
    this.#check('timestamp', 'request built', () => {
      const nonce = Uint8Array.from((request.nonce ?? 0n).toString(16).match(/../g) ?? [], (digits) => Number.parseInt(digits, 16))
      return nonceNumber(nonce) === request.nonce && sameBytes(buildTimestampRequest(hash, nonce, true), query)
    })
    for (const name of ['r', 'rsa']) {
      const response = this.#bytes(`rfc3161/${name}.tsr`)
      this.#check('timestamp', name, () => {
        const { status, token } = parseTimestampResponse(response)
        return (
          status === 0 &&
          token !== undefined &&
          sameBytes(token.imprint.hash, hash) &&
          token.nonce === request.nonce &&
          sameBytes(this.#cryptography.sha256(token.content), token.signer.messageDigest) &&
          token.certificates.some((der) => sameBytes(this.#cryptography.sha256(der), token.signer.signingCertificate.hash))
        )
      })
      for (let length = 0; length < response.length; length++) {
        this.#check('cut timestamp', `${name} after ${length}`, () => refuses(() => parseTimestampResponse(response.subarray(0, length))))
      }
    }
    for (const name of ['ca', 'tsa', 'rsa']) {
      this.#check('certificate', name, () => {
        const [certificate] = parsePem(decodeUtf8(this.#bytes(`rfc3161/${name}.pem`))).map(parseCertificate)
        return certificate !== undefined && certificate.isAuthority === (name === 'ca')
      })
    }
    this.#check('certificate', 'base64 of a token', () => sameBytes(decodeBase64(encodeBase64(query)), query))
  }
}

function refuses(work: () => unknown): boolean {
  try {
    work()
    return false
  } catch (error) {
    if (error instanceof LedgerFormatError) return true
    throw error
  }
}

/** Fixed values, then 2,000 consecutive doubles, then doubles cut from a chain of hashes (zeros and what is not finite left out). */
function numbers(fixed: readonly bigint[], sha256: LedgerCryptography['sha256']): () => { bits: bigint; value: number } {
  const view = new DataView(new ArrayBuffer(8))
  let index = 0
  let block = new Uint8Array(32)
  let at = 32
  const next = (): bigint => {
    const known = fixed[index] ?? (index < fixed.length + 2000 ? 0x0010000000000000n + BigInt(index - fixed.length) : undefined)
    if (known !== undefined) return known
    if (at === 32) {
      block = Uint8Array.from(sha256(block))
      at = 0
    }
    at += 8
    return new DataView(block.buffer).getBigUint64(at - 8, true)
  }
  return () => {
    for (;;) {
      const bits = next()
      view.setBigUint64(0, bits)
      const value = view.getFloat64(0)
      if (index >= fixed.length + 2000 && (value === 0 || !Number.isFinite(value))) continue
      index++
      return { bits, value }
    }
  }
}
