// Who sees a private incident: those on it, now or before, and compliance. For everyone else it is a number and a state.
import type { Role } from '../kernel/actor.ts'
import type { PersonId } from '../kernel/ids.ts'

type Reader = { kind: 'person' | 'token' | 'source' | 'system'; id: string; role?: Role }

/** `people`: everyone who has or had a role in it. */
export function maySee(incident: { isPrivate: boolean }, by: Reader, people: Iterable<PersonId>): boolean {
  if (!incident.isPrivate || seesAll(by)) return true
  return by.kind === 'person' && [...people].some((id) => id === by.id)
}

/** Tickmark's own jobs work on whatever there is. */
export function seesAll(by: Reader): boolean {
  return by.kind === 'system' || by.role === 'compliance'
}
