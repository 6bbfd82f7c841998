// Which version of which runbook was followed, as the entry says that began the run.
import type { ThreadItem } from './incidentShape.ts'

export type PinnedRunbook = { document: string; version: string; words: string }

/** Null: the entry began no run, or what it says is not open. */
export function pinnedBy({ kind, detail }: Pick<ThreadItem, 'kind' | 'detail'>): PinnedRunbook | null {
  if (kind !== 'run.started' || detail === null) return null
  const { document, version, number, title } = detail as Record<string, unknown>
  if (typeof document !== 'string' || typeof version !== 'string') return null
  const name = typeof title === 'string' && title !== '' ? title : document
  return { document, version, words: typeof number === 'number' ? `${name}, version ${number}` : name }
}

/** Each once, in the order in which they were begun. */
export function pinnedRunbooks(items: readonly ThreadItem[]): PinnedRunbook[] {
  const all = items.flatMap((item) => pinnedBy(item) ?? [])
  return [...new Map(all.map((one) => [`${one.document} ${one.version}`, one])).values()]
}
