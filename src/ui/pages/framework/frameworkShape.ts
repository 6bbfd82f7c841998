// The contract's frameworks, criteria and populations as the pages of this noun name them.
import type { z } from 'zod'
import type {
  Misreading as MisreadingShape,
  Criterion as CriterionShape,
  CriterionLine as LineShape,
  CriterionName as NameShape,
  Framework as FrameworkShape,
} from '../../../contract/framework.ts'
import type { PopulationCount as CountShape, PopulationItem as ItemShape } from '../../../contract/population.ts'

export type Framework = z.output<typeof FrameworkShape>
export type Criterion = z.output<typeof CriterionShape>
export type CriterionLine = z.output<typeof LineShape>
export type CriterionName = z.output<typeof NameShape>
export type Misreading = z.output<typeof MisreadingShape>
export type PopulationCount = z.output<typeof CountShape>
export type PopulationItem = z.output<typeof ItemShape>
