// What a list says of a text besides its life: whose it is, and how much of it is still to be filled in.
import { findPlaceholders } from '../../core/document/placeholders.ts'
import { readDocument } from '../../core/document/readDocument.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { DocumentKey } from './actStore.ts'
import { textsOf } from './documentStore.ts'

export type ListedText = { owner: string | null; placeholders: number }

/** An owner stands in the front matter: of ten thousand texts only that much is read as a structure. */
function headOf(markdown: string): string {
  if (!/^\uFEFF?---/.test(markdown)) return ''
  return /^---[ \t]*\r?\n[\s\S]*?\r?\n---[ \t]*(?:\r?\n|$)/.exec(markdown)?.[0] ?? markdown
}

export function listedTextOf(markdown: string): ListedText {
  return { owner: readDocument(headOf(markdown)).fields.text('owner'), placeholders: findPlaceholders(markdown).length }
}

/** By version. `known`: texts that are at hand. */
export async function listedTexts(
  tx: OrganizationTx,
  named: readonly (DocumentKey & { version: string })[],
  known: ReadonlyMap<string, string> = new Map(),
): Promise<(version: string) => ListedText | undefined> {
  const said = new Map<string, ListedText>()
  for (const { version } of named) {
    const markdown = known.get(version)
    if (markdown !== undefined) said.set(version, listedTextOf(markdown))
  }
  for (const kind of ['policy', 'runbook'] as const) {
    const unread = named.filter((one) => one.kind === kind && !said.has(one.version))
    for (const { version, markdown } of await textsOf(tx, kind, unread)) said.set(version, listedTextOf(markdown))
  }
  return (version) => said.get(version)
}
