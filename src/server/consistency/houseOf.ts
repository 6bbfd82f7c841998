// What the linter is told of the house: its people, escalation paths, logs, other documents, and when a document was last looked at.
import type { DocumentInForce } from '../../core/consistency/heldDocument.ts'
import { pathOf } from '../../core/escalation/storedPath.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { House } from '../../core/lint/house.ts'
import { houseLogs } from '../../core/lint/houseLogs.ts'
import { indexTexts } from '../../core/lint/shingles.ts'
import type { EscalationPath } from '../../core/people/escalationPath.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { listPaths } from '../escalation/pathStore.ts'
import { retentionCatalogue } from '../evidence/retentionCatalogue.ts'
import { dayOf, directory } from './directoryViews.ts'
import { shippedTexts } from './documentsInForce.ts'

/** A document's place in the index of texts, by which it is not compared with itself. */
export function placeOf({ kind, id }: Pick<DocumentInForce, 'kind' | 'id'>): string {
  return `${kind === 'policy' ? 'policies' : 'runbooks'}/${id}.md`
}

export type KnownHouse = { house: House; paths: readonly EscalationPath[] }

export async function houseOf(tx: OrganizationTx, documents: readonly DocumentInForce[], now: Instant): Promise<KnownHouse> {
  const paths = (await listPaths(tx)).map(pathOf)
  const own = documents.map((document) => ({
    ...{ path: placeOf(document), id: document.id, title: document.title, isTemplate: false, source: document.markdown },
  }))
  return {
    paths,
    house: {
      people: await directory(tx, now),
      paths: paths.map(({ id, name, levels }) => ({
        id,
        name,
        levels: levels.map(({ lastVerified }) => ({ lastVerified: lastVerified === null ? null : dayOf(lastVerified) })),
      })),
      logs: houseLogs([...retentionCatalogue().values()]),
      reviewedOn: null,
      texts: indexTexts([...own, ...shippedTexts()]),
    },
  }
}
