// Published runbooks as their structure: read once for each version, because a version never changes.
import { type ParsedRunbook, parseRunbook } from '../../core/runbook/parseRunbook.ts'
import type { StoredDocument } from '../document/documentStore.ts'

const most = 200
const parsed = new Map<string, ParsedRunbook>()

/** By its hash, whoever’s it is: where it was read before, nobody has to fetch its text. */
export function knownStructure(version: string): ParsedRunbook | undefined {
  return parsed.get(version)
}

export function structureOf({ version, markdown }: Pick<StoredDocument, 'version' | 'markdown'>): ParsedRunbook {
  const known = parsed.get(version)
  if (known !== undefined) return known
  const fresh = parseRunbook(markdown)
  // The oldest goes: a map keeps the order in which it was filled.
  if (parsed.size >= most) for (const first of [...parsed.keys()].slice(0, 1)) parsed.delete(first)
  parsed.set(version, fresh)
  return fresh
}
