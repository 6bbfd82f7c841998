// The contract's documents as the pages of this noun name them, and how an address says which one is meant.
import { useParams, useRouterState } from '@tanstack/react-router'
import type { z } from 'zod'
import type { CommitmentLine, CommitmentRecord, Commitments } from '../../../contract/commitment.ts'
import type { Currency as CurrencyShape } from '../../../contract/currency.ts'
import type {
  Document as DocumentShape,
  DocumentLine as LineShape,
  ListedDocument as ListedShape,
  VersionLine as VersionShape,
} from '../../../contract/documentShapes.ts'
import type { DocumentKind } from '../../../core/document/documentVersion.ts'

export type Document = z.output<typeof DocumentShape>
export type DocumentLine = z.output<typeof LineShape>
export type ListedDocument = z.output<typeof ListedShape>
export type Version = z.output<typeof VersionShape>
export type Proposal = NonNullable<Version['proposal']>
export type Currency = z.output<typeof CurrencyShape>
export type Promises = z.output<typeof Commitments>
export type KeptLine = z.output<typeof CommitmentLine>
export type KeptRecord = z.output<typeof CommitmentRecord>

/** By the page that is shown, not by the address: while another is on its way the address is that page's already. */
export function useDocumentKind(): DocumentKind {
  const route = useRouterState({ select: ({ matches }): string => matches.at(-1)?.fullPath ?? '' })
  return route.startsWith('/policies') ? 'policy' : 'runbook'
}

export function useDocumentPlace(): { kind: DocumentKind; documentId: string } {
  const kind = useDocumentKind()
  const { documentId } = useParams({ strict: false })
  return { kind, documentId: documentId ?? '' }
}
