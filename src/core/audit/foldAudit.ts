// Audits and their packages as their ledger entries alone tell them.
import type { Instant } from '../kernel/instant.ts'
import { type OpenedEntry, slotInstant, slotInteger, slotText } from '../ledger/openedEntry.ts'

export type FoldedAudit = {
  audit: string
  index: number | null
  name: string | null
  firstDay: string | null
  lastDay: string | null
  timeZone: string | null
  periodStart: Instant | null
  periodEnd: Instant | null
  openedBy: string
  openedAt: Instant
  contradictions: string[]
}

export function foldAudit(audit: FoldedAudit | undefined, { index, header, slots: { detail } }: OpenedEntry): FoldedAudit | undefined {
  if (header.kind !== 'audit.opened') return audit
  if (audit !== undefined) return { ...audit, contradictions: [...audit.contradictions, 'It was opened twice.'] }
  return {
    audit: header.obj,
    index,
    name: slotText(detail, 'name'),
    firstDay: slotText(detail, 'first_day'),
    lastDay: slotText(detail, 'last_day'),
    timeZone: slotText(detail, 'time_zone'),
    periodStart: slotInstant(detail, 'period_start'),
    periodEnd: slotInstant(detail, 'period_end'),
    openedBy: header.act,
    openedAt: header.rec as Instant,
    contradictions: [],
  }
}

export type FoldedPackage = {
  package: string
  index: number | null
  audit: string | null
  requestedBy: string | null
  built: { index: number | null; sha256: string | null; size: number | null; closingSize: number | null } | null
  contradictions: string[]
}

export function foldPackage(before: FoldedPackage | undefined, entry: OpenedEntry): FoldedPackage | undefined {
  const { index, header, slots } = entry
  const { detail } = slots
  if (header.kind === 'package.requested') {
    if (before !== undefined) return { ...before, contradictions: [...before.contradictions, 'It was asked for twice.'] }
    return { package: header.obj, index, audit: slotText(detail, 'audit'), requestedBy: header.act, built: null, contradictions: [] }
  }
  if (header.kind !== 'package.built') return before
  const built = {
    index,
    sha256: slotText(detail, 'sha256'),
    size: slotInteger(detail, 'size'),
    closingSize: slotInteger(detail, 'closing_size'),
  }
  if (before?.built) return { ...before, contradictions: [...before.contradictions, 'It was built twice.'] }
  const known = before ?? {
    package: header.obj,
    index,
    audit: slotText(detail, 'audit'),
    requestedBy: null,
    built: null,
    contradictions: [],
  }
  return { ...known, built }
}
