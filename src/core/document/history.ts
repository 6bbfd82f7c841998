// Everything that happened to each document, as the ledger entries of an organization alone tell it; and what of it was known at an instant.
import type { Instant } from '../kernel/instant.ts'
import { type OpenedEntry, slotInteger, slotText } from '../ledger/openedEntry.ts'
import { type Act, actOf, type Source, saidOf } from './act.ts'
import type { DocumentHash, DocumentKind } from './documentVersion.ts'
import { foldDocuments } from './foldDocuments.ts'

export type Published = {
  version: DocumentHash
  number: number
  title: string
  at: Instant
  by: string
  /** Before documents had a life of their own a text took effect when it was published; such a one says so. */
  tookEffect: boolean
  source: Source
}

export type History = { kind: DocumentKind; documentId: string; published: Published[]; acts: Act[] }

export type Acknowledged = {
  kind: DocumentKind
  documentId: string
  version: DocumentHash
  person: string
  at: Instant
  source: Source | null
}

export function historyKey({ kind, documentId }: Pick<History, 'kind' | 'documentId'>): string {
  return `${kind} ${documentId}`
}

/** In the order of the log; what waits comes last. An entry whose detail is not at hand says nothing here. */
export function foldHistories(entries: readonly OpenedEntry[]): Map<string, History> {
  const histories = new Map<string, History>()
  const of = (kind: DocumentKind, documentId: string): History => {
    const known = histories.get(historyKey({ kind, documentId }))
    if (known !== undefined) return known
    const fresh: History = { kind, documentId, published: [], acts: [] }
    histories.set(historyKey(fresh), fresh)
    return fresh
  }
  for (const entry of entries) {
    const published = publishedOf(entry)
    if (published !== undefined) of(published.kind, published.documentId).published.push(published.one)
    const act = actIn(entry)
    if (act !== undefined) of(act.kind, act.documentId).acts.push(act.one)
  }
  for (const { acts } of histories.values()) acts.sort((left, right) => left.position - right.position)
  return histories
}

function sourceOf({ index, leafHash, header }: OpenedEntry): Source {
  return { index, leafHash, kind: header.kind, at: header.at as Instant }
}

function publishedOf(entry: OpenedEntry) {
  const [told] = foldDocuments([entry])
  if (told === undefined || told.documentId === null || told.version === null || told.number === null) return undefined
  const { kind, documentId, version, number } = told
  const one: Published = {
    ...{ version, number, title: told.title ?? documentId, at: told.publishedAt, by: told.publishedBy },
    tookEffect: told.immediate,
    source: sourceOf(entry),
  }
  return { kind, documentId, one }
}

function kindOf(entry: OpenedEntry): DocumentKind | undefined {
  const type = slotText(entry.slots.detail, 'type')
  return type === 'policy' || type === 'runbook' ? type : undefined
}

function actIn(entry: OpenedEntry) {
  const { header, slots } = entry
  const what = actOf(header.kind)
  const [kind, documentId, position] = [kindOf(entry), slotText(slots.detail, 'document'), slotInteger(slots.detail, 'position')]
  if (what === undefined || slots.detail === undefined || kind === undefined || documentId === null || position === null) return undefined
  const one: Act = {
    ...{ position, what, version: slotText(slots.detail, 'version'), at: header.at as Instant, by: header.act },
    ...{ author: slotText(slots.personal, 'author'), said: saidOf(slots.detail), source: sourceOf(entry) },
  }
  return { kind, documentId, one }
}

export function foldAcknowledgements(
  entries: readonly OpenedEntry[],
  entryKind: 'document.acknowledged' | 'document.reminded',
): Acknowledged[] {
  return entries.flatMap((entry) => {
    const { header, slots } = entry
    if (header.kind !== entryKind) return []
    const [kind, documentId, version] = [kindOf(entry), slotText(slots.detail, 'document'), slotText(slots.detail, 'version')]
    const person = slotText(slots.detail, 'person')
    if (kind === undefined || documentId === null || version === null || person === null) return []
    return [{ kind, documentId, version, person, at: header.at as Instant, source: sourceOf(entry) }]
  })
}

/** What was known before an instant. A correction counts whenever it was made: it says that something never was as it was recorded. */
export function knownBefore(history: History, end: Instant): History {
  const { published, acts } = history
  return {
    ...history,
    published: published.filter(({ at }) => at < end),
    acts: acts.filter(({ at, what }) => at < end || what === 'review_taken_back'),
  }
}
