// The pages of an incident as its ledger entries alone tell them.
import { detailOf } from '../incident/incidentEntry.ts'
import type { Instant } from '../kernel/instant.ts'
import type { SlotValue } from '../ledger/entry.ts'
import { type OpenedEntry, slotBoolean, slotInstant, slotInteger, slotText } from '../ledger/openedEntry.ts'

export type FoldedPage = {
  page: string
  index: number | null
  path: string | null
  level: number | null
  standsIn: boolean
  to: string | null
  /** Null where it was erased, or there was nobody to reach. */
  toName: string | null
  channel: string | null
  askedAt: Instant | null
  askedBy: string | null
  escalatesAt: Instant | null
  sentAt: Instant | null
  receipt: string | null
  outcome: 'answered' | 'failed' | null
  endedAt: Instant | null
  endedBy: string | null
  why: string | null
  note: string | null
}

export type FoldedPages = { pages: ReadonlyMap<string, FoldedPage>; contradictions: readonly string[] }

const kinds: ReadonlySet<string> = new Set(['page.sent', 'page.answered', 'page.failed'])

export function foldPages(entries: readonly OpenedEntry[]): FoldedPages {
  const pages = new Map<string, FoldedPage>()
  const contradictions: string[] = []
  for (const entry of entries) {
    if (!kinds.has(entry.header.kind)) continue
    const detail = detailOf(entry.slots) ?? undefined
    const id = slotText(detail, 'page')
    // What was erased says nothing more.
    if (detail === undefined || id === null) continue
    const before = pages.get(id)
    const sent = entry.header.kind === 'page.sent'
    if (before !== undefined && (sent ? before.sentAt : before.endedAt) !== null) {
      contradictions.push(`The page ${id} ${sent ? 'was sent' : 'ended'} twice.`)
      continue
    }
    const page = before ?? attempted(id, entry, detail)
    pages.set(id, sent ? { ...page, sentAt: entry.header.at as Instant, receipt: slotText(detail, 'receipt') } : ended(page, entry, detail))
  }
  return { pages, contradictions }
}

function attempted(page: string, { index, slots }: OpenedEntry, detail: SlotValue): FoldedPage {
  return {
    page,
    index,
    path: slotText(detail, 'path'),
    level: slotInteger(detail, 'level'),
    standsIn: slotBoolean(detail, 'stands_in') ?? false,
    to: slotText(detail, 'to'),
    toName: slotText(slots.personal, 'to_name'),
    channel: slotText(detail, 'channel'),
    askedAt: slotInstant(detail, 'asked_at'),
    askedBy: slotText(detail, 'asked_by'),
    escalatesAt: slotInstant(detail, 'escalates_at'),
    sentAt: null,
    receipt: null,
    outcome: null,
    endedAt: null,
    endedBy: null,
    why: null,
    note: null,
  }
}

function ended(page: FoldedPage, { header }: OpenedEntry, detail: SlotValue): FoldedPage {
  return {
    ...page,
    outcome: header.kind === 'page.answered' ? 'answered' : 'failed',
    endedAt: header.at as Instant,
    endedBy: header.act,
    why: slotText(detail, 'why'),
    note: slotText(detail, 'note'),
  }
}
