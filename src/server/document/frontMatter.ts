// What a list says of a text besides its life: read once for each version, because a version never changes.
import { readText } from '../../core/document/readText.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { DocumentKey } from './actStore.ts'
import { textsOf } from './documentStore.ts'

const most = 2000
const owners = new Map<string, string | null>()

/** By version: who owns the document as its front matter says. */
export async function ownersOf(
  tx: OrganizationTx,
  named: readonly (DocumentKey & { version: string })[],
): Promise<(version: string) => string | null> {
  for (const kind of ['policy', 'runbook'] as const) {
    const unread = named.filter((one) => one.kind === kind && !owners.has(one.version))
    for (const { version, markdown } of await textsOf(tx, kind, unread)) {
      // The oldest goes: a map keeps the order in which it was filled.
      if (owners.size >= most) for (const first of [...owners.keys()].slice(0, 1)) owners.delete(first)
      owners.set(version, readText(markdown, []).owner)
    }
  }
  return (version) => owners.get(version) ?? null
}
