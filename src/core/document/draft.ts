// May this draft be saved? Only over the one that was loaded, so that two editors never overwrite each other.
import { formatInstant, type Instant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'

export type DraftBefore = { revision: number; markdown: string | null; savedAt: Instant; savedByName: string }

/** Answers the next revision. `loaded`: 0 where there was none. One that was thrown away counts as none. */
export function decideDraft(before: DraftBefore | undefined, loaded: number, markdown: string | null): number {
  refuseStale(before, loaded)
  if (markdown !== null && before?.markdown === markdown) throw new Refusal('nothing_changed', 'The draft says exactly this already.')
  if (markdown === null && (before === undefined || before.markdown === null)) throw new Refusal('not_found', 'There is no draft.')
  return (before?.revision ?? 0) + 1
}

export function refuseStale(before: DraftBefore | undefined, loaded: number): void {
  const now = before?.revision ?? 0
  const isGone = before?.markdown === null && loaded === 0
  if (loaded === now || isGone) return
  const who = before === undefined ? 'Nobody has saved a draft' : `${before.savedByName} saved it at ${formatInstant(before.savedAt)}`
  throw new Refusal('draft_changed', `The draft is not the one that you loaded: ${who}. Load it, and lay yours beside it.`)
}
