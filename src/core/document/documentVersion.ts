// One published version of a document: known by the SHA-256 of its text, so that whatever pins it can be held against the text for ever.
import type { Instant } from '../kernel/instant.ts'
import type { NewEntry } from '../ledger/entry.ts'

export type DocumentKind = 'policy' | 'runbook'

/** SHA-256 of the Markdown, hex. */
export type DocumentHash = string

export type DocumentVersion = {
  documentId: string
  version: DocumentHash
  /** 1 for the first one published. */
  number: number
  title: string
  publishedAt: Instant
  /** `per_…` or `system`. */
  publishedBy: string
}

/** The organization is its object: a document has no id of its own that the ledger knows. */
export function publishedEntry(kind: DocumentKind, organizationId: string, version: DocumentVersion): NewEntry {
  const { documentId, number, title } = version
  return {
    kind: kind === 'policy' ? 'policy.published' : 'runbook.published',
    act: version.publishedBy,
    obj: organizationId,
    at: version.publishedAt,
    ctl: [kind === 'policy' ? 'CC5.3' : 'CC7.4'],
    // That it takes effect is said by what happens to it afterwards.
    detail: { document: documentId, version: version.version, number, title, immediate: false },
  }
}
