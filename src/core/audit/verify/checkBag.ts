// Is the package a bag whose every file is listed, whose every listed file is there, and whose every file has the hash it is listed with?
import { sameBytes } from '../../ledger/bytes.ts'
import { encodeHex } from '../../ledger/hex.ts'
import { bagDeclaration, parseManifest } from '../bag.ts'
import { PackageDefect } from '../packageDefect.ts'
import { inContainerOrder, paths, tagFiles } from '../packageLayout.ts'
import { requiredFiles } from './checkFileSet.ts'
import { type PackageReader, readSmall, type VerifierTools } from './packageReader.ts'

const longestManifest = 64_000_000

/** Read through anyway, and hashed then (`readListed`): unpacking a gigabyte once more would take longer than everything else here. */
const readLater: readonly string[] = [paths.headers, paths.openings]

/** Answers the SHA-256 (hex) of every file of the package; of those that are read later, what they must turn out to have. */
export async function checkBag(reader: PackageReader, tools: VerifierTools): Promise<Map<string, string>> {
  const names = reader.members.map(({ name }) => name)
  checkNames(names)
  if (!sameBytes(await readSmall(reader, paths.bagit), bagDeclaration)) {
    throw new PackageDefect('files', 'bagit.txt does not declare the version of BagIt that packages have.')
  }
  const isPayload = (name: string) => name.startsWith('data/')
  const isTag = (name: string) => !isPayload(name) && name !== paths.tagManifest
  const listed = new Map([
    ...(await readList(reader, paths.manifest, names.filter(isPayload))),
    ...(await readList(reader, paths.tagManifest, names.filter(isTag))),
  ])
  for (const name of names) {
    if (listed.has(name) && !readLater.includes(name)) for await (const _ of readListed(reader, name, listed, tools));
  }
  // The only file nothing lists.
  listed.set(paths.tagManifest, encodeHex(tools.sha256(await readSmall(reader, paths.tagManifest))))
  return listed
}

function checkNames(names: readonly string[]): void {
  const known = new Set(names)
  if (new Set(names.map((name) => name.toLowerCase())).size !== names.length) {
    throw new PackageDefect('files', 'Two files of the package have names that some systems take for one.')
  }
  const strange = names.find((name) => !name.startsWith('data/') && !(tagFiles as readonly string[]).includes(name))
  if (strange !== undefined) throw new PackageDefect('files', `${strange} does not belong into a package.`)
  const missing = requiredFiles.find((name) => !known.has(name))
  if (missing !== undefined) throw new PackageDefect('files', `${missing} is not in the package.`)
  if (inContainerOrder(names).some((name, at) => name !== names[at])) {
    throw new PackageDefect('files', 'The files do not stand in the order that a package has.')
  }
}

async function readList(reader: PackageReader, list: string, names: readonly string[]): Promise<Map<string, string>> {
  const listed = parseManifest(list, await readSmall(reader, list, longestManifest))
  const unlisted = names.find((name) => !listed.has(name))
  if (unlisted !== undefined) throw new PackageDefect('files', `${unlisted} is in the package, but ${list} does not list it.`)
  const known = new Set(names)
  const absent = [...listed.keys()].find((name) => !known.has(name))
  if (absent !== undefined) throw new PackageDefect('files', `${list} lists ${absent}, which is not in the package.`)
  return listed
}

/** The bytes of a file, which at their end must turn out to be the ones that are listed. */
export async function* readListed(
  reader: PackageReader,
  name: string,
  listed: ReadonlyMap<string, string>,
  tools: VerifierTools,
): AsyncGenerator<Uint8Array> {
  const digest = tools.newDigest()
  for await (const piece of reader.read(name)) {
    digest.update(piece)
    yield piece
  }
  if (encodeHex(digest.digest()) !== listed.get(name)) {
    throw new PackageDefect('files', `${name} is not the file that the manifest lists: its bytes were changed.`)
  }
}
