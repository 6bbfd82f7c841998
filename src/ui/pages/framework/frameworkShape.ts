// The contract's frameworks, criteria and populations as the pages of this noun name them.
import type { z } from 'zod'
import type {
  Criterion as CriterionShape,
  Framework as FrameworkShape,
  CriterionLine as LineShape,
  Misreading as MisreadingShape,
  CriterionName as NameShape,
} from '../../../contract/framework.ts'
import type { PopulationCount as CountShape, PopulationItem as ItemShape } from '../../../contract/population.ts'

export type Framework = z.output<typeof FrameworkShape>
export type Criterion = z.output<typeof CriterionShape>
export type CriterionLine = z.output<typeof LineShape>
export type CriterionName = z.output<typeof NameShape>
export type Misreading = z.output<typeof MisreadingShape>
export type PopulationCount = z.output<typeof CountShape>
export type PopulationItem = z.output<typeof ItemShape>
