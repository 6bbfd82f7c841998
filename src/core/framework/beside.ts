// Which criteria stand beside one, in which frameworks, and on what that rests.
import type { Criterion, CriterionId, FrameworkCatalogue, Pair } from './framework.ts'
import { findCriterion } from './framework.ts'

export type Beside = { criterion: Criterion; pair: Pair }

/** In the order of the frameworks, and of the criteria within them: as the crosswalk is written. */
export function besideCriterion(catalogue: FrameworkCatalogue, id: CriterionId): Beside[] {
  const order = new Map(catalogue.frameworks.map((framework) => [framework.id, framework.order]))
  const found = catalogue.crosswalk.pairs.flatMap((pair): Beside[] => {
    const other = pair.a === id ? pair.b : pair.b === id ? pair.a : undefined
    const criterion = other === undefined ? undefined : findCriterion(catalogue, other)
    return criterion === undefined ? [] : [{ criterion, pair }]
  })
  return found.sort((left, right) => (order.get(left.criterion.framework) ?? 0) - (order.get(right.criterion.framework) ?? 0))
}
