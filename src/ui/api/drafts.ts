// What somebody wrote and has not recorded yet: kept on this device under their name, so that a page that closes loses nothing of it.

/** As much of `localStorage` as is used: read at once when a form opens. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

type Kept = { at: number; value: unknown }

const prefix = 'tickmark.draft.'
/** Nobody comes back to it later; and what stands on a device for ever is found by somebody else. */
const oldest = 14 * 24 * 3_600_000

const nameOf = (who: string, what: string) => `${prefix}${who}.${what}`

function read(shelf: Shelf, name: string): Kept | null {
  try {
    return JSON.parse(shelf.getItem(name) ?? 'null') as Kept | null
  } catch {
    return null
  }
}

function forgetOld(shelf: Shelf, now: number): void {
  const names = Array.from({ length: shelf.length }, (_, at) => shelf.key(at) ?? '')
  for (const name of names.filter((one) => one.startsWith(prefix))) {
    const kept = read(shelf, name)
    if (kept === null || now - kept.at > oldest) shelf.removeItem(name)
  }
}

export function recallDraft(shelf: Shelf, who: string, what: string, now: number): unknown {
  try {
    forgetOld(shelf, now)
    return read(shelf, nameOf(who, what))?.value ?? null
  } catch {
    // A browser that keeps nothing: the page’s memory is all there is.
    return null
  }
}

/** Null: it is recorded, or not wanted any more. */
export function keepDraft(shelf: Shelf, who: string, what: string, value: unknown, now: number): void {
  try {
    if (value === null) shelf.removeItem(nameOf(who, what))
    else shelf.setItem(nameOf(who, what), JSON.stringify({ at: now, value }))
  } catch {
    // Full, or forbidden: see above.
  }
}
