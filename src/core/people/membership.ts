// Who was here with which role, and since when, at any instant: as entries tell it.
import type { Instant } from '../kernel/instant.ts'
import { type OpenedEntry, slotInstant, slotText } from '../ledger/openedEntry.ts'

/** A stretch in which somebody had one role. `to` is not included; null: it goes on. */
export type RoleSpan = { role: string; from: Instant; to: Instant | null }
export type Membership = { person: string; spans: readonly RoleSpan[] }

const kinds: ReadonlySet<string> = new Set(['person.joined', 'person.changed', 'person.left'])

/** Every entry says the whole state from its instant on; what was before stays as it was. */
export function foldMemberships(entries: readonly OpenedEntry[]): Membership[] {
  const byPerson = new Map<string, RoleSpan[]>()
  for (const { header, slots } of entries) {
    if (!kinds.has(header.kind)) continue
    const at = header.at as Instant
    const spans = byPerson.get(header.obj) ?? []
    byPerson.set(header.obj, spans)
    endAt(spans, at)
    const [role, activeFrom, activeUntil] = [
      slotText(slots.detail, 'role'),
      slotInstant(slots.detail, 'active_from'),
      slotInstant(slots.detail, 'active_until'),
    ]
    const from = Math.max(at, activeFrom ?? at) as Instant
    if (role === null || (activeUntil !== null && activeUntil <= from)) continue
    spans.push({ role, from, to: activeUntil })
  }
  return [...byPerson].map(([person, spans]) => ({ person, spans: joined(spans) }))
}

function endAt(spans: RoleSpan[], at: Instant): void {
  const last = spans.at(-1)
  if (last === undefined) return
  if (last.from >= at) spans.pop()
  else if (last.to === null || last.to > at) spans[spans.length - 1] = { ...last, to: at }
}

/** A change of name is no new stretch. */
function joined(spans: readonly RoleSpan[]): RoleSpan[] {
  const whole: RoleSpan[] = []
  for (const span of spans) {
    const last = whole.at(-1)
    if (last !== undefined && last.to === span.from && last.role === span.role) whole[whole.length - 1] = { ...last, to: span.to }
    else whole.push(span)
  }
  return whole
}
