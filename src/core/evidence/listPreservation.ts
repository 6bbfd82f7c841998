// What is put on the list of what is to be kept, and how each line of it is settled: the rows and the entries.
import { type EntryAbout, incidentEntry } from '../incident/incidentEntry.ts'
import type { Actor } from '../kernel/actor.ts'
import type { PreservationId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { NewEntry, SlotValue } from '../ledger/entry.ts'
import type { PreservationState } from './preservation.ts'
import { readWindow } from './window.ts'

export type PreservationWish = {
  evidence: string
  retentionId: string | null
  /** ISO 8601. */
  keepFor: string | null
  where: string | null
  how: string | null
}

export type ListedItem = PreservationWish & { preservationId: PreservationId; listedAt: Instant; listedBy: string; listedByName: string }

function wrong(index: number, field: string, message: string): Refusal {
  return new Refusal('invalid_request', `${message}.`, { fields: [{ path: `/items/${index}/${field}`, message }] })
}

function checkWish({ retentionId, keepFor }: PreservationWish, index: number, catalogue: ReadonlySet<string>): void {
  if (retentionId !== null && !catalogue.has(retentionId)) {
    throw wrong(index, 'retention_id', `The retention catalogue knows no log called “${retentionId}”`)
  }
  if (keepFor !== null && readWindow(keepFor) === undefined) {
    throw wrong(index, 'window', 'A window is a time such as P90D or PT1H, without months or years')
  }
}

/** One line is the same as another in the same words about the same log, however they are spaced and cased. */
function sameness({ evidence, retentionId }: Pick<PreservationWish, 'evidence' | 'retentionId'>): string {
  return `${evidence.toLowerCase().replace(/\s+/gu, ' ').trim()}\n${retentionId ?? ''}`
}

export type Listing = {
  wishes: readonly PreservationWish[]
  already: readonly Pick<PreservationWish, 'evidence' | 'retentionId'>[]
  catalogue: ReadonlySet<string>
  newId: () => PreservationId
  at: Instant
}

/** What stands on the list already stays as it is, so that a runbook that is begun twice does not list its evidence twice. */
export function listPreservation(about: EntryAbout, by: Actor, listing: Listing): { items: ListedItem[]; entries: NewEntry[] } {
  const { wishes, already, catalogue, newId, at } = listing
  wishes.forEach((wish, index) => {
    checkWish(wish, index, catalogue)
  })
  const known = new Set(already.map(sameness))
  const fresh = wishes.filter((wish) => {
    const same = sameness(wish)
    const isNew = !known.has(same)
    known.add(same)
    return isNew
  })
  const items = fresh.map((wish) => ({ ...wish, preservationId: newId(), listedAt: at, listedBy: by.id, listedByName: by.name }))
  return { items, entries: items.map((item) => listedEntry(about, by, item)) }
}

function listedEntry(about: EntryAbout, by: Actor, item: ListedItem): NewEntry {
  return incidentEntry(about, {
    kind: 'preservation.listed',
    act: by.id,
    at: item.listedAt,
    ctl: ['CC7.4'],
    detail: {
      ...{ preservation: item.preservationId, evidence: item.evidence },
      ...(item.retentionId === null ? {} : { retention: item.retentionId }),
      ...(item.keepFor === null ? {} : { window: item.keepFor }),
      ...(item.where === null ? {} : { where: item.where }),
      ...(item.how === null ? {} : { how: item.how }),
    },
    personal: { name: by.name },
  })
}

export type Settled = Exclude<PreservationState, { is: 'open' }>

/** When somebody settled it. */
export function settledAt(state: Settled): Instant {
  return state.is === 'captured' ? state.capturedAt : state.recordedAt
}

function settledDetail(state: Settled): SlotValue {
  switch (state.is) {
    case 'captured':
      return { state: 'captured', evidence: state.evidenceId, after_loss: state.afterLoss }
    case 'lost':
      return { state: 'lost', since: state.since, ...(state.reason === null ? {} : { reason: state.reason }) }
    case 'not_needed':
      return { state: 'not_needed', reason: state.reason }
  }
}

export function settledEntry(about: EntryAbout, by: Actor, preservationId: PreservationId, state: Settled): NewEntry {
  return incidentEntry(about, {
    kind: 'preservation.settled',
    act: by.id,
    at: settledAt(state),
    ctl: ['CC7.4'],
    detail: { preservation: preservationId, ...settledDetail(state) },
    personal: { name: by.name },
  })
}
