// Which texts count today: the version in force of every document. And which come with the software, to know a copy by.
import { readdirSync, readFileSync } from 'node:fs'
import type { DocumentInForce } from '../../core/consistency/heldDocument.ts'
import { readDocument, titleOf } from '../../core/document/readDocument.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { IndexedText } from '../../core/lint/shingles.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { StoredDocument } from '../document/documentStore.ts'
import { versionsInForce } from '../document/inForce.ts'

const templates = new URL('../../../catalogues/templates/', import.meta.url)

type ShippedText = IndexedText & { source: string }
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
        return { path: `template:${name}`, id, title: titleOf(fields, blocks), isTemplate: true, source }
      }),
  )
  return shipped
}

export async function documentsInForce(tx: OrganizationTx, now: Instant): Promise<DocumentInForce[]> {
  const [policies, runbooks] = [await versionsInForce(tx, 'policy', now), await versionsInForce(tx, 'runbook', now)]
  return [...policies.map((policy) => inForce('policy', policy)), ...runbooks.map((runbook) => inForce('runbook', runbook))]
}

function inForce(kind: DocumentInForce['kind'], { documentId, title, markdown }: StoredDocument): DocumentInForce {
  return { kind, id: documentId, title, markdown }
}
