// What a judge answers about one element: how it stands, and the parts that decided it, so that a writer can see which one is missing.

import type { Standing } from '../element.ts'
import type { Read } from '../reading/readText.ts'

export type Judgement = {
  standing: Standing
  /** Named parts of the element: is it there? */
  parts: Readonly<Record<string, boolean>>
  /** Indexes of the units that speak of it. */
  units: ReadonlySet<number>
}

export const absent: Judgement = { standing: 'absent', parts: {}, units: new Set() }

export function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}

export function indexesOf(reads: readonly Read[]): ReadonlySet<number> {
  return new Set(reads.map(({ index }) => index))
}
