// Where people habitually file what belongs to a criterion, and what they file under it that belongs elsewhere.
import type { CriterionId, FrameworkCatalogue, Misfiling, Misreading } from './framework.ts'

/** `here`: it is filed under this criterion and belongs in others. `elsewhere`: it belongs here and is filed under another. */
export type Placing = { side: 'here' | 'elsewhere'; place: Misfiling; misreading: Misreading }

export function placingsOf(catalogue: FrameworkCatalogue, id: CriterionId): Placing[] {
  return catalogue.misreadings.items.flatMap((misreading) =>
    misreading.places.flatMap((place): Placing[] => {
      if (place.filedUnder === id) return [{ side: 'here', place, misreading }]
      return place.belongsIn.includes(id) ? [{ side: 'elsewhere', place, misreading }] : []
    }),
  )
}

/** What is often said of a criterion, or of a framework as a whole. */
export function misreadingsOf(catalogue: FrameworkCatalogue, id: string): Misreading[] {
  return catalogue.misreadings.items.filter(({ concerns }) => concerns.includes(id))
}
