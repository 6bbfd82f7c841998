// A log's signed statement of its size and root (C2SP tlog-checkpoint), and the text of it.
import { decodeBase64, encodeBase64 } from './base64.ts'
import type { LedgerCryptography } from './cryptography.ts'
import { LedgerFormatError } from './ledgerFormatError.ts'
import { demandHash, demandSize } from './merkleTree.ts'
import { openNote, type VerifiedSignature } from './signedNote.ts'
import { encodeUtf8 } from './utf8.ts'
import { isKeyName, type VerifierKey } from './verifierKey.ts'

/** `origin` is `<host>/t/<random id>`: the log's name for as long as it lives, and its key's. */
export type TreeHead = { origin: string; size: number; root: Uint8Array }

export type OpenedCheckpoint = TreeHead & {
  /** Ends with its newline; what was signed. */
  text: string
  /** Lines after the root, which C2SP allows and Tickmark never writes. Signed, otherwise meaningless. */
  extensions: string[]
  /** By the log's own key: two of them in the one checkpoint where a key is handed over. */
  signatures: VerifiedSignature[]
  /** By the witnesses among the given keys. */
  cosignatures: VerifiedSignature[]
}

export function checkpointText({ origin, size, root }: TreeHead): string {
  if (!isKeyName(origin)) throw new LedgerFormatError('A log’s origin is not empty and has no spaces and no plus sign.')
  return `${origin}\n${demandSize(size)}\n${encodeBase64(demandHash(root))}\n`
}

/** Leading zeros would give one size two spellings; beyond 2^53 two sizes would become one number. */
export function parseDecimal(text: string, what: string): number {
  const value = /^(?:0|[1-9][0-9]{0,15})$/.test(text) ? Number(text) : Number.NaN
  if (!Number.isSafeInteger(value)) throw new LedgerFormatError(`${what} is not a whole number below 2^53 without leading zeros.`)
  return value
}

/** Strict, and believed by nobody: the signatures are `openCheckpoint`'s business. */
export function parseCheckpointText(text: string): TreeHead & { extensions: string[] } {
  const lines = text.split('\n')
  if (lines.pop() !== '') throw new LedgerFormatError('A checkpoint’s text ends with a newline.')
  const [origin, size, root, ...extensions] = lines
  if (origin === undefined || size === undefined || root === undefined)
    throw new LedgerFormatError('A checkpoint has an origin, a size and a root.')
  if (origin === '' || extensions.includes('')) throw new LedgerFormatError('A checkpoint has no empty lines.')
  return { origin, size: parseDecimal(size, 'The checkpoint’s size'), root: demandHash(decodeBase64(root)), extensions }
}

/** Believes a checkpoint that the log itself signed with one of the given keys: a key of the log bears the origin as its name. */
export function openCheckpoint(cryptography: LedgerCryptography, note: Uint8Array, keys: readonly VerifierKey[]): OpenedCheckpoint {
  const { text, verified } = openNote(cryptography, note, keys)
  const head = parseCheckpointText(text)
  const signatures = verified.filter(({ key }) => key.type === 'log' && key.name === head.origin)
  if (signatures.length === 0) throw new LedgerFormatError(`The checkpoint of ${head.origin} is not signed by a given key of that name.`)
  return { ...head, text, signatures, cosignatures: verified.filter(({ key }) => key.type === 'witness') }
}

/**
 * What a timestamp authority stamps: the checkpoint with one signature of the log. For a checkpoint with a single signature these are
 * the bytes of its file, so that `openssl ts -verify -data` works on it.
 */
export function stampedBytes(text: string, signature: { line: string }): Uint8Array {
  return encodeUtf8(`${text}\n${signature.line}\n`)
}
