// Are the policies that incidents are judged by in the package, each the very text whose hash the entries name?
import { LedgerFormatError } from '../../ledger/ledgerFormatError.ts'
import { decodeUtf8 } from '../../ledger/utf8.ts'
import { parsePolicy } from '../../policy/parsePolicy.ts'
import type { Policy } from '../../policy/policy.ts'
import { PackageDefect } from '../packageDefect.ts'
import { documentPath } from '../packageLayout.ts'
import type { RangeReading } from '../readRange.ts'
import { type PackageReader, readSmall } from './packageReader.ts'

export async function checkDocuments(
  reader: PackageReader,
  { incidents }: RangeReading,
  hashes: ReadonlyMap<string, string>,
): Promise<Map<string, Policy>> {
  const policies = new Map<string, Policy>()
  for (const version of incidents.policyVersions()) {
    const path = documentPath(version)
    const found = hashes.get(path)
    if (found === undefined) throw new PackageDefect('populations', `${path} is not in the package, and an incident is judged by it.`)
    if (found !== version) throw new PackageDefect('populations', `${path} is not the policy whose hash the entries name.`)
    policies.set(version, parsePolicy(await readText(reader, path)).policy)
  }
  return policies
}

async function readText(reader: PackageReader, path: string): Promise<string> {
  try {
    return decodeUtf8(await readSmall(reader, path))
  } catch (error) {
    if (error instanceof LedgerFormatError) throw new PackageDefect('populations', `${path} is no text. ${error.message}`, { cause: error })
    throw error
  }
}
