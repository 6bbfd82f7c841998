// One entry's proof as a file (C2SP tlog-proof, `.tlog-proof`): where the entry stands, the way up to the root, and the checkpoint.
import { decodeBase64, encodeBase64 } from './base64.ts'
import { type Checked, fails } from './checked.ts'
import { type OpenedCheckpoint, openCheckpoint, parseDecimal } from './checkpoint.ts'
import type { LedgerCryptography } from './cryptography.ts'
import { LedgerFormatError } from './ledgerFormatError.ts'
import { demandHash, demandSize, leafHash } from './merkleTree.ts'
import { parseNote } from './signedNote.ts'
import { checkInclusion } from './treeProof.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'
import type { VerifierKey } from './verifierKey.ts'

const firstLine = 'c2sp.org/tlog-proof@v1'
/** A tree of fewer than 2^53 entries is no higher. */
const mostHashes = 53

/** `checkpoint` is the signed note as it stands. `extra` is whatever a writer added; nothing vouches for it. */
export type EntryProof = { index: number; hashes: Uint8Array[]; checkpoint: string; extra?: Uint8Array }

export function formatProof({ index, hashes, checkpoint, extra }: EntryProof): string {
  const lines = [firstLine, ...(extra === undefined ? [] : [`extra ${encodeBase64(extra)}`]), `index ${demandSize(index)}`]
  for (const hash of hashes) lines.push(encodeBase64(demandHash(hash)))
  return `${lines.join('\n')}\n\n${checkpoint}`
}

export function parseProof(file: Uint8Array): EntryProof {
  const text = decodeUtf8(file)
  const blank = text.indexOf('\n\n')
  if (blank === -1) throw new LedgerFormatError('The proof has no blank line before its checkpoint.')
  const checkpoint = text.slice(blank + 2)
  parseNote(encodeUtf8(checkpoint))
  const lines = text.slice(0, blank).split('\n')
  if (lines.shift() !== firstLine) throw new LedgerFormatError(`The file does not begin with ${firstLine}.`)
  const extra = lines[0]?.startsWith('extra ') ? decodeBase64((lines.shift() as string).slice('extra '.length)) : undefined
  const index = lines.shift()
  if (index === undefined || !index.startsWith('index ')) throw new LedgerFormatError('The proof does not say the entry’s index.')
  if (lines.length > mostHashes) throw new LedgerFormatError(`The proof has more than ${mostHashes} hashes.`)
  return {
    index: parseDecimal(index.slice('index '.length), 'The entry’s index'),
    hashes: lines.map((line) => demandHash(decodeBase64(line))),
    checkpoint,
    ...(extra === undefined ? {} : { extra }),
  }
}

/** Whether `entry` is in the log at the proof's index, on the word of the given keys alone. */
export function checkProof(
  cryptography: LedgerCryptography,
  proof: EntryProof,
  entry: Uint8Array,
  keys: readonly VerifierKey[],
): Checked & { checkpoint?: OpenedCheckpoint } {
  try {
    const checkpoint = openCheckpoint(cryptography, encodeUtf8(proof.checkpoint), keys)
    const leaf = leafHash(cryptography.sha256, entry)
    const included = checkInclusion(cryptography.sha256, {
      index: proof.index,
      size: checkpoint.size,
      leaf,
      proof: proof.hashes,
      root: checkpoint.root,
    })
    return included.ok ? { ...included, checkpoint } : included
  } catch (error) {
    if (error instanceof LedgerFormatError) return fails(error.message)
    throw error
  }
}
