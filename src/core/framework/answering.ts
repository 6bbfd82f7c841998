// Which documents answer a criterion: policies that name it, or name one beside it, and runbooks where it asks how incidents are handled.
import type { DocumentKind } from '../document/documentVersion.ts'
import { besideCriterion } from './beside.ts'
import type { Criterion, CriterionId, FrameworkCatalogue } from './framework.ts'

export type AnsweringDocument = { kind: DocumentKind; documentId: string; appliesTo: readonly string[] }

/** `named`: it names this criterion. `beside`: it names `by`, which the crosswalk puts beside it. `kind`: any runbook answers it. */
export type Answer<Document> = { document: Document; because: 'named' | 'beside' | 'kind'; by: CriterionId | null }

/** People write `SOC2:cc7.4` too. Nothing more is guessed: clause 5.1 of ISO 27001 is not its A.5.1. */
export function sameCriterion(written: string, id: CriterionId): boolean {
  return plain(written) === plain(id)
}

function plain(id: string): string {
  return id.replace(/\s+/g, '').toLowerCase()
}

export function documentsAnswering<Document extends AnsweringDocument>(
  catalogue: FrameworkCatalogue,
  criterion: Criterion,
  documents: readonly Document[],
): Answer<Document>[] {
  const beside = besideCriterion(catalogue, criterion.id).map((one) => one.criterion.id)
  const names = (document: Document, id: CriterionId) => document.appliesTo.some((written) => sameCriterion(written, id))
  const answers = documents.flatMap((document): Answer<Document>[] => {
    if (names(document, criterion.id)) return [{ document, because: 'named', by: null }]
    if (document.kind === 'runbook') return criterion.documents.includes('runbooks') ? [{ document, because: 'kind', by: null }] : []
    const by = criterion.documents.includes('policies') ? beside.find((id) => names(document, id)) : undefined
    return by === undefined ? [] : [{ document, because: 'beside', by }]
  })
  const rank = { named: 0, beside: 1, kind: 2 }
  return answers.sort((left, right) => rank[left.because] - rank[right.because])
}
