// What a judge answers about one element: how it stands, and the parts that decided it, so that a writer can see which one is missing.
import type { Standing } from '../element.ts'

export type Judgement = {
  standing: Standing
  /** Named parts of the element: is it there? */
  parts: Readonly<Record<string, boolean>>
  /** Indexes of the units that speak of it. */
  units: readonly number[]
}

export const absent: Judgement = { standing: 'absent', parts: {}, units: [] }

export function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}
