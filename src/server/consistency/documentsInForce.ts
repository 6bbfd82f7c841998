// Which texts count today? The current version of every document; where no policy is kept yet, the one that comes with the software.
import { readdirSync, readFileSync } from 'node:fs'
import type { DocumentInForce } from '../../core/consistency/heldDocument.ts'
import { readDocument, titleOf } from '../../core/document/readDocument.ts'
import type { IndexedText } from '../../core/lint/shingles.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { currentVersions, type StoredDocument } from '../document/documentStore.ts'

const templates = new URL('../../../catalogues/templates/', import.meta.url)

type ShippedText = IndexedText & { source: string; kind: 'policy' | 'runbook' }
let shipped: readonly ShippedText[] | undefined

/** Read once: they change only with the software. */
export function shippedTexts(): readonly ShippedText[] {
  shipped ??= (['policies', 'runbooks'] as const).flatMap((room) =>
    readdirSync(new URL(`${room}/`, templates))
      .filter((name) => name.endsWith('.md'))
      .map((name): ShippedText => {
        const source = readFileSync(new URL(`${room}/${name}`, templates), 'utf8')
        const { fields, blocks } = readDocument(source)
        const id = fields.text('id') ?? name.slice(0, -'.md'.length)
        return {
          path: `template:${name}`,
          id,
          title: titleOf(fields, blocks),
          isTemplate: true,
          source,
          kind: room === 'policies' ? 'policy' : 'runbook',
        }
      }),
  )
  return shipped
}

export async function documentsInForce(tx: OrganizationTx): Promise<DocumentInForce[]> {
  const [policies, runbooks] = [await currentVersions(tx, 'policy'), await currentVersions(tx, 'runbook')]
  const kept = [...policies.map((policy) => inForce('policy', policy)), ...runbooks.map((runbook) => inForce('runbook', runbook))]
  if (policies.length > 0) return kept
  const comes = shippedTexts().flatMap(({ kind, id, title, source }) =>
    kind === 'policy' && id !== null ? [{ kind, id, title, markdown: source }] : [],
  )
  return [...comes, ...kept]
}

function inForce(kind: DocumentInForce['kind'], { documentId, title, markdown }: StoredDocument): DocumentInForce {
  return { kind, id: documentId, title, markdown }
}
