// Where people habitually file what belongs to a criterion, and what they file under it that belongs elsewhere.
import type { Correction, CriterionId, FrameworkCatalogue, Misfiling } from './framework.ts'

/** `here`: it is filed under this criterion and belongs in others. `elsewhere`: it belongs here and is filed under another. */
export type Filing = { side: 'here' | 'elsewhere'; place: Misfiling; correction: Correction }

export function filingsOf(catalogue: FrameworkCatalogue, id: CriterionId): Filing[] {
  return catalogue.corrections.items.flatMap((correction) =>
    correction.places.flatMap((place): Filing[] => {
      if (place.filedUnder === id) return [{ side: 'here', place, correction }]
      return place.belongsIn.includes(id) ? [{ side: 'elsewhere', place, correction }] : []
    }),
  )
}

/** What is often said of a criterion, or of a framework as a whole. */
export function correctionsOf(catalogue: FrameworkCatalogue, id: string): Correction[] {
  return catalogue.corrections.items.filter(({ concerns }) => concerns.includes(id))
}
