// How a verifier is given a package: names, lengths, bytes in order; opened by whoever knows files (command line, browser).
import type { CheckedTimestamp } from '../../ledger/checkTimestamp.ts'
import type { LedgerCryptography } from '../../ledger/cryptography.ts'
import type { VerifierKey } from '../../ledger/verifierKey.ts'
import { PackageDefect } from '../packageDefect.ts'
import type { TextTools } from '../textTools.ts'

export type PackageReader = {
  /** In the order in which they stand in the container. */
  members: readonly { name: string; size: number }[]
  /** Throws PackageDefect where the bytes are not what the container says. */
  read: (name: string) => AsyncIterable<Uint8Array>
}

/** SHA-256 over bytes that come in pieces. */
export type Digest = { update: (bytes: Uint8Array) => void; digest: () => Uint8Array }

export type VerifierTools = LedgerCryptography & { newDigest: () => Digest; text: TextTools }

/** A checkpoint somebody kept from earlier; `name` is what to call it in messages. */
export type HeldCheckpoint = { name: string; note: Uint8Array }

export type VerifyOptions = {
  tools: VerifierTools
  /** The keys the reader received from elsewhere than the package. */
  keys: readonly VerifierKey[]
  held: readonly HeldCheckpoint[]
  /** Judges a timestamp by the authorities the reader trusts; null where none was named. */
  checkStamp: ((stamp: Uint8Array, data: Uint8Array) => CheckedTimestamp) | null
  /** Name and version of this program: pages of the package are written again only where the same one wrote them. */
  software: string
}

/** For members known to be small: a hostile package must not fill the memory. */
export async function readSmall(reader: PackageReader, name: string, most = 4_000_000): Promise<Uint8Array> {
  const size = reader.members.find((member) => member.name === name)?.size
  if (size === undefined) throw new PackageDefect('files', `${name} is not in the package.`)
  if (size > most) throw new PackageDefect('files', `${name} is longer than such a file can be.`)
  const bytes = new Uint8Array(size)
  let at = 0
  for await (const piece of reader.read(name)) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}
