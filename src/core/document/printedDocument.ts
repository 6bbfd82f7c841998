// A document for paper: what stands at its head and its foot, and its blocks. HTML and PDF are two ways of setting the same.
import { findPlaceholders } from './placeholders.ts'
import type { PrintBlock } from './printBlocks.ts'

export type Paper = 'a4' | 'letter'

export type PrintedDocument = {
  title: string
  /** Above the title: whose it is. */
  organization: string
  facts: { name: string; value: string }[]
  /** What a reader must know before they rely on it; null where there is nothing. */
  notice: string | null
  blocks: PrintBlock[]
  /** On every page: which document this is, so that two sheets can be told apart. */
  identity: string
}

/** Templates are printed as they are, and say so: a placeholder must not be found out at 2 AM. */
export function placeholderNotice(markdown: string): string | null {
  const count = findPlaceholders(markdown).length
  if (count === 0) return null
  return `${count === 1 ? 'One place' : `${count} places`} of the template ${count === 1 ? 'is' : 'are'} not filled in yet: look for “[replace: …]”.`
}

/** `leaked-cloud-credential, version 3, SHA-256 0123456789abcdef…`. */
export function documentIdentity({ documentId, number, version }: { documentId: string; number: number; version: string }): string {
  return `${documentId}, version ${number}, SHA-256 ${version.slice(0, 16)}…`
}
