// BagIt (RFC 8493): the declaration, the description and the lists of hashes that make a folder of files a bag.
import { formatInstant, type Instant } from '../kernel/instant.ts'
import { decodeUtf8, encodeUtf8 } from '../ledger/utf8.ts'
import { PackageDefect } from './packageDefect.ts'
import type { Statement } from './statement.ts'

export const bagDeclaration = encodeUtf8('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n')

/** What `sha256sum -c` reads: one line a file, by name. */
export function manifest(hashes: ReadonlyMap<string, string>): Uint8Array {
  const lines = [...hashes].sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, hash]) => `${hash}  ${name}\n`)
  return encodeUtf8(lines.join(''))
}

const line = /^([0-9a-f]{64}) {2}([^\n]+)$/

/** Strict by writing it again. */
export function parseManifest(name: string, bytes: Uint8Array): Map<string, string> {
  const text = decodeUtf8(bytes)
  const hashes = new Map<string, string>()
  for (const one of text.split('\n').slice(0, -1)) {
    const [, hash, file] = line.exec(one) ?? []
    if (hash === undefined || file === undefined) throw new PackageDefect('files', `${name} has a line that names no file and its hash.`)
    hashes.set(file, hash)
  }
  if (decodeUtf8(manifest(hashes)) !== text) throw new PackageDefect('files', `${name} does not list each file once, by name.`)
  return hashes
}

/** The two words of a bag nothing in the log vouches for. */
export type StatedBag = { organization: string; software: string }

export type BagFacts = StatedBag & { statement: Statement; asOf: Instant; payloadBytes: number; payloadFiles: number }

export function bagInfo({ organization, software, statement, asOf, payloadBytes, payloadFiles }: BagFacts): Uint8Array {
  const lines = [
    `Source-Organization: ${oneLine(organization)}`,
    `External-Description: ${oneLine(statement.name)}`,
    `External-Identifier: ${statement.package}`,
    `Internal-Sender-Identifier: ${statement.audit}`,
    `Bagging-Date: ${formatInstant(asOf).slice(0, 10)}`,
    `Payload-Oxum: ${payloadBytes}.${payloadFiles}`,
    `Bag-Software-Agent: ${oneLine(software)}`,
  ]
  return encodeUtf8(`${lines.join('\n')}\n`)
}

/** Names may hold tabs and line feeds; a line of a bag may not. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

export function readStatedBag(bytes: Uint8Array): StatedBag {
  const text = decodeUtf8(bytes)
  const organization = /^Source-Organization: (.*)$/m.exec(text)?.[1]
  const software = /^Bag-Software-Agent: (.*)$/m.exec(text)?.[1]
  if (organization === undefined || software === undefined) {
    throw new PackageDefect('files', 'bag-info.txt does not say whose package this is and what wrote it.')
  }
  return { organization, software }
}
