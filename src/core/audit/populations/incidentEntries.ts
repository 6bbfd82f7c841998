// The entries of incidents as a reader keeps them until their threads are written: as text in pages of bytes, parsed again one incident at a time.
import type { OpenedEntry } from '../../ledger/openedEntry.ts'
import { type TextHandle, TextStore } from '../columns.ts'
import type { SealedEntry } from '../population.ts'
import type { TextTools } from '../textTools.ts'

export class IncidentEntries {
  readonly #store: TextStore
  readonly #kept = new Map<string, TextHandle[]>()

  constructor(tools?: TextTools) {
    this.#store = new TextStore(tools)
  }

  put({ index, header, slots }: SealedEntry, leafHash: string): void {
    const handle = this.#store.put(JSON.stringify({ index, header, leafHash, slots } satisfies OpenedEntry))
    const known = this.#kept.get(header.obj)
    if (known === undefined) this.#kept.set(header.obj, [handle])
    else known.push(handle)
  }

  /** In the order of the log. */
  of(incident: string): OpenedEntry[] {
    return (this.#kept.get(incident) ?? []).map((handle) => JSON.parse(this.#store.get(handle) ?? '') as OpenedEntry)
  }
}
