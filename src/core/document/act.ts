// One thing that happened to a document, as its table and its ledger entries know it alike, and how it goes on record.
import type { Instant } from '../kernel/instant.ts'
import type { EntryKind, NewEntry, SlotValue } from '../ledger/entry.ts'
import type { DocumentHash, DocumentKind } from './documentVersion.ts'

export type ActKind = 'proposed' | 'approved' | 'in_force' | 'withdrawn' | 'reviewed' | 'review_taken_back' | 'retired' | 'resumed'

/** Where it stands in the ledger: its index is null while it is pending. */
export type Source = { index: number | null; leafHash: string; kind: string; at: Instant }

export type Act = {
  /** Counts from 0 in each document, without holes. */
  position: number
  what: ActKind
  version: DocumentHash | null
  at: Instant
  by: string
  /** Whom git names as the author; null where nobody did, or it is not open to the reader. */
  author: string | null
  /** What else it says, in the words of its entry. */
  said: SlotValue
  source: Source
}

/** An act as a decision hands it over: where it stands among the others is not decided here. */
export type NewAct = { what: ActKind; version: DocumentHash | null; said: SlotValue; author?: string | null }

const entryKindOf: Record<ActKind, EntryKind> = {
  proposed: 'document.proposed',
  approved: 'document.approved',
  in_force: 'document.in_force',
  withdrawn: 'document.withdrawn',
  reviewed: 'document.reviewed',
  review_taken_back: 'correction',
  retired: 'document.retired',
  resumed: 'document.resumed',
}

const actOfEntry = new Map(Object.entries(entryKindOf).map(([act, kind]) => [kind, act as ActKind]))

export function actOf(entryKind: string): ActKind | undefined {
  return actOfEntry.get(entryKind as EntryKind)
}

export type AboutDocument = { organizationId: string; kind: DocumentKind; documentId: string }

const control = { policy: 'CC5.3', runbook: 'CC7.4' } as const

export function controlOf(kind: DocumentKind): string {
  return control[kind]
}

type Doer = { id: string; name: string }

/** The organization is its object: a document has no id of its own that the ledger knows. `corrects`: the leaf hash of what is taken back. */
export function actEntry(about: AboutDocument, act: NewAct & { position: number }, by: Doer, at: Instant, corrects?: string): NewEntry {
  const { organizationId, kind, documentId } = about
  return {
    ...{ kind: entryKindOf[act.what], act: by.id, obj: organizationId, at, ctl: [controlOf(kind)] },
    detail: { ...act.said, type: kind, document: documentId, position: act.position, version: act.version },
    personal: { name: by.name, ...(act.author ? { author: act.author } : {}) },
    ...(corrects === undefined ? {} : { corrects }),
  }
}

/** What the row keeps of an entry's detail: everything but what has a column of its own. */
export function saidOf(detail: SlotValue): SlotValue {
  const { type: _type, document: _document, position: _position, version: _version, ...said } = detail
  return said
}

export function saidInteger(said: SlotValue, name: string): number | null {
  const value = said[name]
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null
}

export function saidWords(said: SlotValue, name: string): string | null {
  const value = said[name]
  return typeof value === 'string' ? value : null
}
