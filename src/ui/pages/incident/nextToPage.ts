// Whom to offer for the next page. The path knows who comes next; it does not know that whoever holds the telephone need not call themselves.

export type NextToPage = {
  level: number
  name: string
  /** What the request says: the level that was shown, or nothing where the stand-in of the path's own next level is meant. */
  asked: { level?: number }
}

type Reached = { level: number; person: { id: string; name: string } | null }
type Path = { next: (Reached & { stands_in: boolean }) | null; levels: readonly Reached[] }

/** Null where nobody but the caller is left on the path. */
export function nextToPage({ next, levels }: Path, callerId: string | undefined): NextToPage | null {
  if (next === null) return null
  if (next.person !== null && next.person.id !== callerId) {
    return { level: next.level, name: next.person.name, asked: next.stands_in ? {} : { level: next.level } }
  }
  const other = levels.find(({ level, person }) => level > next.level && person !== null && person.id !== callerId)
  return other?.person ? { level: other.level, name: other.person.name, asked: { level: other.level } } : null
}
