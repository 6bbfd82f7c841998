// Rotations and escalation paths as their ledger entries alone tell them.
import type { Instant } from '../kernel/instant.ts'
import type { Json } from '../ledger/entry.ts'
import { type OpenedEntry, slotInteger, slotText } from '../ledger/openedEntry.ts'

export type FoldedRotation = {
  index: number | null
  name: string | null
  timeZone: string | null
  weekday: number | null
  time: string | null
  startsOn: string | null
  people: Json
  overrides: Json
  changedAt: Instant
}

type Members = { readonly [name: string]: Json }

function isMembers(value: Json | undefined): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Each entry says the whole. */
export function foldRotation(
  rotation: FoldedRotation | undefined,
  { index, header, slots: { detail } }: OpenedEntry,
): FoldedRotation | undefined {
  if (header.kind !== 'rotation.changed') return rotation
  const handover = isMembers(detail?.handover) ? detail.handover : undefined
  return {
    index,
    name: slotText(detail, 'name'),
    timeZone: slotText(detail, 'time_zone'),
    weekday: slotInteger(handover, 'weekday'),
    time: slotText(handover, 'time'),
    startsOn: slotText(detail, 'starts_on'),
    people: detail?.people ?? [],
    overrides: detail?.overrides ?? [],
    changedAt: header.at as Instant,
  }
}

export type FoldedPath = {
  index: number | null
  key: string | null
  name: string | null
  /** As they are stored. Null where the telephone numbers were erased. */
  levels: Members[] | null
  changedAt: Instant
  contradictions: string[]
}

export function foldPath(
  path: FoldedPath | undefined,
  { index, header, slots: { detail, personal } }: OpenedEntry,
): FoldedPath | undefined {
  if (header.kind === 'escalation.changed') {
    const calls = Array.isArray(personal?.calls) ? (personal.calls as Json[]) : null
    const levels = Array.isArray(detail?.levels) ? (detail.levels as Json[]).filter(isMembers) : []
    return {
      index,
      key: slotText(detail, 'key'),
      name: slotText(detail, 'name'),
      levels: calls && levels.map((level, place) => storedLevel(level, calls[place] ?? null)),
      changedAt: header.at as Instant,
      contradictions: path?.contradictions ?? [],
    }
  }
  if (header.kind !== 'escalation.verified' || path === undefined) return path
  const number = slotInteger(detail, 'level') ?? 0
  if (path.levels !== null && path.levels[number - 1] === undefined) {
    return { ...path, contradictions: [...path.contradictions, `Level ${number} was tried, and there is none.`] }
  }
  const levels = path.levels?.map((level, place) => (place === number - 1 ? { ...level, lastVerified: header.at } : level)) ?? null
  return { ...path, index, levels, changedAt: header.at as Instant }
}

function storedLevel(level: Members, call: Json): Members {
  const {
    target,
    backup,
    mechanism,
    paging_policy: pagingPolicy,
    channel,
    chat,
    wait_minutes: waitMinutes,
    last_verified_at: lastVerified,
  } = level
  const stored = { target, backup, mechanism, pagingPolicy, channel, call, chat, waitMinutes, lastVerified }
  return Object.fromEntries(Object.entries(stored).map(([name, value]) => [name, value ?? null]))
}
