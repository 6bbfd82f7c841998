// A person's access as its ledger entries alone tell it. Name and address are null where they were erased.
import type { Instant } from '../kernel/instant.ts'
import { type OpenedEntry, slotInstant, slotText } from '../ledger/openedEntry.ts'

export type FoldedPerson = {
  person: string
  index: number | null
  role: string | null
  activeFrom: Instant | null
  activeUntil: Instant | null
  name: string | null
  email: string | null
  contradictions: string[]
}

const kinds: ReadonlySet<string> = new Set(['person.joined', 'person.changed', 'person.left'])

/** Every entry says the whole state; who left may join again. */
export function foldPerson(
  person: FoldedPerson | undefined,
  { index, header, slots: { detail, personal } }: OpenedEntry,
): FoldedPerson | undefined {
  if (!kinds.has(header.kind)) return person
  const contradictions = person?.contradictions ?? []
  return {
    person: header.obj,
    index,
    role: slotText(detail, 'role'),
    activeFrom: slotInstant(detail, 'active_from'),
    activeUntil: slotInstant(detail, 'active_until'),
    name: slotText(personal, 'name'),
    email: slotText(personal, 'email'),
    contradictions: person === undefined && header.kind !== 'person.joined' ? ['This person never joined.'] : contradictions,
  }
}
