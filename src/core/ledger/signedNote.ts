// A text with signatures under it (C2SP signed-note): reading it without believing it, believing it by pinned keys, and signing.
import { decodeBase64, encodeBase64 } from './base64.ts'
import { joinBytes } from './bytes.ts'
import { cosignedMessage, parseCosignature } from './cosignature.ts'
import type { LedgerCryptography } from './cryptography.ts'
import { decodeHex, encodeHex } from './hex.ts'
import { LedgerFormatError } from './ledgerFormatError.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'
import { isKeyName, type VerifierKey } from './verifierKey.ts'

const longestNote = 1_000_000
/** The specification asks for at least 16; more than 100 only costs the reader time. */
const mostSignatures = 100
const lineStart = '\u2014 '

/** `line` is the signature as it stands, without its newline; `bytes` what follows the key id in it. */
export type NoteSignature = { name: string; id: string; bytes: Uint8Array; line: string }
/** Nothing in it is proved yet. `text` ends with its newline. */
export type ParsedNote = { text: string; signatures: NoteSignature[] }

/** `seenAt` (seconds since 1970) is what a witness says about when it saw the text; absent for a log's own key. */
export type VerifiedSignature = NoteSignature & { key: VerifierKey; seenAt?: number }
export type OpenedNote = { text: string; verified: VerifiedSignature[]; unknown: NoteSignature[] }

/** Every control character but the newline is one; CR is the one that editors add. */
function isForbidden(code: number): boolean {
  return (code < 0x20 && code !== 0x0a) || (code >= 0x7f && code <= 0x9f)
}

export function parseNote(note: Uint8Array): ParsedNote {
  if (note.length > longestNote) throw new LedgerFormatError(`A note of more than ${longestNote} bytes is not read.`)
  const whole = decodeUtf8(note)
  if (whole.startsWith('\ufeff')) throw new LedgerFormatError('The note begins with a byte order mark: an editor has changed it.')
  for (let at = 0; at < whole.length; at++) {
    if (isForbidden(whole.charCodeAt(at)))
      throw new LedgerFormatError('The note contains a control character: an editor may have changed its line ends.')
  }
  // The last blank line parts text and signatures: the text may have blank lines of its own.
  const blank = whole.lastIndexOf('\n\n')
  if (blank === -1) throw new LedgerFormatError('The note has no blank line between its text and its signatures.')
  const below = whole.slice(blank + 2)
  if (!below.endsWith('\n')) throw new LedgerFormatError('The note has no signature, or its last line does not end.')
  const lines = below.slice(0, -1).split('\n')
  if (lines.length > mostSignatures) throw new LedgerFormatError(`The note has more than ${mostSignatures} signatures.`)
  return { text: whole.slice(0, blank + 1), signatures: lines.map(parseSignatureLine) }
}

function parseSignatureLine(line: string): NoteSignature {
  const [name, encoded, ...more] = line.startsWith(lineStart) ? line.slice(lineStart.length).split(' ') : []
  if (name === undefined || encoded === undefined || more.length > 0 || !isKeyName(name)) {
    throw new LedgerFormatError('A line below the note’s text is not a signature.')
  }
  const bytes = decodeBase64(encoded)
  if (bytes.length < 5) throw new LedgerFormatError('A signature of the note is too short to be one.')
  return { name, id: encodeHex(bytes.subarray(0, 4)), bytes: bytes.subarray(4), line }
}

/**
 * Believes the note if at least one of the given keys signed it. A signature by a key that was not given is ignored; a bad one by a
 * given key rejects the note, since somebody altered either of them. The same key given twice is refused as ambiguous.
 */
export function openNote(cryptography: LedgerCryptography, note: Uint8Array, keys: readonly VerifierKey[]): OpenedNote {
  const known = new Map(keys.map((key) => [`${key.name}+${key.id}`, key]))
  if (known.size !== keys.length)
    throw new LedgerFormatError('Two of the given keys have one name and id: it is ambiguous whose signature is meant.')
  const { text, signatures } = parseNote(note)
  const verified = new Map<VerifierKey, VerifiedSignature>()
  const unknown: NoteSignature[] = []
  for (const signature of signatures) {
    const key = known.get(`${signature.name}+${signature.id}`)
    if (key === undefined) {
      unknown.push(signature)
      continue
    }
    const opened = verifySignature(cryptography, text, key, signature)
    if (opened === undefined)
      throw new LedgerFormatError(`The signature of ${key.name} does not fit the note: the text or the signature was altered.`)
    if (!verified.has(key)) verified.set(key, opened)
  }
  if (verified.size === 0) throw new LedgerFormatError('None of the given keys has signed the note.')
  return { text, verified: [...verified.values()], unknown }
}

function verifySignature(
  { ed25519Verify }: LedgerCryptography,
  text: string,
  key: VerifierKey,
  signature: NoteSignature,
): VerifiedSignature | undefined {
  if (key.type === 'log') {
    if (signature.bytes.length !== 64) return undefined
    return ed25519Verify(key.publicKey, encodeUtf8(text), signature.bytes) ? { ...signature, key } : undefined
  }
  const { seenAt, ed25519 } = parseCosignature(signature.bytes)
  return ed25519Verify(key.publicKey, cosignedMessage(seenAt, text), ed25519) ? { ...signature, key, seenAt } : undefined
}

/** `sign` is Ed25519 with the seed that belongs to `key`; the seed itself stays at the edge. */
export type NoteSigner = { key: VerifierKey; sign: (message: Uint8Array) => Uint8Array }

/** `text` ends with a newline. Several signers when a key is rotated: the old and the new one sign the same note. */
export function signNote(text: string, signers: readonly NoteSigner[]): string {
  const lines = signers.map(({ key, sign }) => {
    if (key.type !== 'log') throw new LedgerFormatError('A witness’s key cosigns (`cosign`); it does not sign notes.')
    return `${signatureLine(key, sign(encodeUtf8(text)))}\n`
  })
  const note = `${text}\n${lines.join('')}`
  const parsed = parseNote(encodeUtf8(note))
  if (parsed.text !== text) throw new LedgerFormatError('A note’s text ends with a newline.')
  return note
}

export function signatureLine(key: VerifierKey, signature: Uint8Array): string {
  return `${lineStart}${key.name} ${encodeBase64(joinBytes(decodeHex(key.id), signature))}`
}
