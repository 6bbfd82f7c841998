// The only way in which what comes with the software becomes a version; it never replaces a text that the organization made its own.
import { decideShipped } from '../../core/document/decideVersion.ts'
import type { DocumentKind, DocumentVersion } from '../../core/document/documentVersion.ts'
import { type ReadText, readText } from '../../core/document/readText.ts'
import { systemActor } from '../../core/kernel/actor.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { readLife } from './actStore.ts'
import { holdDocuments, versionOf, versionOfText } from './documentStore.ts'
import { timeZoneOf } from './documentViews.ts'
import { keepActs } from './keepActs.ts'

const by = systemActor('documents')

/** By version: they change only with the software, and reading all of them takes a second that every new organization would wait for. */
const read = new Map<string, Pick<ReadText, 'title' | 'terms'>>()

/** Nobody is named in them. */
function shippedText(version: string, markdown: string): Pick<ReadText, 'title' | 'terms'> {
  const known = read.get(version)
  if (known !== undefined) return known
  const { title, terms } = readText(markdown, [])
  read.set(version, { title, terms })
  return { title, terms }
}

/** Makes it a version unless it is one already, and answers which. Twice at once makes one: the organization's row is held. */
export async function publishShipped(
  tx: OrganizationTx,
  kind: DocumentKind,
  documentId: string,
  markdown: string,
  now: Instant,
): Promise<DocumentVersion> {
  const version = versionOfText(markdown)
  if (await isOnRecord(tx, kind, documentId, version)) return stored(tx, kind, documentId, version)
  await holdDocuments(tx)
  if (await isOnRecord(tx, kind, documentId, version)) return stored(tx, kind, documentId, version)
  const life = await readLife(tx, { kind, documentId })
  const known = life?.published.find((one) => one.version === version)
  const { title, terms } = shippedText(version, markdown)
  const at = Math.max(now, life?.next.notBefore ?? now) as Instant
  const number = known?.number ?? (life?.published.at(-1)?.number ?? 0) + 1
  const published: DocumentVersion = { documentId, version, number, title, publishedAt: at, publishedBy: by.id }
  await keepActs(tx, {
    ...{ key: { kind, documentId }, position: life?.next.position ?? 0, by: { id: by.id, name: 'Tickmark' }, at },
    acts: decideShipped(life, version, number, terms, at, await timeZoneOf(tx)),
    ...(known === undefined ? { published: { version: published, markdown } } : {}),
  })
  return known === undefined ? published : stored(tx, kind, documentId, version)
}

/** A version from before documents had a life is taken up once more, with what it promises about itself, until something else was put forward. */
async function isOnRecord(tx: OrganizationTx, kind: DocumentKind, documentId: string, version: string): Promise<boolean> {
  const proposals = (await readLife(tx, { kind, documentId }))?.proposals ?? []
  return proposals.some((one) => one.version === version) && proposals.some(({ order }) => order >= 0)
}

async function stored(tx: OrganizationTx, kind: DocumentKind, documentId: string, version: string): Promise<DocumentVersion> {
  const found = await versionOf(tx, kind, documentId, version)
  if (found === undefined) throw new Error(`The version ${version} of ${documentId} is on record and not kept.`)
  return found
}
