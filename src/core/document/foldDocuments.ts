// The documents of an organization as its ledger entries alone tell them.
import type { Instant } from '../kernel/instant.ts'
import { type OpenedEntry, slotBoolean, slotInteger, slotText } from '../ledger/openedEntry.ts'
import type { DocumentKind } from './documentVersion.ts'

/** Members are null where the entry's detail is not at hand. */
export type FoldedDocument = {
  index: number | null
  kind: DocumentKind
  documentId: string | null
  version: string | null
  number: number | null
  title: string | null
  publishedAt: Instant
  publishedBy: string
  /** Before documents had a life a text took effect when it was published; since then its acts say when. */
  immediate: boolean
}

export function foldDocuments(entries: readonly OpenedEntry[]): FoldedDocument[] {
  return entries.flatMap(({ index, header, slots: { detail } }) => {
    if (header.kind !== 'policy.published' && header.kind !== 'runbook.published') return []
    return [
      {
        index,
        kind: header.kind === 'policy.published' ? ('policy' as const) : ('runbook' as const),
        documentId: slotText(detail, 'document'),
        version: slotText(detail, 'version'),
        number: slotInteger(detail, 'number'),
        title: slotText(detail, 'title'),
        publishedAt: header.at as Instant,
        publishedBy: header.act,
        immediate: slotBoolean(detail, 'immediate') !== false,
      },
    ]
  })
}
