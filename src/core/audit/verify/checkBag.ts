// Is the package a bag whose every file is listed, whose every listed file is there, and whose every file has the hash it is listed with?
import { sameBytes } from '../../ledger/bytes.ts'
import { encodeHex } from '../../ledger/hex.ts'
import { bagDeclaration, parseManifest } from '../bag.ts'
import { PackageDefect } from '../packageDefect.ts'
import { inContainerOrder, paths, tagFiles } from '../packageLayout.ts'
import { requiredFiles } from './checkFileSet.ts'
import { type PackageReader, readSmall, type VerifierTools } from './packageReader.ts'

const longestManifest = 64_000_000

/** Answers the SHA-256 (hex) of every file of the package, as it is. */
export async function checkBag(reader: PackageReader, tools: VerifierTools): Promise<Map<string, string>> {
  const names = reader.members.map(({ name }) => name)
  const folded = new Set(names.map((name) => name.toLowerCase()))
  if (folded.size !== names.length) throw new PackageDefect('files', 'Two files of the package have names that some systems take for one.')
  const strange = names.find((name) => !name.startsWith('data/') && !(tagFiles as readonly string[]).includes(name))
  if (strange !== undefined) throw new PackageDefect('files', `${strange} does not belong into a package.`)
  const missing = requiredFiles.find((name) => !names.includes(name))
  if (missing !== undefined) throw new PackageDefect('files', `${missing} is not in the package.`)
  if (inContainerOrder(names).some((name, at) => name !== names[at])) {
    throw new PackageDefect('files', 'The files do not stand in the order that a package has.')
  }
  if (!sameBytes(await readSmall(reader, paths.bagit), bagDeclaration)) {
    throw new PackageDefect('files', 'bagit.txt does not declare the version of BagIt that packages have.')
  }
  const hashes = new Map<string, string>()
  for (const name of names) hashes.set(name, await hashOf(reader, name, tools))
  const isPayload = (name: string) => name.startsWith('data/')
  await compare(reader, paths.manifest, names.filter(isPayload), hashes)
  await compare(
    reader,
    paths.tagManifest,
    names.filter((name) => !isPayload(name) && name !== paths.tagManifest),
    hashes,
  )
  return hashes
}

async function hashOf(reader: PackageReader, name: string, tools: VerifierTools): Promise<string> {
  const digest = tools.newDigest()
  for await (const piece of reader.read(name)) digest.update(piece)
  return encodeHex(digest.digest())
}

async function compare(reader: PackageReader, list: string, names: readonly string[], hashes: ReadonlyMap<string, string>): Promise<void> {
  const listed = parseManifest(list, await readSmall(reader, list, longestManifest))
  const unlisted = names.find((name) => !listed.has(name))
  if (unlisted !== undefined) throw new PackageDefect('files', `${unlisted} is in the package, but ${list} does not list it.`)
  for (const [name, hash] of listed) {
    if (!names.includes(name)) throw new PackageDefect('files', `${list} lists ${name}, which is not in the package.`)
    if (hashes.get(name) !== hash) throw new PackageDefect('files', `${name} is not the file that ${list} lists: its bytes were changed.`)
  }
}
