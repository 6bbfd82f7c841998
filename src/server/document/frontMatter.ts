// What a list says of a text besides its life: read once for each version, because a version never changes.
import { readDocument } from '../../core/document/readDocument.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { DocumentKey } from './actStore.ts'
import { textsOf } from './documentStore.ts'

/** More than one organization has; what is left out is read again with each list. */
const most = 50_000
const owners = new Map<string, string | null>()

/** An owner stands in the front matter: of ten thousand texts only that much is read. */
function headOf(markdown: string): string {
  if (!/^\uFEFF?---/.test(markdown)) return ''
  return /^---[ \t]*\r?\n[\s\S]*?\r?\n---[ \t]*(?:\r?\n|$)/.exec(markdown)?.[0] ?? markdown
}

/** By version: who owns the document as its front matter says. */
export async function ownersOf(
  tx: OrganizationTx,
  named: readonly (DocumentKey & { version: string })[],
): Promise<(version: string) => string | null> {
  for (const kind of ['policy', 'runbook'] as const) {
    const unread = named.filter((one) => one.kind === kind && !owners.has(one.version))
    for (const { version, markdown } of await textsOf(tx, kind, unread)) {
      // The oldest goes: a map keeps the order in which it was filled.
      const [oldest] = owners.size >= most ? owners.keys() : []
      if (oldest !== undefined) owners.delete(oldest)
      owners.set(version, readDocument(headOf(markdown)).fields.text('owner'))
    }
  }
  return (version) => owners.get(version) ?? null
}
